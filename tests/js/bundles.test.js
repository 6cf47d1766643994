import assert from "node:assert/strict";
import { test } from "node:test";
import { bundlePartnerships } from "shimai/map/bundles";
import { hitLines, hitTown } from "shimai/map/hit-test";
import { toX, toY } from "shimai/map/mercator";
import { gatherTowns } from "shimai/map/towns";
import { cases, network } from "./parity-cases.js";

const indexes = (ids) => ids.map((id) => network.indexOf(id));
const OREGON = ["sapporo-01100-portland-us", "iwamizawa-01210-canby-us", "ebetsu-01217-gresham-us"];

test("the partnerships of Hokkaido and Oregon are one line between two circles", () => {
  const { lines, single, circles } = bundlePartnerships(network, indexes(OREGON), null);
  assert.equal(lines.length, 1);
  assert.deepEqual(single, []);
  assert.deepEqual(lines[0].partnerships, indexes(OREGON));
  assert.equal(lines[0].key, "prefectures/01--states/US/Oregon");
  assert.deepEqual(
    lines[0].ends.map((names) => names.en),
    ["Hokkaido", "Oregon"],
  );
  assert.deepEqual(
    circles.map(({ names, home, partnerships }) => [names.en, home, partnerships.length]),
    [
      ["Hokkaido", true, 3],
      ["Oregon", false, 3],
    ],
  );
});

test("a circle stands at the mean position of its towns", () => {
  const { circles } = bundlePartnerships(network, indexes(OREGON), null);
  const { lon, lat } = network.places;
  const places = indexes(OREGON).map((index) => network.municipalityPlace[index]);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  assert.ok(Math.abs(circles[0].x - mean(places.map((place) => toX(lon[place])))) < 1e-9);
  assert.ok(Math.abs(circles[0].y - mean(places.map((place) => toY(lat[place])))) < 1e-9);
});

test("a single partnership, and those that are not active, stay single", () => {
  const sakhalin = ["wakkanai-01214-korsakov-ru", "wakkanai-01214-nevelsk-ru"];
  const ids = [OREGON[0], ...sakhalin];
  assert.deepEqual(bundlePartnerships(network, indexes(ids), null).single.sort(), indexes(ids).sort());
  assert.equal(bundlePartnerships(network, indexes(ids), 2000).lines.length, 1);
});

test("only towns of Japan's side are municipalities", () => {
  const abroad = indexes(["berat-amasya", "amasya-suva", "osaka-nagasaki"]);
  const homes = Object.fromEntries(gatherTowns(network, abroad).map(({ names, home }) => [names.en, home]));
  assert.deepEqual(homes, { Amasya: false, Berat: false, Suva: false, Osaka: true, Nagasaki: false });
});

test("the town with most partnerships comes first", () => {
  const all = cases.columns.partnerships.id.map((_, index) => index);
  const towns = gatherTowns(network, all);
  assert.equal(towns[0].names.en, "Osaka");
  assert.equal(towns[0].partnerships.length, 4);
});

test("the pointer hits the nearest town within reach, on any copy of the world", () => {
  const towns = gatherTowns(network, indexes(OREGON));
  const { x, y } = towns[0];
  const options = { scale: 4, zoom: 2, reach: 2 };
  assert.equal(hitTown(towns, x, y, options), towns[0]);
  assert.equal(hitTown(towns, x + 256, y, options), towns[0]);
  assert.equal(hitTown(towns, x, y + 100, options), null);
});

test("the pointer hits a line within reach, on any copy of the world", () => {
  const { lines } = bundlePartnerships(network, indexes(OREGON), null);
  const { points } = lines[0];
  const middle = 2 * Math.floor(points.length / 4);
  const [x, y] = [points[middle], points[middle + 1]];
  assert.equal(hitLines(lines, x, y, { scale: 4, reach: 6 })[0], lines[0]);
  assert.equal(hitLines(lines, x - 256, y + 1, { scale: 4, reach: 6 })[0], lines[0]);
  assert.deepEqual(hitLines(lines, x, y + 20, { scale: 4, reach: 6 }), []);
});

test("of lines that lie at one place, those that are no longer active are meant first", () => {
  const points = Float64Array.of(0, 0, 10, 0);
  const box = { west: 0, east: 10, north: 0, south: 0 };
  const active = { ...box, points, isActive: true };
  const ended = { ...box, points: Float64Array.of(0, 1, 10, 1), south: 1, north: 1, isActive: false };
  assert.deepEqual(hitLines([ended, active], 5, 0, { scale: 1, reach: 3 }), [ended, active]);
});
