import assert from "node:assert/strict";
import { test } from "node:test";
import { formatView, parseView } from "shimai/model/view";

test("a view is written as zoom, latitude and longitude, precise to a pixel", () => {
  assert.equal(formatView({ zoom: 4.25, lat: 36.20481, lon: 138.25292 }), "4.25/36.205/138.253");
  assert.equal(formatView({ zoom: 9, lat: 36.20481, lon: 138.25292 }), "9/36.2048/138.2529");
});

test("longitudes are written between -180 and 180 and read around the Pacific", () => {
  assert.equal(formatView({ zoom: 4, lat: 37, lon: 240 }), "4/37/-120");
  assert.deepEqual(parseView("4/37/-120"), { zoom: 4, lat: 37, lon: 240 });
  assert.deepEqual(parseView("4/37/10"), { zoom: 4, lat: 37, lon: 10 });
});

test("what describes no view is none", () => {
  for (const text of ["", "4", "4/37", "x/1/2", "4/99/0", "-1/0/0", "4/37/139/1", "4//139"]) {
    assert.equal(parseView(text), null);
  }
});
