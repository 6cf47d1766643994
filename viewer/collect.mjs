// Copies what the viewer serves from node_modules into viewer/static/vendor, each package with its licence.
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "..", "node_modules");
const vendor = join(here, "static", "vendor");

const served = {
  leaflet: {
    "dist/leaflet.js": "leaflet.js",
    "dist/leaflet.css": "leaflet.css",
    "dist/images": "images",
    LICENSE: "LICENSE",
  },
  "swagger-ui-dist": {
    "swagger-ui-bundle.js": "swagger-ui-bundle.js",
    "swagger-ui.css": "swagger-ui.css",
    "swagger-ui-bundle.js.LICENSE.txt": "swagger-ui-bundle.js.LICENSE.txt",
    LICENSE: "LICENSE",
    NOTICE: "NOTICE",
  },
  "topojson-client": {
    "dist/topojson-client.min.js": "topojson-client.min.js",
    LICENSE: "LICENSE",
  },
  "world-atlas": {
    "countries-110m.json": "countries-110m.json",
    "countries-50m.json": "countries-50m.json",
    LICENSE: "LICENSE",
  },
};

// The maps are not served: a browser's tools would ask for them in vain.
function dropSourceMap(path) {
  writeFileSync(path, readFileSync(path, "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
}

rmSync(vendor, { recursive: true, force: true });
for (const [name, files] of Object.entries(served)) {
  for (const [from, to] of Object.entries(files)) {
    const target = join(vendor, name, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(packages, name, from), target, { recursive: true });
    if (to.endsWith(".js")) {
      dropSourceMap(target);
    }
    const stat = statSync(target);
    console.log(`${name}/${to}${stat.isFile() ? ` ${stat.size} bytes` : ""}`);
  }
}
