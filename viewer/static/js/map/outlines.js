// Which country a point lies in, by Natural Earth's outlines.

import { WORLD } from "shimai/map/mercator";
import { polygonsOf, polygonsPath } from "shimai/map/rings";

/** @import { Atlas } from "shimai/map/basemap" */

export class Outlines {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** @type {{ number: string, path: Path2D }[] | null} */
    this._countries = null;
    this._context = document.createElement("canvas").getContext("2d");
  }

  /**
   * The ISO 3166-1 numeric code of the country at a point in zoom-0 pixels, on any copy of the world; "" at sea.
   * @param {number} x
   * @param {number} y
   */
  at(x, y) {
    // Paths are only made for a reader who clicks on land.
    this._countries ??= countryPaths(this.atlas);
    const east = ((x % WORLD) + WORLD) % WORLD;
    const copies = [east - WORLD, east, east + WORLD];
    const found = this._countries.find(({ path }) =>
      copies.some((copy) => this._context?.isPointInPath(path, copy, y, "evenodd")),
    );
    return found?.number ?? "";
  }
}

/** @param {Atlas} atlas */
function countryPaths(atlas) {
  return topojson
    .feature(atlas, atlas.objects.countries)
    .features.filter(({ id }) => id)
    .map((feature) => ({ number: String(feature.id), path: polygonsPath(polygonsOf(feature)) }));
}
