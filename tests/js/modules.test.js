import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";

const MODULES = new URL("../../viewer/static/js/", import.meta.url);

// A module may import from its own folder and from those before it.
const FOLDERS = ["model", "ui", "map", "page"];
const IMPORT = /^(?:import|\} from) .*?"shimai\/([\w/-]+)"/gm;

const imports = new Map(
  FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, MODULES))
      .filter((file) => file.endsWith(".js"))
      .map((file) => {
        const code = readFileSync(new URL(`${folder}/${file}`, MODULES), "utf8");
        const names = [...code.matchAll(IMPORT)].map(([, name]) => name);
        return [`${folder}/${file.slice(0, -".js".length)}`, names];
      }),
  ),
);

const floorOf = (name) => FOLDERS.indexOf(name.split("/")[0]);

// The names of modules on a circle that a module is reached from; empty where there is none.
function circleFrom(name, path = []) {
  if (path.includes(name)) {
    return [...path.slice(path.indexOf(name)), name];
  }
  for (const imported of imports.get(name) ?? []) {
    const circle = circleFrom(imported, [...path, name]);
    if (circle.length > 0) {
      return circle;
    }
  }
  return [];
}

suite("modules", () => {
  test("every folder has modules", () => {
    assert.deepEqual([...new Set([...imports.keys()].map(floorOf))], [0, 1, 2, 3]);
  });

  for (const [name, imported] of imports) {
    test(`${name} imports nothing that is missing, above it, or leads back to it`, () => {
      for (const other of imported) {
        assert.ok(imports.has(other), other);
        assert.ok(floorOf(other) <= floorOf(name), other);
      }
      assert.deepEqual(circleFrom(name), []);
    });
  }
});
