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
    copyCanvases(map.getContainer());
  });
  addEventListener("afterprint", () => {
    for (const copy of document.querySelectorAll(".print-copy")) {
      copy.remove();
    }
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

/**
 * Lays a picture over each canvas of the map. Chromium records what is drawn on a canvas while it prepares to print, and
 * where the canvas was cleared the PDF would be white instead of transparent.
 * @param {HTMLElement} container
 */
function copyCanvases(container) {
  for (const canvas of container.querySelectorAll("canvas")) {
    const { width, height } = canvas;
    if (width && height) {
      const picture = new OffscreenCanvas(width, height);
      picture.getContext("2d")?.drawImage(canvas, 0, 0);
      const copy = document.createElement("canvas");
      copy.className = `${canvas.className} print-copy`;
      copy.width = width;
      copy.height = height;
      copy.style.cssText = canvas.style.cssText;
      copy.getContext("bitmaprenderer")?.transferFromImageBitmap(picture.transferToImageBitmap());
      canvas.after(copy);
    }
  }
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
