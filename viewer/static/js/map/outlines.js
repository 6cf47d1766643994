// Which country a point lies in, by Natural Earth's outlines.

import { toX, toY, WORLD } from "shimai/map/mercator";
import { polygonsOf, polygonsPath, unwrapPolygon } from "shimai/map/rings";

/** @import { Feature, Position } from "geojson" */
/** @import { Atlas } from "shimai/map/basemap" */

export class Outlines {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** @type {{ number: string, path: Path2D }[] | null} */
    this._countries = null;
    /** @type {{ number: string, x: number, y: number, area: number }[] | null} */
    this._points = null;
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

  /** Where the countries lie, by their ISO 3166-1 numeric codes, the largest first; in zoom-0 pixels. */
  points() {
    this._points ??= countriesOf(this.atlas)
      .map((feature) => ({ number: String(feature.id), ...centreOf(feature) }))
      .sort((a, b) => b.area - a.area);
    return this._points;
  }
}

/** @param {Atlas} atlas */
function countryPaths(atlas) {
  return countriesOf(atlas).map((feature) => ({
    number: String(feature.id),
    path: polygonsPath(polygonsOf(feature)),
  }));
}

/** @param {Atlas} atlas */
function countriesOf(atlas) {
  return topojson.feature(atlas, atlas.objects.countries).features.filter(({ id }) => id);
}

/**
 * The centre of a country's largest part, and that part's area, in zoom-0 pixels.
 * @param {Feature} feature
 */
function centreOf(feature) {
  const rings = polygonsOf(feature).map((rings) => ringCentre(unwrapPolygon(rings)[0]));
  return rings.reduce((largest, ring) => (ring.area > largest.area ? ring : largest));
}

/**
 * The centroid of a ring, and its area.
 * @param {Position[]} ring
 */
function ringCentre(ring) {
  const sum = { x: 0, y: 0, area: 0 };
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [x1, y1] = [toX(ring[index][0]), toY(ring[index][1])];
    const [x2, y2] = [toX(ring[index + 1][0]), toY(ring[index + 1][1])];
    const cross = x1 * y2 - x2 * y1;
    sum.x += (x1 + x2) * cross;
    sum.y += (y1 + y2) * cross;
    sum.area += cross / 2;
  }
  return { x: sum.x / (6 * sum.area), y: sum.y / (6 * sum.area), area: Math.abs(sum.area) };
}
