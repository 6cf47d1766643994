import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { bendArc } from "shimai/map/arcs";
import { bundlePartnerships } from "shimai/map/bundles";
import { toLatitude, toLongitude, WORLD } from "shimai/map/mercator";
import { Events } from "shimai/model/events";
import { countFacets, selectPartnerships } from "shimai/model/filter";
import { createFold } from "shimai/model/fold";
import { FACETS, Selection } from "shimai/model/selection";
import { Language } from "shimai/ui/language";
import { yearsText } from "shimai/ui/years";
import { cases, network } from "./parity-cases.js";

// The sphere of the browser and the ellipsoid of geodata lie at most this far apart, in degrees.
const ARC_TOLERANCE = 0.3;

const english = new Language({ lang: "en", messages: {}, kinds: {}, statuses: {}, signed: {}, ended: {} });

suite("selections", () => {
  for (const expected of cases.selections) {
    test(`"${expected.query}" selects, counts and is written as in geodata`, () => {
      const selection = Selection.parse(new URLSearchParams(expected.query));
      const ids = selectPartnerships(network, selection).map((index) => network.partnerships.id[index]);
      assert.deepEqual(ids, expected.ids);
      const facets = countFacets(network, selection);
      for (const name of FACETS) {
        assert.deepEqual(facets[name], expected[name], name);
      }
      assert.equal(facets.total, expected.total);
      assert.equal(facets.undatedLeftOut, expected.undated_left_out);
      assert.equal(selection.query(), expected.canonical);
    });
  }
});

suite("events of selections", () => {
  const events = new Events(cases.event_columns, network);
  for (const { query, ids, within } of cases.event_selections) {
    test(`"${query}" has ${ids.length} events`, () => {
      const selection = Selection.parse(new URLSearchParams(query));
      const whenever = selection.with({ year: null });
      const inside = within?.map((id) => network.indexOf(id)) ?? null;
      const passing = selectPartnerships(network, whenever, inside).map(
        (index) => network.partnerships.id[index],
      );
      const found = events.select(selection, new Set(passing));
      assert.deepEqual(
        found.map((event) => events.describe(event).id),
        ids,
      );
    });
  }
});

suite("statuses", () => {
  for (const { id, year, status } of cases.statuses) {
    test(`${id} in ${year ?? "today's state"} is ${status}`, () => {
      assert.equal(network.statusIn(network.indexOf(id), year), status);
    });
  }
});

suite("bundles", () => {
  const all = network.partnerships.id.map((_, index) => index);
  for (const { year, bundles, single } of cases.bundles) {
    test(`in ${year ?? "today's state"} bundles hold ${bundles.join(", ")} partnerships`, () => {
      const found = bundlePartnerships(network, all, year);
      const counts = found.lines.map((line) => line.partnerships.length).sort((a, b) => b - a);
      assert.deepEqual(counts, bundles);
      assert.equal(found.single.length, single);
    });
  }
});

suite("folded names", () => {
  for (const { text, folded } of cases.folds) {
    test(`"${text}" is "${folded}"`, () => {
      assert.equal(createFold(cases.columns.folding)(text), folded);
    });
  }
  for (const { text, folded } of cases.search_folds) {
    test(`"${text}" is "${folded}" in a search`, () => {
      assert.equal(network.fold(text), folded);
    });
  }
});

suite("arcs", () => {
  for (const { name, from, to, through, crosses_antimeridian, heads } of cases.arcs) {
    test(`${name} passes where geodata's line passes`, () => {
      const points = bendArc(from[0], from[1], to[0], to[1], 20);
      const xs = points.filter((_, index) => index % 2 === 0);
      for (const [longitude, latitude] of through) {
        assert.ok(distanceTo(points, longitude, latitude) < ARC_TOLERANCE, `${longitude}, ${latitude}`);
      }
      assert.equal(Math.min(...xs) < 0 || Math.max(...xs) > WORLD, crosses_antimeridian);
      assert.equal(xs[xs.length - 1] > xs[0] ? "east" : "west", heads);
    });
  }
});

suite("dates", () => {
  for (const { lang, date, text } of cases.dates) {
    test(`${date} in ${lang} is ${text}`, () => {
      const language = new Language({ ...english.labels, messages: {}, lang });
      assert.equal(language.date(date), text);
    });
  }
  for (const { signed, ended, text } of cases.years) {
    test(`signed "${signed}" and ended "${ended}" is "${text}"`, () => {
      assert.equal(yearsText(english, signed, ended), text);
    });
  }
});

// In degrees of latitude, to the nearest vertex.
function distanceTo(points, longitude, latitude) {
  let nearest = Infinity;
  for (let i = 0; i < points.length; i += 2) {
    const east = ((toLongitude(points[i]) - longitude + 540) % 360) - 180;
    const north = toLatitude(points[i + 1]) - latitude;
    nearest = Math.min(nearest, Math.hypot(east * Math.cos((latitude * Math.PI) / 180), north));
  }
  return nearest;
}
