// What a map says of itself: its name, how the keyboard moves on it, and where its places come from.

/** @import { Language } from "shimai/ui/language" */

/**
 * @param {L.Map} map
 * @param {Language} language
 */
export function describeMap(map, { lang, t }) {
  const container = map.getContainer();
  container.lang = lang;
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", t("Map of partnerships"));
  container.setAttribute(
    "aria-description",
    t("Arrow keys move among towns, Enter opens one, Escape goes back, + and - zoom."),
  );
  map.attributionControl?.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>');
}

/** @param {Language} language */
export function credits({ t }) {
  const geonames = '<a href="https://www.geonames.org/">GeoNames</a>';
  return t("Places: %(geonames)s (CC BY 4.0)", { geonames });
}
