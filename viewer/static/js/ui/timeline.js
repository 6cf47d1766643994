// The time line under the map: agreements signed per year as columns, the year in force under a handle, an interval
// of signing, partnerships without a date, and the network growing year by year.

import { find } from "shimai/ui/dom";
import { YearChart } from "shimai/ui/year-chart";

/** @import { Facets } from "shimai/model/filter" */
/** @import { Selection } from "shimai/model/selection" */
/** @import { Language } from "shimai/ui/language" */
/** @import { Interval } from "shimai/ui/year-chart" */

const STEP_MS = 640;

export class Timeline {
  /**
   * @param {HTMLElement} section
   * @param {Selection} selection
   * @param {Language} language
   * @param {object} callbacks
   * @param {(selection: Selection, isStep?: boolean) => void} callbacks.onChange is called when the reader has chosen;
   *   `isStep` where by one year after the other
   * @param {(selection: Selection) => void} callbacks.onPreview is called while a handle moves or time plays
   */
  constructor(section, selection, language, { onChange, onPreview }) {
    this.section = section;
    this.selection = selection;
    this.language = language;
    this.onChange = onChange;
    this.onPreview = onPreview;
    this.parts = timelineParts(section);
    this.first = Number(this.parts.year.min);
    this.last = Number(this.parts.year.max);
    this.chart = new YearChart(this.parts.chart, [this.first, this.last], language, {
      onPreview: (interval) => this.onPreview(this._withInterval(interval)),
      onChange: (interval) => this.onChange(this._withInterval(interval)),
    });
    this._timer = 0;
    // What `undated` becomes when the reader presses the button beside the number of partnerships without a date.
    this._nextUndated = "";
    this._listen();
    section.hidden = false;
  }

  get isPlaying() {
    return this._timer !== 0;
  }

  /**
   * Shows a selection and its facets: columns, handles, and in words how many are in force.
   * @param {Selection} selection
   * @param {Facets} facets
   */
  show(selection, facets) {
    this.selection = selection;
    const { year, from, to, clear } = this.parts;
    const [first, last] = selection.signedYears;
    /** @type {Interval} */
    const interval = [first || this.first, last || this.last];
    year.value = String(selection.year ?? this.last);
    year.classList.toggle("is-unset", selection.year === null);
    [from.value, to.value] = interval.map(String);
    clear.hidden = !selection.hasDate;
    this._describe(selection, facets);
    this._describeUndated(facets);
    this.chart.draw(facets, interval);
  }

  pause() {
    clearInterval(this._timer);
    this._timer = 0;
    this._showPlaying();
  }

  _listen() {
    const { year, from, to, play, back, next, speed, clear, more, toggle } = this.parts;
    year.addEventListener("input", () => this.onPreview(this._withYear(Number(year.value))));
    year.addEventListener("change", () => this.onChange(this._withYear(Number(year.value)), true));
    from.addEventListener("change", () => this.onChange(this._withInterval(this._readInterval("from"))));
    to.addEventListener("change", () => this.onChange(this._withInterval(this._readInterval("to"))));
    play.addEventListener("click", () => (this.isPlaying ? this._stop() : this._play()));
    back.addEventListener("click", () => this._step(-1));
    next.addEventListener("click", () => this._step(1));
    speed.addEventListener("change", () => this.isPlaying && this._run());
    clear.addEventListener("click", () => this.onChange(this.selection.with({ year: null, signed: "" })));
    toggle.addEventListener("click", () =>
      this.onChange(this.selection.with({ undated: this._nextUndated })),
    );
    more.addEventListener("click", () => {
      more.setAttribute("aria-expanded", String(this.section.classList.toggle("is-open")));
    });
  }

  /** @param {number} year */
  _withYear(year) {
    return this.selection.with({ year: this._clamp(year) });
  }

  /** @param {Interval} interval */
  _withInterval([from, to]) {
    const isWhole = from === this.first && to === this.last;
    return this.selection.with({ signed: isWhole ? "" : `${from}/${to}` });
  }

