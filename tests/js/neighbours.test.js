import assert from "node:assert/strict";
import { test } from "node:test";
import { DIRECTIONS, nearestOf, neighbourOf } from "shimai/map/neighbours";

const here = { x: 0, y: 0 };
const east = { x: 10, y: 1 };
const farEast = { x: 30, y: 0 };
const north = { x: 1, y: -8 };
const places = [here, east, farEast, north];

test("an arrow key leads to the nearest place in its direction", () => {
  assert.equal(neighbourOf(places, here, DIRECTIONS.ArrowRight), east);
  assert.equal(neighbourOf(places, east, DIRECTIONS.ArrowRight), farEast);
  assert.equal(neighbourOf(places, here, DIRECTIONS.ArrowUp), north);
});

test("where nothing lies in a direction there is no neighbour", () => {
  assert.equal(neighbourOf(places, here, DIRECTIONS.ArrowDown), null);
  assert.equal(neighbourOf([], here, DIRECTIONS.ArrowLeft), null);
});

test("the cursor begins at the place that is nearest to the middle", () => {
  assert.equal(nearestOf(places, { x: 28, y: 3 }), farEast);
  assert.equal(nearestOf([], here), null);
});
