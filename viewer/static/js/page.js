// The viewer's page: form, address, map, counts, chips, list and links, all showing one state.

import { Address, stateQuery } from "shimai/address";
import { showChips } from "shimai/chips";
import { Filters } from "shimai/filters";
import { TieList } from "shimai/list";
import { watchPanel } from "shimai/panel";
import { Search } from "shimai/search";
import { selectAndCount } from "shimai/selection";
import { watchShare } from "shimai/share";
import { tieKey } from "shimai/subjects";
import { Timeline } from "shimai/timeline";

/** Starts the page once its layer is there; `within` lists the ties inside the box that the page came with. */
export async function startPage({ map, ready, standalone, within, bbox }) {
  watchPanel(map);
  const layer = await ready;
  if (layer) {
    new Page(map, layer, { standalone, within, bbox }).start();
  } else {
    becomePlain();
  }
}

// Without its data the page is what it is without scripts: a form that the server answers, and the list's start.
function becomePlain() {
  document.querySelectorAll("#panel .no-js").forEach((node) => node.classList.remove("no-js"));
  document.querySelectorAll("#filters .needs-js").forEach((node) => node.remove());
}

class Page {
  constructor(map, layer, { standalone, within, bbox }) {
    Object.assign(this, { map, layer, within, bbox, network: layer.network, words: layer.words });
    this.address = new Address(standalone);
    this.form = document.getElementById("filters");
    this.filters = new Filters(this.form, this.words, (selection) => this.choose(selection));
    this.search = new Search(
      this.form.elements.namedItem("q"),
      this.network,
      layer.subjects,
      this.words,
      (key) => this.openFound(key),
    );
    this.list = new TieList(document.getElementById("list"), this.network, this.words, {
      permalink: layer.options.pages.partnership,
      open: (tie) => this.openTie(tie),
    });
  }

  start() {
    this.timeline = new Timeline(document.getElementById("timeline"), this.network, this.words, {
      change: (selection) => this.choose(selection),
      preview: (selection) => this.preview(selection),
    });
    this.map.invalidateSize({ pan: false });
    const opener = document.querySelector("[data-share-open]");
    if (opener) {
      watchShare(document.getElementById("share"), { opener, state: () => this.state, words: this.words });
    }
    this.address.watch((state) => this.restore(state));
    this.restore(this.address.read());
    if (!this.layer.wasMoved && !this.state.open) {
      this.layer.fit();
    }
    this.layer.on("open", ({ key }) => this.note({ open: key }));
    this.layer.on("colour", ({ byKind }) => this.note({ byKind }));
    this.layer.on("filter", ({ name, code }) => this.choose(this.state.selection.with({ [name]: [code] })));
  }

  /** A choice of the reader's: into the address, and shown. */
  choose(selection) {
    this.timeline.pause();
    this.show(selection);
    this.note({ selection, open: this.layer.opened });
  }

  /** Puts what has changed into the address and into the links, unless it only follows from what is being shown. */
  note(change) {
    if (!this.isQuiet) {
      this.state = { ...this.state, ...change };
      this.address.push(this.state);
      this.showLinks();
    }
  }

  /** Lets the layer do something that is not a choice of the reader's. */
  quietly(work) {
    const before = this.isQuiet;
    this.isQuiet = true;
    work();
    this.isQuiet = before;
  }

  /** Shows a state that the address has. */
  restore(state) {
    this.quietly(() => {
      this.layer.colour(state.byKind);
      this.show(state.selection);
      if (!state.open) {
        this.layer.close();
      } else if (state.open !== this.layer.opened) {
        this.layer.open(state.open, { bringIntoView: true, focus: false });
      }
    });
    this.state = { ...state, open: this.layer.opened };
    this.showLinks();
  }

  /** Shows on the map and its time line what may be chosen, leaves all else as it is, and returns what is shown. */
  preview(selection) {
    const within = selection.bbox && sameNumbers(selection.bbox, this.bbox) ? this.within : null;
    const { ties, facets } = selectAndCount(this.network, selection, within);
    this.quietly(() => this.layer.show(ties, selection.year));
    this.timeline.show(selection, facets);
    return { ties, facets };
  }

  show(selection) {
    const { ties, facets } = this.preview(selection);
    this.filters.write(selection);
    this.filters.count(facets);
    this.list.show(ties);
    this.showResult(selection, facets);
    showChips(document.getElementById("chips"), {
      selection,
      network: this.network,
      form: this.form,
      words: this.words,
      remove: (rest) => this.choose(rest),
    });
  }

  showResult(selection, { total, undatedLeftOut }) {
    const { t, tn } = this.words;
    const text = tn("%(count)s partnership", "%(count)s partnerships", total);
    for (const node of document.querySelectorAll("[data-total]")) {
      node.textContent = text;
    }
    const left = document.getElementById("left-out");
    left.hidden = undatedLeftOut === 0;
    left.querySelector("[data-left-out]").textContent = tn(
      "%(count)s without a date is not shown.",
      "%(count)s without a date are not shown.",
      undatedLeftOut,
    );
    document.getElementById("none").hidden = total > 0;
    const badge = document.querySelector("[data-filter-count]");
    badge.textContent = selection.size ? this.words.number(selection.size) : "";
    document.title = selection.size
      ? t("%(partnerships)s – Shimai", { partnerships: text })
      : t("Shimai: Japan’s partnerships abroad on a map");
  }

  // Every link that carries the selection: downloads, the other languages, "include them".
  showLinks() {
    const { selection } = this.state;
    for (const link of document.querySelectorAll("a[data-selection]")) {
      const { selection: kind, lang } = link.dataset;
      const query = kind === "language" ? stateQuery(this.state) : this.queryFor(kind);
      const parts = [lang && `lang=${lang}`, query].filter(Boolean).join("&");
      const path = link.getAttribute("href").split(/[?#]/)[0];
      link.setAttribute("href", this.address.standalone ? `#${query}` : path + (parts ? `?${parts}` : ""));
      link.onclick = kind === "undated" ? (event) => this.includeUndated(event, selection) : null;
    }
  }

  queryFor(kind) {
    const { selection } = this.state;
    return (kind === "undated" ? selection.with({ undated: "include" }) : selection).query();
  }

  includeUndated(event, selection) {
    event.preventDefault();
    this.choose(selection.with({ undated: "include" }));
  }

  openTie(tie) {
    this.uncoverMap();
    this.layer.open(tieKey(this.network, tie), { bringIntoView: true });
  }

  // The words have found it: they would hide its neighbours. Where other filters hide all of it, they give way.
  openFound(key) {
    this.uncoverMap();
    this.choose(this.state.selection.with({ q: "" }));
    if (!this.layer.open(key, { bringIntoView: true })) {
      this.choose(this.state.selection.cleared());
      this.layer.open(key, { bringIntoView: true });
    }
  }

  // On a narrow screen the panel lies over the map: it makes room for the card.
  uncoverMap() {
    document.documentElement.classList.remove("panel-open");
  }
}

function sameNumbers(text, numbers) {
  return String(text.split(",").map(Number)) === String(numbers);
}