  /**
   * The interval in the two fields. Where they cross, the changed one stays and the other one follows.
   * @param {"from" | "to"} changed
   * @returns {Interval}
   */
  _readInterval(changed) {
    const start = this._clamp(Number(this.parts.from.value));
    const end = this._clamp(Number(this.parts.to.value));
    if (start <= end) {
      return [start, end];
    }
    return changed === "from" ? [start, start] : [end, end];
  }

  /** @param {number} year */
  _clamp(year) {
    return Math.max(this.first, Math.min(this.last, year));
  }

  /** @param {1 | -1} by */
  _step(by) {
    this.pause();
    this.onChange(this._withYear(Number(this.parts.year.value) + by), true);
  }

  // A reader who prefers reduced motion gets one year at a time.
  _play() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this._step(1);
      return;
    }
    if (this.selection.year === null || this.selection.year >= this.last) {
      this.onPreview(this._withYear(this.first));
    }
    this._run();
  }

  _run() {
    clearInterval(this._timer);
    this._timer = setInterval(() => this._tick(), STEP_MS / Number(this.parts.speed.value));
    this._showPlaying();
  }

  _tick() {
    const year = this.selection.year ?? this.first;
    if (year >= this.last) {
      this._stop();
    } else {
      this.onPreview(this._withYear(year + 1));
    }
  }

  _stop() {
    this.pause();
    this.onChange(this.selection, true);
  }

  _showPlaying() {
    const { play } = this.parts;
    const { t } = this.language;
    play.classList.toggle("is-playing", this.isPlaying);
    play.setAttribute("aria-label", this.isPlaying ? t("Pause") : t("Play the years"));
  }

  /**
   * @param {Selection} selection
   * @param {Facets} facets
   */
  _describe({ year }, { total, endedIn }) {
    const { t, tn } = this.language;
    const partnerships = tn("%(count)s partnership", "%(count)s partnerships", total);
    const endedCount = year === null ? 0 : (endedIn[year] ?? 0);
    const text =
      year === null
        ? t("All years: %(partnerships)s", { partnerships })
        : t("In force in %(year)s: %(partnerships)s", { year, partnerships });
    const ended = endedCount
      ? tn("%(count)s ended or suspended in it", "%(count)s ended or suspended in it", endedCount)
      : "";
    this.parts.text.textContent = text;
    this.parts.ended.textContent = ended;
    this.parts.year.setAttribute("aria-valuetext", [text, ended].filter(Boolean).join("; "));
  }

  /**
   * How many partnerships have no date, and a button that shows or hides them.
   * @param {Facets} facets
   */
  _describeUndated({ undatedLeftOut, undatedShown }) {
    const { t, tn } = this.language;
    const { undated, toggle } = this.parts;
    const isLeftOut = undatedLeftOut > 0;
    undated.textContent = isLeftOut
      ? tn(
          "%(count)s without a date is not shown.",
          "%(count)s without a date are not shown.",
          undatedLeftOut,
        )
      : tn("%(count)s of them has no date.", "%(count)s of them have no date.", undatedShown);
    undated.hidden = !isLeftOut && undatedShown === 0;
    toggle.hidden = undated.hidden;
    toggle.textContent = isLeftOut ? t("Show them") : t("Hide them");
    // With a date filter they are left out by default, without one they are shown.
    const [toShow, toHide] = this.selection.hasDate ? ["include", ""] : ["", "exclude"];
    this._nextUndated = isLeftOut ? toShow : toHide;
  }
}

/** @param {HTMLElement} section */
function timelineParts(section) {
  /**
   * @template {Element} Type
   * @param {string} name
   * @param {new () => Type} type
   */
  const part = (name, type) => find(section, `[data-timeline="${name}"]`, type);
  return {
    back: part("back", HTMLButtonElement),
    chart: part("chart", SVGSVGElement),
    clear: part("clear", HTMLButtonElement),
    ended: part("ended", HTMLElement),
    from: part("from", HTMLInputElement),
    more: part("more", HTMLButtonElement),
    next: part("next", HTMLButtonElement),
    play: part("play", HTMLButtonElement),
    speed: part("speed", HTMLSelectElement),
    text: part("text", HTMLElement),
    to: part("to", HTMLInputElement),
    toggle: part("toggle", HTMLButtonElement),
    undated: part("undated", HTMLElement),
    year: part("year", HTMLInputElement),
  };
}
