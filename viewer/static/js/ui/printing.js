// Printing: the map is refitted to the sheet and painted in light colours; the foot says when and from where.

/**
 * What a map shows, as far as printing needs it.
 * @typedef {{ fit: () => void }} Fitted
 */

/**
 * Prepares the page for paper whenever it is printed, and puts it back afterwards.
 * @param {L.Map} map
 * @param {Promise<Fitted | null>} ready
 * @param {string} lang
 */
export async function watchPrinting(map, ready, lang) {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => print());
  }
  const layer = await ready;
  /** @type {{ center: L.LatLng, zoom: number } | null} */
  let before = null;
  addEventListener("beforeprint", () => {
    before ??= { center: map.getCenter(), zoom: map.getZoom() };
    fillFoot(lang);
    setPrinting(map, true);
    layer?.fit();
  });
  addEventListener("afterprint", () => {
    setPrinting(map, false);
    if (before) {
      map.setView(before.center, before.zoom, { animate: false });
      before = null;
    }
  });
}

/**
 * @param {L.Map} map
 * @param {boolean} isPrinting
 */
function setPrinting(map, isPrinting) {
  document.documentElement.classList.toggle("printing", isPrinting);
  dispatchEvent(new Event("shimai-theme"));
  map.invalidateSize({ animate: false, pan: false });
}

/** @param {string} lang */
function fillFoot(lang) {
  const address = document.querySelector("[data-print-address]");
  const date = document.querySelector("[data-print-date]");
  if (address) {
    address.textContent = location.href;
  }
  if (date) {
    date.textContent = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, {
      dateStyle: "long",
    }).format();
  }
}
