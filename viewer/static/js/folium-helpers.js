// The little of jQuery and of Awesome Markers that Folium's own elements use, where a user adds some to our map:
// popups parse their HTML with $(), icons use L.AwesomeMarkers. The real ones, if loaded, stay.

/** @typedef {{ ready: (callback: () => void) => number }} Ready */
/** @typedef {(content: unknown) => Element[] | Ready} ParseHtml */
/** @typedef {{ $?: ParseHtml }} WithJQuery */
/** @typedef {{ AwesomeMarkers?: { icon: () => L.Icon.Default } }} WithAwesomeMarkers */

(() => {
  const page = /** @type {WithJQuery} */ (window);
  page.$ ??= (content) => {
    if (typeof content !== "string") {
      return { ready: (callback) => setTimeout(callback, 0) };
    }
    const { body } = new DOMParser().parseFromString(content, "text/html");
    return [...body.children];
  };
  const leaflet = /** @type {WithAwesomeMarkers} */ (L);
  leaflet.AwesomeMarkers ??= { icon: () => new L.Icon.Default() };
})();
