// The time line under the map: agreements signed and ended per year as columns, the year in force under a handle,
// intervals of signing and of ending, partnerships without a date, and the network growing year by year.

import { element, find } from "shimai/ui/dom";
import { Playback } from "shimai/ui/playback";
import { YearChart } from "shimai/ui/year-chart";
import { YearRange } from "shimai/ui/year-range";

/** @import { Facets } from "shimai/model/filter" */
/** @import { Selection } from "shimai/model/selection" */
/** @import { Language } from "shimai/ui/language" */
/** @import { Band, Interval } from "shimai/ui/year-chart" */

export class Timeline {
  /**
   * @param {HTMLElement} section
   * @param {Selection} selection
   * @param {Language} language
   * @param {object} callbacks
   * @param {(selection: Selection, isStep?: boolean) => void} callbacks.onChange is called when the reader has chosen;
   *   `isStep` where by one year after the other
   * @param {(selection: Selection) => void} callbacks.onPreview is called while a handle moves or time plays
   * @param {() => void} callbacks.onEnd is called when time has played to its end
   */
  constructor(section, selection, language, { onChange, onPreview, onEnd }) {
    this.section = section;
    this.selection = selection;
    this.language = language;
    this.onChange = onChange;
    this.onPreview = onPreview;
    this.onEnd = onEnd;
    this.parts = timelineParts(section);
    this.first = Number(this.parts.year.min);
    this.last = Number(this.parts.year.max);
    this.chart = new YearChart(this.parts.chart, [this.first, this.last], language, {
      onPreview: (band, interval) => this.onPreview(this._withBand(band, interval)),
      onChange: (band, interval) => this.onChange(this._withBand(band, interval)),
      onPoint: (text, share) => this._showValue(text, share),
    });
    this.range = new YearRange(this.parts, [this.first, this.last], (interval, isDone) => {
      const chosen = this._withInterval(interval);
      return isDone ? this.onChange(chosen) : this.onPreview(chosen);
    });
    this.playback = new Playback(() => this._tick());
    // What `undated` becomes when the reader presses the button beside the number of partnerships without a date.
    this._nextUndated = "";
    this._listen();
    this._markDecades();
    section.hidden = false;
  }

  get isPlaying() {
    return this.playback.isRunning;
  }

  /**
   * Shows a selection and its facets: columns, handles, and in words how many are in force.
   * @param {Selection} selection
   * @param {Facets} facets
   */
  show(selection, facets) {
    this.selection = selection;
    const { year, from, to, clear } = this.parts;
    const signed = this._bounded(selection.signedYears);
    const ended = selection.ended ? this._bounded(selection.endedYears) : null;
    year.value = String(selection.year ?? this.last);
    year.classList.toggle("is-unset", selection.year === null);
    [from.value, to.value] = signed.map(String);
    [this.parts["ended-from"].value, this.parts["ended-to"].value] = selection.ended
      .split("/")
      .concat("")
      .map((end) => end.replace("..", ""));
    clear.hidden = !selection.hasDate;
    this.range.show(signed);
    this._describe(selection, facets);
    this._describeUndated(facets);
    const scale = this.chart.draw({ ...facets, signed, ended, year: selection.year });
    this.parts.unit.textContent = this.language.number(scale.number);
    this.parts.unit.style.top = `${100 * scale.top}%`;
  }

  pause() {
    this.playback.stop();
    this._showPlaying();
  }

