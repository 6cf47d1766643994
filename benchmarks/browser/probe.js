// Notes when a canvas of the map was first drawn on, by the pane that it lies in.
window.firstDrawn = {};
for (const name of ["fill", "stroke"]) {
  const draw = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...given) {
    const pane = this.canvas.parentNode?.className?.match(/leaflet-([\w-]+)-pane/)?.[1];
    if (pane && !(pane in window.firstDrawn)) {
      window.firstDrawn[pane] = null;
      requestAnimationFrame(() => requestAnimationFrame(() => (window.firstDrawn[pane] = performance.now())));
    }
    return draw.apply(this, given);
  };
}
