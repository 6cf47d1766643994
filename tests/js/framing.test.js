import assert from "node:assert/strict";
import { test } from "node:test";
import { boxToShow, isPointIn, isReadableIn, lowestZoom, viewOfBox, worldView } from "shimai/map/framing";
import { toX, toY, WORLD } from "shimai/map/mercator";

const NOTHING = { left: 0, top: 0, right: 0, bottom: 0 };
const desk = { x: 1100, y: 700, covered: { left: 60, top: 20, right: 40, bottom: 120 }, snap: 0.25 };
const phone = { x: 390, y: 650, covered: NOTHING, snap: 0.25 };

const boxOf = (west, south, east, north) => ({
  west: toX(west),
  east: toX(east),
  north: toY(north),
  south: toY(south),
});
const KOREA_JAPAN = boxOf(126, 33, 142, 43);

test("a box is shown beside what covers the map", () => {
  const view = viewOfBox(desk, KOREA_JAPAN, 150);
  assert.ok(isReadableIn(desk, view, KOREA_JAPAN));
  const scale = 2 ** view.zoom;
  const left = toX(view.lon) - desk.x / 2 / scale;
  assert.ok((KOREA_JAPAN.west - left) * scale >= desk.covered.left);
  assert.ok((KOREA_JAPAN.east - left) * scale <= desk.x - desk.covered.right);
});

test("zooms keep to the map's steps, and a single town is not zoomed in to the street", () => {
  assert.equal((viewOfBox(desk, KOREA_JAPAN, 150).zoom * 4) % 1, 0);
  const town = boxOf(139.7, 35.7, 139.7, 35.7);
  assert.equal(viewOfBox(desk, town, 150).zoom, 6);
});

test("the nearest copy of a box is shown", () => {
  const california = boxOf(-124, 32, -114, 42);
  assert.ok(Math.abs(viewOfBox(desk, california, 150).lon - 241) < 5);
  assert.ok(Math.abs(viewOfBox(desk, california, -150).lon + 119) < 5);
});

test("what is too small to be read is not in view", () => {
  assert.ok(!isReadableIn(desk, { zoom: 2, lat: 24, lon: 150 }, KOREA_JAPAN));
  assert.ok(isReadableIn(desk, { zoom: 5, lat: 36, lon: 134 }, KOREA_JAPAN));
});

test("lines around the earth are shown by their towns", () => {
  const around = { ...boxOf(139, -30, 139, 60), west: toX(-52), east: toX(308) };
  const towns = [139, 141, -46, -52].map((lon) => ({ x: toX(lon), y: 0 }));
  const box = boxToShow(around, towns);
  assert.ok(Math.abs(box.west - toX(139)) < 1e-9);
  assert.ok(Math.abs(box.east - toX(314)) < 1e-9);
});

test("a point is in view on whatever copy of the world it is given", () => {
  const view = { zoom: 4, lat: 36, lon: 240 };
  assert.ok(isPointIn(desk, view, { x: toX(-120), y: toY(36) }));
  assert.ok(!isPointIn(desk, view, { x: toX(139), y: toY(36) }));
});

test("at most one and a half worlds are shown, and never mainly the poles", () => {
  for (const { x, y } of [desk, phone, { x: 300, y: 900 }]) {
    const scale = WORLD * 2 ** lowestZoom({ x, y });
    assert.ok(x / scale <= 1.5 + 1e-9);
    assert.ok(y / scale <= 0.9 + 1e-9);
  }
  assert.ok(worldView(phone, true).zoom >= lowestZoom(phone));
});
