import assert from "node:assert/strict";
import { test } from "node:test";
import { Events } from "shimai/model/events";
import { cases, network } from "./parity-cases.js";

const events = new Events(cases.event_columns, network);
const [visit, volunteers, stop, expo] = [0, 1, 2, 3];

test("an event stands at its place, else at its first municipality, else nowhere", () => {
  assert.equal(events.place(visit)?.names.en, "Portland");
  assert.equal(events.place(stop)?.names.ja, "稚内市");
  assert.equal(events.place(volunteers), null);
});

test("a line leads from the municipality to an event abroad, and to none at home", () => {
  assert.deepEqual(
    events.actors(visit).map(({ names }) => names.en),
    ["Sapporo"],
  );
  assert.deepEqual(events.actors(expo), []);
  assert.deepEqual(events.actors(stop), []);
});

test("a partnership has its events, and a plan is told from what was held", () => {
  assert.deepEqual(events.ofPartnership("wakkanai-01214-korsakov-ru"), [stop]);
  assert.deepEqual(events.ofPartnership("sapporo-01100-munich-de"), []);
  assert.equal(events.describe(expo).isPlanned, true);
  assert.equal(events.describe(visit).isPlanned, false);
});
