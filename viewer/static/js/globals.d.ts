// What classic scripts define before the modules run, beside Leaflet's `L`.
import type * as TopojsonClient from "topojson-client";

declare global {
  const topojson: typeof TopojsonClient;
}
