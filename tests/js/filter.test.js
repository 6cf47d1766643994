import assert from "node:assert/strict";
import { test } from "node:test";
import { countFacets, selectAndCount, selectPartnerships } from "shimai/model/filter";
import { Selection } from "shimai/model/selection";
import { network } from "./parity-cases.js";

const parse = (query) => Selection.parse(new URLSearchParams(query));

test("a box selects what the server says is within", () => {
  assert.deepEqual(selectPartnerships(network, parse("bbox=1,2,3,4"), [2, 5]), [2, 5]);
});

test("without a box, and without the server's word, nothing is left out", () => {
  assert.equal(selectPartnerships(network, parse(""), [2, 5]).length, network.size);
  assert.equal(selectPartnerships(network, parse("bbox=1,2,3,4"), null).length, network.size);
});

test("selecting and counting at once gives what each gives alone", () => {
  const selection = parse("year=1990&country=US");
  assert.deepEqual(selectAndCount(network, selection), {
    partnerships: selectPartnerships(network, selection),
    facets: countFacets(network, selection),
  });
});

test("years are counted under all filters but those of dates", () => {
  const { signedIn, endedIn, total } = countFacets(network, parse("year=2020&q=osaka san francisco"));
  assert.equal(total, 0);
  assert.deepEqual(signedIn, { 1957: 1 });
  assert.deepEqual(endedIn, { 2018: 1 });
});

test("undated partnerships are counted, whether they are shown or left out", () => {
  const shown = countFacets(network, parse("year=1990&undated=include"));
  const leftOut = countFacets(network, parse("year=1990"));
  assert.equal(shown.undatedLeftOut, 0);
  assert.ok(shown.undatedShown > 0);
  assert.equal(leftOut.undatedShown, 0);
  assert.equal(leftOut.undatedLeftOut, shown.undatedShown);
  assert.equal(leftOut.total + leftOut.undatedLeftOut, shown.total);
});
