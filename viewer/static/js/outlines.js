// Which country a point lies in, by Natural Earth's outlines.

import { WORLD } from "shimai/mercator";
import { polygonsOf, polygonsPath } from "shimai/rings";

export class Outlines {
  constructor(topology) {
    this.topology = topology;
  }

  /** The ISO 3166-1 numeric code of the country at a point in zoom-0 pixels, on whatever copy of the world; or "". */
  at(x, y) {
    const { context, countries } = this._prepare();
    const east = ((x % WORLD) + WORLD) % WORLD;
    const copies = [east - WORLD, east, east + WORLD];
    const found = countries.find(({ path }) =>
      copies.some((copy) => context.isPointInPath(path, copy, y, "evenodd")),
    );
    return found?.number ?? "";
  }

  // Only a reader who clicks on land needs them.
  _prepare() {
    this.prepared ??= {
      context: document.createElement("canvas").getContext("2d"),
      countries: topojson
        .feature(this.topology, this.topology.objects.countries)
        .features.filter(({ id }) => id)
        .map((feature) => ({ number: feature.id, path: polygonsPath(polygonsOf(feature)) })),
    };
    return this.prepared;
  }
}