  _listen() {
    const { year, from, to, play, back, next, speed, clear, more, toggle } = this.parts;
    for (const end of [this.parts["ended-from"], this.parts["ended-to"]]) {
      end.addEventListener("change", () => this.onChange(this._withEnded(this._readEnded())));
    }
    year.addEventListener("input", () => this.onPreview(this._withYear(Number(year.value))));
    year.addEventListener("change", () => this.onChange(this._withYear(Number(year.value)), true));
    from.addEventListener("change", () => this.onChange(this._withInterval(this._readInterval("from"))));
    to.addEventListener("change", () => this.onChange(this._withInterval(this._readInterval("to"))));
    play.addEventListener("click", () => (this.isPlaying ? this._stop() : this._play()));
    back.addEventListener("click", () => this._step(-1));
    next.addEventListener("click", () => this._step(1));
    speed.addEventListener("change", () => this.isPlaying && this._run());
    clear.addEventListener("click", () =>
      this.onChange(this.selection.with({ year: null, signed: "", ended: "" })),
    );
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

  /** @param {string[]} ends "" for an open one */
  _withEnded([from, to]) {
    const ended = from || to ? `${from || ".."}/${to || ".."}` : "";
    return this.selection.with({ ended });
  }

  /**
   * @param {Band} band
   * @param {Interval} interval
   */
  _withBand(band, interval) {
    return band === "ended" ? this._withEnded(interval.map(String)) : this._withInterval(interval);
  }

  /** The years in the fields of endings, in their order; "" for an empty one. */
  _readEnded() {
    const ends = [this.parts["ended-from"], this.parts["ended-to"]].map(({ value }) =>
      value ? String(this._clamp(Number(value))) : "",
    );
    return ends[0] && ends[1] ? ends.sort() : ends;
  }

  /**
   * An interval with the first and the last year at its open ends.
   * @param {number[]} years
   * @returns {Interval}
   */
  _bounded([first, last]) {
    return [first || this.first, last || this.last];
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
    const isAtEnd = this.selection.year === null || this.selection.year >= this.last;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const next = isAtEnd ? this.first : Number(this.selection.year) + 1;
      this.onChange(this._withYear(next), true);
      this._announce();
      return;
    }
    this._run();
    if (isAtEnd) {
      this.onPreview(this._withYear(this.first));
    }
  }

  _run() {
    this.playback.run(Number(this.parts.speed.value));
    this._showPlaying();
  }

  _tick() {
    const year = this.selection.year ?? this.first;
    if (year >= this.last) {
      this.pause();
      this.onEnd();
      this._announce();
    } else {
      this.onPreview(this._withYear(year + 1));
    }
  }

  _stop() {
    this.pause();
    this.onChange(this.selection, true);
    this._announce();
  }

  // What the years have come to, for who can't see it.
  _announce() {
    const { announcement, year } = this.parts;
    announcement.textContent = year.getAttribute("aria-valuetext");
  }

  /**
   * The counts of a year beside the pointer.
   * @param {string} text
   * @param {number} share
   */
  _showValue(text, share) {
    const { value } = this.parts;
    value.hidden = text === "";
    value.textContent = text;
    value.style.left = `${share * 100}%`;
    value.style.transform = `translateX(-${share * 100}%)`;
  }

  _markDecades() {
    const count = this.last - this.first + 1;
    const decades = Array.from({ length: count }, (_, index) => this.first + index).filter(
      (year) => year % 10 === 0,
    );
    this.parts.scale.replaceChildren(
      ...decades.map((year) => {
        const mark = element("span", {}, String(year));
        mark.style.left = `${(100 * (year - this.first + 0.5)) / count}%`;
        return mark;
      }),
    );
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
    announcement: part("announcement", HTMLElement),
    back: part("back", HTMLButtonElement),
    chart: part("chart", SVGSVGElement),
    clear: part("clear", HTMLButtonElement),
    end: part("end", HTMLInputElement),
    ended: part("ended", HTMLElement),
    "ended-from": part("ended-from", HTMLInputElement),
    "ended-to": part("ended-to", HTMLInputElement),
    from: part("from", HTMLInputElement),
    more: part("more", HTMLButtonElement),
    next: part("next", HTMLButtonElement),
    play: part("play", HTMLButtonElement),
    scale: part("scale", HTMLElement),
    speed: part("speed", HTMLSelectElement),
    start: part("start", HTMLInputElement),
    text: part("text", HTMLElement),
    to: part("to", HTMLInputElement),
    toggle: part("toggle", HTMLButtonElement),
    undated: part("undated", HTMLElement),
    unit: part("unit", HTMLElement),
    value: part("value", HTMLElement),
    year: part("year", HTMLInputElement),
  };
}
