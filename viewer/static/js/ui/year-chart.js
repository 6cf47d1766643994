// What was signed each year as columns, what ended or was suspended as shorter ones hanging below. A drag over the
// columns chooses an interval of years; the count of the year under the pointer is shown.

import { drawing } from "shimai/ui/dom";

/** @import { Counts } from "shimai/model/filter" */
/** @import { Attributes } from "shimai/ui/dom" */
/** @import { Language } from "shimai/ui/language" */

/**
 * The first and the last year.
 * @typedef {[number, number]} Interval
 */

/**
 * What an interval is of: the columns above, or those below.
 * @typedef {"signed" | "ended"} Band
 */

/**
 * Counts by year, the chosen intervals (null for none), and the year that is shown.
 * @typedef {object} ChartContent
 * @property {Counts} signedIn
 * @property {Counts} endedIn
 * @property {Interval} signed
 * @property {Interval | null} ended
 * @property {number | null} year
 */

// In units of the chart, which is as wide as it has years.
const SIGNED_HEIGHT = 40;
const ENDED_HEIGHT = 14;
const HEIGHT_PER_END = 3;

export class YearChart {
  /**
   * @param {SVGSVGElement} chart
   * @param {Interval} years
   * @param {Language} language
   * @param {object} callbacks
   * @param {(band: Band, interval: Interval) => void} callbacks.onPreview is called while the reader drags
   * @param {(band: Band, interval: Interval) => void} callbacks.onChange is called when the drag is done
   * @param {(text: string, share: number) => void} callbacks.onPoint is called with the counts of the year under the
   *   pointer and where that is, as a share of the width; with "" where there is none
   */
  constructor(chart, [first, last], language, { onPreview, onChange, onPoint }) {
    this.chart = chart;
    this.first = first;
    this.last = last;
    this.language = language;
    this.onPreview = onPreview;
    this.onChange = onChange;
    this.onPoint = onPoint;
    /** @type {{ signedIn: Counts, endedIn: Counts }} */
    this._counts = { signedIn: {}, endedIn: {} };
    // Where a drag began; null while there is none.
    /** @type {{ band: Band, year: number } | null} */
    this._start = null;
    chart.setAttribute("viewBox", `0 0 ${last - first + 1} ${SIGNED_HEIGHT + ENDED_HEIGHT}`);
    chart.addEventListener("pointerdown", (event) => this._begin(event));
    chart.addEventListener("pointermove", (event) => this._move(event));
    chart.addEventListener("pointerup", (event) => this._end(event));
    chart.addEventListener("pointercancel", (event) => this._end(event));
    chart.addEventListener("pointerleave", () => this.onPoint("", 0));
  }

