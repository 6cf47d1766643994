// Two handles over a chart of years: the first and the last year of an interval.

/** @import { Interval } from "shimai/ui/year-chart" */

export class YearRange {
  /**
   * @param {{ start: HTMLInputElement, end: HTMLInputElement }} handles whose values are the edges of years: the end of
   *   an interval lies one on
   * @param {Interval} years
   * @param {(interval: Interval, isDone: boolean) => void} onMove is called while a handle moves, and when it is done
   */
  constructor({ start, end }, [first, last], onMove) {
    this.start = start;
    this.end = end;
    this.onMove = onMove;
    for (const handle of [start, end]) {
      handle.min = String(first);
      handle.max = String(last + 1);
      handle.addEventListener("input", () => this._move(handle, false));
      handle.addEventListener("change", () => this._move(handle, true));
    }
  }

  /** @param {Interval} interval */
  show([from, to]) {
    this.start.value = String(from);
    this.end.value = String(to + 1);
    this.start.setAttribute("aria-valuetext", String(from));
    this.end.setAttribute("aria-valuetext", String(to));
  }

  /**
   * The moved handle stops at the other one.
   * @param {HTMLInputElement} moved
   * @param {boolean} isDone
   */
  _move(moved, isDone) {
    const from = Number(this.start.value);
    const to = Number(this.end.value) - 1;
    this.onMove(moved === this.start ? [Math.min(from, to), to] : [from, Math.max(from, to)], isDone);
  }
}
