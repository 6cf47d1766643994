// Where the places come from, at the map's foot.

/** @import { Language } from "shimai/ui/language" */

/** @param {Language} language */
export function credits({ t }) {
  const geonames = '<a href="https://www.geonames.org/">GeoNames</a>';
  return t("Places: %(geonames)s (CC BY 4.0)", { geonames });
}