  /**
   * Draws the counts by year; columns inside the intervals are strong, those after the year are dim. Returns a round
   * number and how far from the top it stands, as a share of the height, for a scale.
   * @param {ChartContent} content
   */
  draw({ signedIn, endedIn, signed, ended, year }) {
    const { t } = this.language;
    this._counts = { signedIn, endedIn };
    const max = Math.max(1, ...Object.values(signedIn));
    const scale = roundBelow(max);
    const columns = this._years(signedIn).map(([at, count]) => {
      const height = (SIGNED_HEIGHT * count) / max;
      const text = t("%(year)s: %(partnerships)s", { year: at, partnerships: this._countText(count) });
      const state = classes(
        at >= signed[0] && at <= signed[1] && "is-inside",
        isLater(at, year) && "is-later",
      );
      return this._column(at, text, { y: SIGNED_HEIGHT - height, height, class: state });
    });
    const endings = this._years(endedIn).map(([at, count]) => {
      const height = Math.min(ENDED_HEIGHT - 1, HEIGHT_PER_END * count);
      const partnerships = this._countText(count);
      const text = t("%(year)s: %(partnerships)s ended or suspended", { year: at, partnerships });
      const isOutside = ended !== null && (at < ended[0] || at > ended[1]);
      const state = classes("is-ended", isOutside && "is-outside", isLater(at, year) && "is-later");
      return this._column(at, text, { y: SIGNED_HEIGHT + 1, height, class: state });
    });
    const line = SIGNED_HEIGHT * (1 - scale / max);
    this.chart.replaceChildren(
      this._ground(),
      ...this._shades(signed, ended),
      drawing("path", { class: "timeline-grid", d: `M0 ${line}H${this.last - this.first + 1}` }),
      ...columns,
      ...endings,
    );
    return { number: scale, top: line / (SIGNED_HEIGHT + ENDED_HEIGHT) };
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

  // As wide as the chart, it catches the pointer.
  _ground() {
    const height = SIGNED_HEIGHT + ENDED_HEIGHT;
    return drawing("rect", {
      x: 0,
      y: 0,
      width: this.last - this.first + 1,
      height,
      class: "timeline-ground",
    });
  }

  /**
   * The ground under the intervals that don't hold all years.
   * @param {Interval} signed
   * @param {Interval | null} ended
   */
  _shades(signed, ended) {
    const isWhole = signed[0] === this.first && signed[1] === this.last;
    return [
      ...(isWhole ? [] : [this._shade(signed, 0, SIGNED_HEIGHT)]),
      ...(ended ? [this._shade(ended, SIGNED_HEIGHT, ENDED_HEIGHT)] : []),
    ];
  }

  /**
   * @param {Interval} interval
   * @param {number} y
   * @param {number} height
   */
  _shade([from, to], y, height) {
    const x = Math.max(0, from - this.first);
    const width = Math.max(0, Math.min(to, this.last) - this.first + 1 - x);
    return drawing("rect", { x, y, width, height, class: "timeline-shade" });
  }

  /** @param {PointerEvent} event */
  _begin(event) {
    if (event.button === 0) {
      this.chart.setPointerCapture(event.pointerId);
      this._start = { band: this._bandAt(event), year: this._yearAt(event) };
      this._move(event);
    }
  }

  /** @param {PointerEvent} event */
  _move(event) {
    const year = this._yearAt(event);
    this.onPoint(this._textOf(year), (year - this.first + 0.5) / (this.last - this.first + 1));
    if (this._start) {
      this.onPreview(this._start.band, this._interval(this._start.year, year));
    }
  }

  /** @param {PointerEvent} event */
  _end(event) {
    if (this._start) {
      const { band, year } = this._start;
      this._start = null;
      this.onChange(band, this._interval(year, this._yearAt(event)));
    }
    if (event.pointerType !== "mouse") {
      this.onPoint("", 0);
    }
  }

  /**
   * @param {number} start
   * @param {number} end
   * @returns {Interval}
   */
  _interval(start, end) {
    return [Math.min(start, end), Math.max(start, end)];
  }

  /** @param {number} year */
  _textOf(year) {
    const { language } = this;
    const { t } = language;
    const { signedIn, endedIn } = this._counts;
    const signed = t("%(year)s: %(number)s signed", { year, number: language.number(signedIn[year] ?? 0) });
    const ended = endedIn[year]
      ? t("%(number)s ended or suspended", { number: language.number(endedIn[year]) })
      : "";
    return [signed, ended].filter(Boolean).join(" · ");
  }

  /**
   * @param {PointerEvent} event
   * @returns {Band}
   */
  _bandAt({ clientY }) {
    const { top, height } = this.chart.getBoundingClientRect();
    const y = ((clientY - top) / height) * (SIGNED_HEIGHT + ENDED_HEIGHT);
    return y > SIGNED_HEIGHT ? "ended" : "signed";
  }

  /** @param {PointerEvent} event */
  _yearAt({ clientX }) {
    const { left, width } = this.chart.getBoundingClientRect();
    const year = this.first + Math.floor(((clientX - left) / width) * (this.last - this.first + 1));
    return Math.max(this.first, Math.min(this.last, year));
  }
}

/**
 * The largest of 1, 2, 5, 10, 20, 50 ... that is not above a number.
 * @param {number} most
 */
function roundBelow(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
}

/**
 * @param {number} at
 * @param {number | null} year
 */
function isLater(at, year) {
  return year !== null && at > year;
}

/** @param {(string | false)[]} names */
function classes(...names) {
  return names.filter(Boolean).join(" ");
}
