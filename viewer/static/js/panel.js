// The filter panel: beside the map, where it can be folded away; on a narrow screen a sheet over it.

const NARROW = matchMedia("(max-width: 719px)");

/** Wires the buttons that open and close the panel, and keeps the map's size right. */
export function watchPanel(map) {
  const root = document.documentElement;
  const panel = document.getElementById("panel");
  const openers = [...document.querySelectorAll("[data-panel-open]")];
  const closers = [...document.querySelectorAll("[data-panel-close]")];
  const name = () => (NARROW.matches ? "panel-open" : "panel-folded");
  const isOpen = () => root.classList.contains(name()) === NARROW.matches;

  const set = (open) => {
    root.classList.toggle(name(), open === NARROW.matches);
    for (const button of [...openers, ...closers]) {
      button.setAttribute("aria-expanded", String(open));
    }
    map.invalidateSize({ pan: false });
    (open
      ? (closers.find((button) => button.offsetParent) ?? panel)
      : openers.find((button) => button.offsetParent)
    )?.focus();
  };

  openers.forEach((button) => button.addEventListener("click", () => set(true)));
  closers.forEach((button) => button.addEventListener("click", () => set(false)));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && NARROW.matches && isOpen()) {
      set(false);
    }
  });
  NARROW.addEventListener("change", () => {
    root.classList.remove("panel-open", "panel-folded");
    map.invalidateSize({ pan: false });
  });
}
