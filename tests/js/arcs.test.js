import assert from "node:assert/strict";
import { test } from "node:test";
import { bendArc } from "shimai/map/arcs";
import { boxAround, withBox } from "shimai/map/lines";
import { nearestCopy, toLatitude, toLongitude, toX, toY, WORLD } from "shimai/map/mercator";

const everySecond = (points, first) => [...points].filter((_, index) => index % 2 === first);
const steps = (values) => values.slice(1).map((value, index) => value - values[index]);

function near(actual, expected) {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
}

test("Osaka to San Francisco runs over the Pacific unbroken", () => {
  const points = bendArc(135.5, 34.69, -122.42, 37.78);
  const xs = everySecond(points, 0);
  near(xs[0], ((135.5 + 180) / 360) * WORLD);
  near(xs[xs.length - 1], ((237.58 + 180) / 360) * WORLD);
  assert.ok(Math.max(...steps(xs).map(Math.abs)) < 3);
  assert.ok(xs.length >= 8660 / 200);
});

test("Tokyo to London runs to the west over Siberia", () => {
  const xs = everySecond(bendArc(139.69, 35.68, -0.13, 51.5), 0);
  assert.ok(steps(xs).every((step) => step < 0));
  near(xs[xs.length - 1], ((-0.13 + 180) / 360) * WORLD);
});

test("places that coincide still give a line", () => {
  const points = bendArc(139, 35, 139, 35);
  assert.deepEqual([...points.slice(0, 2)], [...points.slice(2)]);
});

test("opposite places give a line over the nearer pole, inside the map", () => {
  const points = bendArc(135, 35, -45, -35);
  assert.ok(points.length >= 4);
  assert.ok(everySecond(points, 1).every((y) => y >= 0 && y <= WORLD));
});

test("a finer step gives more vertices", () => {
  assert.ok(bendArc(135.5, 34.69, 2.35, 48.86, 50).length > bendArc(135.5, 34.69, 2.35, 48.86, 200).length);
});

test("the box around a line is unbroken over the antimeridian", () => {
  const { points, west, east, north, south } = withBox(bendArc(135.5, 34.69, 178.44, -18.14));
  assert.deepEqual([west, east], [Math.min(...everySecond(points, 0)), Math.max(...everySecond(points, 0))]);
  assert.deepEqual(
    [north, south],
    [Math.min(...everySecond(points, 1)), Math.max(...everySecond(points, 1))],
  );
});

test("the box around several lines holds all of them, and around none there is none", () => {
  const lines = [withBox(bendArc(0, 0, 10, 10)), withBox(bendArc(20, -10, 30, 5))];
  const box = boxAround(lines, [0, 1]);
  near(box.west, toX(0));
  near(box.east, toX(30));
  assert.equal(boxAround(lines, []), null);
});

test("the projection and its inverse agree", () => {
  for (const [longitude, latitude] of [
    [0, 0],
    [135.5, 34.69],
    [-122.42, 37.78],
    [178.44, -18.14],
  ]) {
    near(toLongitude(toX(longitude)), longitude);
    near(toLatitude(toY(latitude)), latitude);
  }
});

test("the nearest copy lies within half a world", () => {
  assert.equal(nearestCopy(10, 250), 10 + WORLD);
  assert.equal(nearestCopy(250, 10), 250 - WORLD);
  assert.equal(nearestCopy(100, 120), 100);
});
