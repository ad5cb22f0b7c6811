/** The level of the microphone, in dBFS from −60 to 0. */
import { decibels } from "./pcm.js";

const FALL_DB_PER_S = 24;
const HOLD_S = 1;
/** How often a screen reader may be told, in milliseconds. */
const TOLD_MS = 250;

/** Moves once a frame while it runs, and says the peak of the last second. */
export class Meter {
  #element;
  #bar;
  #peak;
  #loudest = 0; // magnitude since the last frame
  #level = -60;
  #held = -60;
  #heldAt = 0;
  #frameAt = 0;
  #toldAt = 0;
  #frame = 0;

  constructor(element) {
    this.#element = element;
    this.#bar = element.querySelector(".bar");
    this.#peak = element.querySelector(".peak");
    this.stop();
  }

  /** The magnitude of what was just heard, 1 for full scale. */
  push(magnitude) {
    this.#loudest = Math.max(this.#loudest, magnitude);
    this.#frame ||= requestAnimationFrame((now) => this.#move(now));
  }

  /** Falls to nothing at once. */
  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = this.#loudest = this.#toldAt = 0;
    this.#level = this.#held = -60;
    this.#draw(Infinity);
  }

  #move(now) {
    const seconds = Math.min(0.1, (now - this.#frameAt) / 1000);
    this.#frameAt = now;
    this.#level = Math.max(decibels(this.#loudest), this.#level - FALL_DB_PER_S * seconds);
    this.#loudest = 0;
    if (this.#level >= this.#held || now - this.#heldAt > HOLD_S * 1000) {
      this.#held = this.#level;
      this.#heldAt = now;
    }
    this.#draw(now);
    const falling = this.#level > -60 || this.#held > -60;
    this.#frame = falling ? requestAnimationFrame((next) => this.#move(next)) : 0;
  }

  #draw(now) {
    this.#bar.style.transform = `scaleX(${share(this.#level)})`;
    this.#peak.style.insetInlineStart = `${share(this.#held) * 100}%`;
    this.#peak.hidden = this.#held <= -60;
    this.#element.classList.toggle("clipping", this.#held > -0.2);
    if (now - this.#toldAt >= TOLD_MS) {
      this.#toldAt = now === Infinity ? 0 : now;
      const shown = Math.round(this.#held);
      this.#element.setAttribute("aria-valuenow", shown);
      const words = shown <= -60 ? "silence" : `${shown < 0 ? "−" : ""}${Math.abs(shown)} dB`;
      this.#element.setAttribute("aria-valuetext", words);
    }
  }
}

function share(db) {
  return 1 + db / 60;
}
