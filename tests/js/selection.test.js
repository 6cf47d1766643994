import assert from "node:assert/strict";
import { test } from "node:test";
import { Selection } from "shimai/model/selection";

const parse = (query) => Selection.parse(new URLSearchParams(query));

test("an empty query is no filter at all", () => {
  const selection = parse("");
  assert.equal(selection.size, 0);
  assert.equal(selection.query(), "");
  assert.equal(selection.hasDate, false);
});

test("lists may be repeated or separated by commas, and hold each value once", () => {
  assert.deepEqual(parse("country=US,CN&country=US,FR").country, ["US", "CN", "FR"]);
});

test("empty values and unknown names are ignored", () => {
  assert.equal(parse("country=&q=&utm_source=mail").size, 0);
});

test("a year is a number of up to four digits, and anything else is none", () => {
  assert.equal(parse("year=1990").year, 1990);
  assert.equal(parse("year=199O").year, null);
  assert.equal(parse("year=19900").year, null);
});

test("a form is read as a query is", () => {
  const form = new FormData();
  form.append("country", "US");
  form.append("country", "CN");
  form.append("q", " osaka ");
  assert.equal(Selection.parse(form).query(), "country=US,CN&q=osaka");
});

test("every value of a list counts as a filter", () => {
  assert.equal(parse("country=US,CN&year=1990&undated=only").size, 4);
});

test("a change makes another selection and leaves the first as it is", () => {
  const before = parse("country=US&year=1990");
  assert.equal(before.with({ year: null }).query(), "country=US");
  assert.equal(before.query(), "country=US&year=1990");
});

test("the query is always in the same order and encoded as the server encodes it", () => {
  const selection = parse("q=xi'an (west)&signed=1980/..&country=CN,US");
  assert.equal(selection.query(), "country=CN,US&signed=1980/..&q=xi%27an+%28west%29");
});

test("undated partnerships are included without a date filter and excluded with one, unless stated otherwise", () => {
  assert.equal(parse("").undatedPolicy, "include");
  assert.equal(parse("year=1990").undatedPolicy, "exclude");
  assert.equal(parse("signed=1980/1989").undatedPolicy, "exclude");
  assert.equal(parse("year=1990&undated=only").undatedPolicy, "only");
});

test("an interval of signing may be open at either end", () => {
  assert.deepEqual(parse("signed=1980/1989").signedYears, [1980, 1989]);
  assert.deepEqual(parse("signed=1980/..").signedYears, [1980, Number.NaN]);
  assert.deepEqual(parse("signed=../1989").signedYears, [Number.NaN, 1989]);
});
