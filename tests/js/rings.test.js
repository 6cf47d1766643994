import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import { polygonsOf, unwrapLongitudes, unwrapPolygon } from "shimai/map/rings";

const VENDOR = new URL("../../viewer/static/vendor/", import.meta.url);
const read = (name) => readFileSync(new URL(name, VENDOR), "utf8");

runInThisContext(read("topojson-client/topojson-client.min.js"));

const longitudes = (ring) => ring.map(([longitude]) => longitude);

// The largest step between two points, but for those along the edge of the map in the south.
function largestStep(ring) {
  const steps = ring
    .slice(1)
    .map((point, index) => [ring[index], point])
    .filter(([before, after]) => after[1] > -85 || before[1] > -85)
    .map(([before, after]) => Math.abs(after[0] - before[0]));
  return Math.max(0, ...steps);
}

for (const atlas of ["countries-110m.json", "countries-50m.json"]) {
  const topology = JSON.parse(read(`world-atlas/${atlas}`));
  const { land, countries } = topology.objects;
  const rings = polygonsOf(topojson.feature(topology, land)).flatMap(unwrapPolygon);

  test(`no ring of ${atlas} streaks across the map`, () => {
    const inner = rings.filter((ring) => Math.min(...ring.map(([, latitude]) => latitude)) > -84.9);
    assert.ok(inner.length > 50);
    assert.ok(Math.max(...inner.map(largestStep)) < 20);
  });

  test(`no border of ${atlas} streaks across the map`, () => {
    const borders = topojson.mesh(topology, countries, (a, b) => a !== b).coordinates.map(unwrapLongitudes);
    assert.ok(Math.max(...borders.map(largestStep)) < 60);
  });

  test(`Antarctica of ${atlas} is closed along the edge of the map, all around it`, () => {
    const polar = rings.filter((ring) => ring.some(([, latitude]) => latitude === -85));
    assert.equal(polar.length, 1);
    assert.deepEqual(polar[0][0], polar[0][polar[0].length - 1]);
    assert.ok(Math.max(...longitudes(polar[0])) - Math.min(...longitudes(polar[0])) > 359);
  });
}
