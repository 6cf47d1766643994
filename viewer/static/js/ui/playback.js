// Years that follow each other by themselves.

const STEP_MS = 640;

export class Playback {
  /** @param {() => void} onStep is called for each next year */
  constructor(onStep) {
    this.onStep = onStep;
    this._timer = 0;
  }

  get isRunning() {
    return this._timer !== 0;
  }

  /** @param {number} speed how many times faster than the slowest */
  run(speed) {
    this.stop();
    this._timer = setInterval(() => this.onStep(), STEP_MS / speed);
  }

  stop() {
    clearInterval(this._timer);
    this._timer = 0;
  }
}
