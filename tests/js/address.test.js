import assert from "node:assert/strict";
import { test } from "node:test";
import { parseState, stateQuery } from "shimai/model/address";

const parse = (query) => parseState(new URLSearchParams(query));

test("an address says what is selected, what is open and what colours mean", () => {
  const state = parse("country=US&year=1990&colour=kind&open=places/jp-27100");
  assert.deepEqual(state.selection.country, ["US"]);
  assert.equal(state.selection.year, 1990);
  assert.equal(state.open, "places/jp-27100");
  assert.equal(state.byKind, true);
});

test("an empty address is the whole map, with nothing open and colours that mean statuses", () => {
  const state = parse("");
  assert.equal(state.selection.size, 0);
  assert.equal(state.open, "");
  assert.equal(state.byKind, false);
  assert.equal(stateQuery(state), "");
});

test("what is written is what is read", () => {
  for (const query of [
    "country=US,CN&q=s%C3%A3o+paulo&colour=kind&open=countries/US",
    "year=1990&undated=include&open=prefectures/27--states/US/Oregon",
    "open=states/CN/Xi%27an",
    "country=US&map=6/37.5/-120.25",
  ]) {
    assert.equal(stateQuery(parse(query)), query);
  }
});
