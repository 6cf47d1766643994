import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, Selectables } from "shimai/model/selectables";
import { network } from "./parity-cases.js";

const selectables = new Selectables(network);
const idsOf = (key) => selectables.find(key)?.partnerships.map((index) => network.partnerships.id[index]);

test("a key of a partnership finds that one", () => {
  assert.deepEqual(idsOf("partnerships/nara-29201-xian-cn"), ["nara-29201-xian-cn"]);
});

test("a key of a town finds all its partnerships and says where it lies", () => {
  const osaka = selectables.find("places/jp-27100");
  assert.equal(osaka.type, "municipality");
  assert.equal(osaka.partnerships.length, 4);
  assert.deepEqual(
    osaka.within.map(({ en }) => en),
    ["Osaka"],
  );
});

test("keys of a prefecture, a state and a country find what lies in them", () => {
  assert.equal(idsOf("prefectures/01").length, 8);
  assert.equal(idsOf("states/US/Oregon").length, 3);
  assert.deepEqual(idsOf("countries/FJ"), ["amasya-suva", "osaka-suva", "tralee-suva"]);
});

test("a key of two areas finds the line between them", () => {
  const line = selectables.find("prefectures/01--states/US/Oregon");
  assert.equal(line.type, "line");
  assert.equal(line.partnerships.length, 3);
});

test("an unknown key finds nothing", () => {
  for (const key of [
    "",
    "places/",
    "partnerships/none",
    "countries/XX",
    "prefectures/01--countries/XX",
    "a--b--c",
  ]) {
    assert.equal(selectables.find(key), null, key);
  }
});

test("a country, a prefecture and a municipality have a code to filter by, and nothing else has", () => {
  const code = (key) => codeOf(network, selectables.find(key));
  assert.deepEqual(code("countries/US"), { name: "country", code: "US" });
  assert.deepEqual(code("prefectures/27"), { name: "prefecture", code: "27" });
  assert.deepEqual(code("places/jp-27100"), { name: "municipality", code: "27100" });
  assert.equal(code("states/US/Oregon"), null);
  assert.equal(code("places/al-berat"), null);
  assert.equal(code("prefectures/01--states/US/Oregon"), null);
});

test("a partnership abroad has two sides outside Japan", () => {
  const facts = network.describe(network.indexOf("berat-amasya"));
  assert.deepEqual(facts.municipality, { en: "Berat", ja: "" });
  assert.deepEqual(facts.prefecture, { en: "", ja: "" });
  assert.deepEqual(facts.municipalityCountry, { en: "Albania", ja: "アルバニア" });
  assert.equal(network.prefecture(network.indexOf("berat-amasya")), "");
});
