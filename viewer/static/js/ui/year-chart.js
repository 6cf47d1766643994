// What was signed each year as columns, what ended or was suspended as shorter ones hanging below; a drag over them
// chooses an interval of signing.

import { drawing } from "shimai/ui/dom";

/** @import { Counts } from "shimai/model/filter" */
/** @import { Attributes } from "shimai/ui/dom" */
/** @import { Language } from "shimai/ui/language" */

/**
 * The first and the last year.
 * @typedef {[number, number]} Interval
 */

// In units of the chart, which is as wide as it has years.
const SIGNED_HEIGHT = 32;
const ENDED_HEIGHT = 9;
const HEIGHT_PER_END = 3;

export class YearChart {
  /**
   * @param {SVGSVGElement} chart
   * @param {Interval} years
   * @param {Language} language
   * @param {object} callbacks
   * @param {(interval: Interval) => void} callbacks.onPreview is called while the reader drags
   * @param {(interval: Interval) => void} callbacks.onChange is called when the drag is done
   */
  constructor(chart, [first, last], language, { onPreview, onChange }) {
    this.chart = chart;
    this.first = first;
    this.last = last;
    this.language = language;
    this.onPreview = onPreview;
    this.onChange = onChange;
    // The year where a drag began; null while there is none.
    /** @type {number | null} */
    this._dragStart = null;
    chart.setAttribute("viewBox", `0 0 ${last - first + 1} ${SIGNED_HEIGHT + ENDED_HEIGHT}`);
    chart.addEventListener("pointerdown", (event) => this._begin(event));
    chart.addEventListener("pointermove", (event) => this._drag(event));
    chart.addEventListener("pointerup", (event) => this._end(event));
    chart.addEventListener("pointercancel", (event) => this._end(event));
  }

  /**
   * Draws the counts by year; columns inside the interval are strong.
   * @param {{ signedIn: Counts, endedIn: Counts }} counts
   * @param {Interval} interval
   */
  draw({ signedIn, endedIn }, [from, to]) {
    const { t } = this.language;
    const max = Math.max(1, ...Object.values(signedIn));
    const signed = this._years(signedIn).map(([year, count]) => {
      const height = (SIGNED_HEIGHT * count) / max;
      const isInside = year >= from && year <= to;
      const text = t("%(year)s: %(partnerships)s", { year, partnerships: this._countText(count) });
      return this._column(year, text, {
        y: SIGNED_HEIGHT - height,
        height,
        class: isInside ? "is-inside" : "",
      });
    });
    const ended = this._years(endedIn).map(([year, count]) => {
      const height = Math.min(ENDED_HEIGHT - 1, HEIGHT_PER_END * count);
      const partnerships = this._countText(count);
      const text = t("%(year)s: %(partnerships)s ended or suspended", { year, partnerships });
      return this._column(year, text, { y: SIGNED_HEIGHT + 1, height, class: "is-ended" });
    });
    this.chart.replaceChildren(this._shade([from, to]), ...signed, ...ended);
  }

  /** @param {Counts} counts */
  _years(counts) {
    return Object.entries(counts)
      .map(([year, count]) => [Number(year), count])
      .filter(([year]) => year >= this.first && year <= this.last);
  }

  /** @param {number} count */
  _countText(count) {
    return this.language.tn("%(count)s partnership", "%(count)s partnerships", count);
  }

  /**
   * @param {number} year
   * @param {string} text
   * @param {Attributes} attributes
   */
  _column(year, text, attributes) {
    const x = year - this.first + 0.1;
    return drawing("rect", { x, width: 0.8, ...attributes }, drawing("title", {}, text));
  }

  /**
   * The ground under the interval; as wide as the chart it also catches the pointer.
   * @param {Interval} interval
   */
  _shade([from, to]) {
    const isWhole = from === this.first && to === this.last;
    return drawing("rect", {
      x: from - this.first,
      y: 0,
      width: to - from + 1,
      height: SIGNED_HEIGHT + ENDED_HEIGHT,
      class: isWhole ? "timeline-ground" : "timeline-shade",
    });
  }

  /** @param {PointerEvent} event */
  _begin(event) {
    if (event.button === 0) {
      this.chart.setPointerCapture(event.pointerId);
      this._dragStart = this._yearAt(event);
      this._drag(event);
    }
  }

  /** @param {PointerEvent} event */
  _drag(event) {
    if (this._dragStart !== null) {
      this.onPreview(this._interval(this._dragStart, event));
    }
  }

  /** @param {PointerEvent} event */
  _end(event) {
    if (this._dragStart !== null) {
      const interval = this._interval(this._dragStart, event);
      this._dragStart = null;
      this.onChange(interval);
    }
  }

  /**
   * @param {number} start
   * @param {PointerEvent} event
   * @returns {Interval}
   */
  _interval(start, event) {
    const year = this._yearAt(event);
    return [Math.min(start, year), Math.max(start, year)];
  }

  /** @param {PointerEvent} event */
  _yearAt({ clientX }) {
    const { left, width } = this.chart.getBoundingClientRect();
    const year = this.first + Math.floor(((clientX - left) / width) * (this.last - this.first + 1));
    return Math.max(this.first, Math.min(this.last, year));
  }
}
