import assert from "node:assert/strict";
import { test } from "node:test";
import { Selectables } from "shimai/model/selectables";
import { Suggestions } from "shimai/model/suggestions";
import { network } from "./parity-cases.js";

const suggestions = new Suggestions(network, new Selectables(network).all());
const keysOf = (text) => suggestions.find(text).map(({ key }) => key);

test("a whole name comes before a beginning, and the wider of two equal ones first", () => {
  assert.deepEqual(keysOf("São Paulo").slice(0, 2), ["states/BR/São Paulo", "places/br-sao-paulo-region"]);
  assert.equal(keysOf("Osaka")[0], "prefectures/27");
});

test("readings, romanisations and titles find Japanese names", () => {
  for (const text of ["おおさか", "オオサカ", "Oosaka", "Ohsaka", "大阪府"]) {
    assert.equal(keysOf(text)[0], "prefectures/27", text);
  }
  assert.equal(keysOf("Osaka City")[0], "places/jp-27100");
  assert.equal(keysOf("Kyoto-shi")[0], "places/jp-26100");
});

test("a country is found by the words that people use for it", () => {
  for (const text of ["USA", "us", "U.S.A.", "America", "米国", "アメリカ", "United States"]) {
    assert.equal(keysOf(text)[0], "countries/US", text);
  }
});

test("a letter of initials is no word", () => {
  assert.equal(keysOf("o").includes("countries/TW"), false);
});

test("words after a name say what it lies in", () => {
  assert.deepEqual(keysOf("Portland, Oregon"), ["places/us-oregon-portland"]);
  assert.deepEqual(keysOf("Portland, USA"), ["places/us-oregon-portland"]);
  assert.deepEqual(keysOf("Portland, Maine"), []);
  assert.deepEqual(keysOf("大阪府大阪市"), ["places/jp-27100"]);
});

test("no words suggest nothing", () => {
  assert.deepEqual(keysOf(" . "), []);
});
