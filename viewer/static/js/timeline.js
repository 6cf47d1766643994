// The time line under the map: agreements signed per year as columns, the year in force under a handle, an interval
// of signing, ties without a date, and the network growing year by year.

import { YearColumns } from "shimai/year-columns";

const STEP_MS = 640;
const PARTS = [
  "back",
  "chart",
  "clear",
  "ended",
  "from",
  "more",
  "next",
  "play",
  "speed",
  "text",
  "to",
  "toggle",
  "undated",
  "year",
];

export class Timeline {
  /**
   * `change(selection)` is called when the reader has chosen, `preview(selection)` while a handle moves or time
   * plays: what is previewed is not yet chosen.
   */
  constructor(section, network, words, { change, preview }) {
    Object.assign(this, { section, network, words, change, preview });
    const find = (name) => section.querySelector(`[data-timeline="${name}"]`);
    this.parts = Object.fromEntries(PARTS.map((name) => [name, find(name)]));
    [this.first, this.last] = [Number(this.parts.year.min), Number(this.parts.year.max)];
    this.timer = 0;
    this.columns = new YearColumns(this.parts.chart, [this.first, this.last], words, {
      preview: (interval) => this.preview(this._withInterval(interval)),
      change: (interval) => this.change(this._withInterval(interval)),
    });
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
    const interval = yearsOf(selection.signed, this.first, this.last);
    year.value = selection.year ?? this.last;
    year.classList.toggle("is-unset", selection.year === null);
    [from.value, to.value] = interval;
    clear.hidden = !selection.hasDate;
    this._describe(selection, facets);
    this._describeUndated(facets);
    this.columns.draw(facets, interval);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = 0;
    this._showPlaying();
  }

  _listen() {
    const { year, from, to, play, back, next, speed, clear, more, toggle } = this.parts;
    year.addEventListener("input", () => this.preview(this._withYear()));
    year.addEventListener("change", () => this.change(this._withYear()));
    for (const handle of [from, to]) {
      handle.addEventListener("change", () => this.change(this._withInterval(this._readInterval(handle))));
    }
    play.addEventListener("click", () => (this.isPlaying ? this._stop() : this._play()));
    back.addEventListener("click", () => this._step(-1));
    next.addEventListener("click", () => this._step(1));
    speed.addEventListener("change", () => this.isPlaying && this._run());
    clear.addEventListener("click", () => this.change(this.selection.with({ year: null, signed: "" })));
    toggle.addEventListener("click", () => this.change(this.selection.with({ undated: this.undatedNext })));
    more.addEventListener("click", () => {
      more.setAttribute("aria-expanded", String(this.section.classList.toggle("is-open")));
    });
  }

  _withYear() {
    return this.selection.with({ year: Number(this.parts.year.value) });
  }

  _withInterval([from, to]) {
    const whole = from === this.first && to === this.last;
    return this.selection.with({ signed: whole ? "" : `${from}/${to}` });
  }

  // The number that was changed stays: the other one gives way.
  _readInterval(changed) {
    const { from, to } = this.parts;
    const within = ({ value }) => Math.max(this.first, Math.min(this.last, Number(value)));
    const [start, end] = [within(from), within(to)];
    if (start <= end) {
      return [start, end];
    }
    return changed === from ? [start, start] : [end, end];
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

  _describe({ year }, { total, endedIn }) {
    const { t, tn } = this.words;
    const partnerships = tn("%(count)s partnership", "%(count)s partnerships", total);
    const { text, ended } = this.parts;
    text.textContent =
      year === null
        ? t("All years: %(partnerships)s", { partnerships })
        : t("In force in %(year)s: %(partnerships)s", { year, partnerships });
    ended.textContent = endedIn[year]
      ? tn("%(count)s ended or suspended in it", "%(count)s ended or suspended in it", endedIn[year])
      : "";
    this.parts.year.setAttribute(
      "aria-valuetext",
      [text, ended]
        .map((part) => part.textContent)
        .filter(Boolean)
        .join("; "),
    );
  }

  // How many ties without a date there are beside it, and a button that shows or hides them.
  _describeUndated({ undatedLeftOut, undatedShown }) {
    const { t, tn } = this.words;
    const { undated, toggle } = this.parts;
    const { hasDate } = this.selection;
    const isLeftOut = undatedLeftOut > 0;
    undated.textContent = isLeftOut
      ? tn(
          "%(count)s without a date is not shown.",
          "%(count)s without a date are not shown.",
          undatedLeftOut,
        )
      : tn("%(count)s of them has no date.", "%(count)s of them have no date.", undatedShown);
    undated.hidden = toggle.hidden = !isLeftOut && undatedShown === 0;
    toggle.textContent = isLeftOut ? t("Show them") : t("Hide them");
    // With a date filter they are left out by default, without one they are shown.
    const [toShow, toHide] = hasDate ? ["include", ""] : ["", "exclude"];
    this.undatedNext = isLeftOut ? toShow : toHide;
  }
}

/** The years of `1980/1989`, `1980/..` or "" as numbers. */
function yearsOf(signed, first, last) {
  const [from, to] = signed.split("/").map(Number);
  return [from || first, to || last];
}
