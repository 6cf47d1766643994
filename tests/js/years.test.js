import assert from "node:assert/strict";
import { test } from "node:test";
import { Language } from "shimai/ui/language";
import { nameIn, noteIn, otherName } from "shimai/ui/names";
import { yearsText } from "shimai/ui/years";

const labels = { kinds: { exchange: "Exchange" }, statuses: { ended: "Ended" }, signed: {}, ended: {} };

const french = new Language({
  lang: "fr",
  messages: {
    "since %(year)s": "depuis %(year)s",
    "%(count)s partnership": { one: "%(count)s jumelage", other: "%(count)s jumelages" },
  },
  ...labels,
});
const english = new Language({ lang: "en", messages: {}, ...labels });

test("messages are translated with their values, and stay English where there is no translation", () => {
  assert.equal(yearsText(french, "1959-11-17", ""), "depuis 1959");
  assert.equal(yearsText(french, "", "2018"), "until 2018");
  assert.equal(english.t("100%% of %(name)s", { name: "%(name)s" }), "100% of %(name)s");
});

test("a number chooses the form of a message by the rules of its language", () => {
  const count = (language, number) => language.tn("%(count)s partnership", "%(count)s partnerships", number);
  assert.equal(count(english, 1), "1 partnership");
  assert.equal(count(english, 1584), "1,584 partnerships");
  assert.equal(count(french, 0), "0 jumelage");
  assert.equal(count(french, 2), "2 jumelages");
});

test("an unknown code is its own label", () => {
  assert.equal(english.kind("exchange"), "Exchange");
  assert.equal(english.kind("other"), "other");
  assert.equal(english.status("ended"), "Ended");
});

test("a date that is no date is shown as it is", () => {
  assert.equal(english.date("unknown"), "unknown");
});

test("names are shown in the reader's language where they are known in it", () => {
  const osaka = { en: "Osaka", ja: "大阪市" };
  assert.deepEqual(nameIn("ja", osaka), { text: "大阪市", lang: "ja" });
  assert.deepEqual(otherName("ja", osaka), { text: "Osaka", lang: "en" });
  assert.deepEqual(nameIn("ja", { en: "Berat", ja: "" }), { text: "Berat", lang: "en" });
  assert.equal(otherName("ja", { en: "Berat", ja: "" }), null);
});

test("a note has a line in either language, or only an English one", () => {
  assert.equal(noteIn("ja", "Two\n二"), "二");
  assert.equal(noteIn("en", "Two\n二"), "Two");
  assert.equal(noteIn("ja", "Two"), "Two");
});
