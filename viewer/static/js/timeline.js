// The time line under the map: agreements signed per year as columns, the year in force under a handle, an interval
// of signing between two more, and the network growing year by year.

import { drawing } from "shimai/dom";

const HEIGHT = 40;
const STEP_MS = 640;

export class Timeline {
  /**
   * `change(selection)` is called when the reader has chosen, `preview(selection)` while a handle moves or time
   * plays: what is previewed is not yet chosen.
   */
  constructor(section, network, words, { change, preview }) {
    Object.assign(this, { section, network, words, change, preview });
    const find = (name) => section.querySelector(`[data-timeline="${name}"]`);
    this.parts = Object.fromEntries(
      ["chart", "year", "from", "to", "play", "back", "next", "speed", "text", "undated", "clear"].map((name) => [
        name,
        find(name),
      ]),
    );
    [this.first, this.last] = [Number(this.parts.year.min), Number(this.parts.year.max)];
    this.timer = 0;
    this._listen();
    section.hidden = false;
  }

  get isPlaying() {
    return this.timer !== 0;
  }

  /** Shows a selection and its `facets`: columns, handles, and in words how many are in force. */
  show(selection, facets) {
    this.selection = selection;
    const { year, from, to, clear } = this.parts;
    const [start, end] = interval(selection.signed, this.first, this.last);
    year.value = selection.year ?? this.last;
    year.classList.toggle("is-unset", selection.year === null);
    [from.value, to.value] = [start, end];
    clear.hidden = !selection.hasDate;
    this._describe(selection, facets);
    this._drawColumns(facets.signedIn, start, end);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = 0;
    this._showPlaying();
  }

  _listen() {
    const { year, from, to, play, back, next, speed, clear } = this.parts;
    year.addEventListener("input", () => this._previewYear());
    year.addEventListener("change", () => this.change(this._withYear()));
    for (const handle of [from, to]) {
      handle.addEventListener("change", () => this.change(this._withInterval(handle)));
    }
    play.addEventListener("click", () => (this.isPlaying ? this._stop() : this._play()));
    back.addEventListener("click", () => this._step(-1));
    next.addEventListener("click", () => this._step(1));
    speed.addEventListener("change", () => this.isPlaying && this._run());
    clear.addEventListener("click", () => this.change(this.selection.with({ year: null, signed: "" })));
  }

  _previewYear() {
    this.preview(this._withYear());
  }

  _withYear() {
    return this.selection.with({ year: Number(this.parts.year.value) });
  }

  // The handle that was moved stays where it is: the other one gives way.
  _withInterval(moved) {
    const { from, to } = this.parts;
    let [start, end] = [Number(from.value), Number(to.value)];
    if (start > end) {
      [start, end] = moved === from ? [start, start] : [end, end];
    }
    const whole = start === this.first && end === this.last;
    return this.selection.with({ signed: whole ? "" : `${start}/${end}` });
  }

  _step(by) {
    this.pause();
    const year = Number(this.parts.year.value) + by;
    this.change(this.selection.with({ year: Math.max(this.first, Math.min(this.last, year)) }));
  }

  // Who wants no motion gets one year at a time.
  _play() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this._step(1);
      return;
    }
    if (this.selection.year === null || this.selection.year >= this.last) {
      this.preview(this.selection.with({ year: this.first }));
    }
    this._run();
  }

  _run() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this._tick(), STEP_MS / Number(this.parts.speed.value));
    this._showPlaying();
  }

  _tick() {
    if (this.selection.year >= this.last) {
      this._stop();
    } else {
      this.preview(this.selection.with({ year: this.selection.year + 1 }));
    }
  }

  _stop() {
    this.pause();
    this.change(this.selection);
  }

  _showPlaying() {
    const { play } = this.parts;
    const { t } = this.words;
    play.classList.toggle("is-playing", this.isPlaying);
    play.setAttribute("aria-label", this.isPlaying ? t("Pause") : t("Play the years"));
  }

  _describe(selection, { total, undatedLeftOut }) {
    const { text, undated } = this.parts;
    const { t, tn } = this.words;
    const partnerships = tn("%(count)s partnership", "%(count)s partnerships", total);
    text.textContent =
      selection.year === null
        ? t("All years: %(partnerships)s", { partnerships })
        : t("In force in %(year)s: %(partnerships)s", { year: selection.year, partnerships });
    undated.textContent = undatedLeftOut
      ? tn("%(count)s without a date is not shown.", "%(count)s without a date are not shown.", undatedLeftOut)
      : "";
    this.parts.year.setAttribute("aria-valuetext", text.textContent);
  }

  _drawColumns(counts, start, end) {
    const years = this.last - this.first + 1;
    const most = Math.max(1, ...Object.values(counts));
    const columns = Object.entries(counts).map(([year, count]) => {
      const height = (HEIGHT * count) / most;
      const inside = Number(year) >= start && Number(year) <= end;
      const title = this.words.tn("%(count)s partnership", "%(count)s partnerships", count);
      return drawing(
        "rect",
        { x: year - this.first + 0.1, y: HEIGHT - height, width: 0.8, height, class: inside ? "is-inside" : "" },
        drawing("title", {}, this.words.t("%(year)s: %(partnerships)s", { year, partnerships: title })),
      );
    });
    this.parts.chart.setAttribute("viewBox", `0 0 ${years} ${HEIGHT}`);
    this.parts.chart.replaceChildren(...columns);
  }
}

/** The years of `1980/1989`, `1980/..` or "" as numbers. */
function interval(signed, first, last) {
  const [from, to] = signed.split("/").map(Number);
  return [from || first, to || last];
}
