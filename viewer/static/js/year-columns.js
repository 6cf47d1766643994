// What was signed each year as columns, what ended or was suspended as shorter ones hanging below; a drag over them
// chooses an interval of signing.

import { drawing } from "shimai/dom";

const UP = 32;
const DOWN = 9;
const A_TIE_DOWN = 3;

export class YearColumns {
  /** `preview([from, to])` is called while the reader drags, `change([from, to])` once it is done. */
  constructor(chart, [first, last], words, { preview, change }) {
    Object.assign(this, { chart, first, last, words, preview, change, start: null });
    chart.setAttribute("viewBox", `0 0 ${last - first + 1} ${UP + DOWN}`);
    chart.addEventListener("pointerdown", (event) => this._begin(event));
    chart.addEventListener(
      "pointermove",
      (event) => this.start !== null && this.preview(this._interval(event)),
    );
    chart.addEventListener("pointerup", (event) => this._end(event));
    chart.addEventListener("pointercancel", (event) => this._end(event));
  }

  /** Draws the counts by year; columns inside the interval are strong. */
  draw({ signedIn, endedIn }, [from, to]) {
    const most = Math.max(1, ...Object.values(signedIn));
    const isInside = (year) => year >= from && year <= to;
    const signed = this._years(signedIn).map(([year, count]) => {
      const height = (UP * count) / most;
      return this._column(year, { y: UP - height, height, class: isInside(year) ? "is-inside" : "" }, count);
    });
    const ended = this._years(endedIn).map(([year, count]) =>
      this._column(
        year,
        { y: UP + 1, height: Math.min(DOWN - 1, A_TIE_DOWN * count), class: "is-ended" },
        count,
        true,
      ),
    );
    this.chart.replaceChildren(this._shade([from, to]), ...signed, ...ended);
  }

  _years(counts) {
    return Object.entries(counts)
      .map(([year, count]) => [Number(year), count])
      .filter(([year]) => year >= this.first && year <= this.last);
  }

  _column(year, attributes, count, isEnd = false) {
    const { t, tn } = this.words;
    const partnerships = tn("%(count)s partnership", "%(count)s partnerships", count);
    const text = isEnd
      ? t("%(year)s: %(partnerships)s ended or suspended", { year, partnerships })
      : t("%(year)s: %(partnerships)s", { year, partnerships });
    return drawing(
      "rect",
      { x: year - this.first + 0.1, width: 0.8, ...attributes },
      drawing("title", {}, text),
    );
  }

  // Under the interval, where it is not the whole time; as wide as the chart it also catches the pointer.
  _shade([from, to]) {
    const isWhole = from === this.first && to === this.last;
    const shade = { x: from - this.first, y: 0, width: to - from + 1, height: UP + DOWN };
    return drawing("rect", { ...shade, class: isWhole ? "timeline-ground" : "timeline-shade" });
  }

  _begin(event) {
    if (event.button === 0) {
      this.chart.setPointerCapture(event.pointerId);
      this.start = this._yearAt(event);
      this.preview(this._interval(event));
    }
  }

  _end(event) {
    if (this.start !== null) {
      const interval = this._interval(event);
      this.start = null;
      this.change(interval);
    }
  }

  _interval(event) {
    const year = this._yearAt(event);
    return [Math.min(this.start, year), Math.max(this.start, year)];
  }

  _yearAt({ clientX }) {
    const { left, width } = this.chart.getBoundingClientRect();
    const year = this.first + Math.floor(((clientX - left) / width) * (this.last - this.first + 1));
    return Math.max(this.first, Math.min(this.last, year));
  }
}
