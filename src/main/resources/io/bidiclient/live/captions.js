/** The captions view: the transcript alone, large, for a room to read. */

const SCALES = [0.5, 0.6, 0.75, 0.9, 1, 1.2, 1.4, 1.7, 2, 2.5];
const CONTRASTS = { page: "as the page", dark: "white on black", light: "black on white", yellow: "yellow on black" };
const POSITIONS = { full: "whole screen", bottom: "bottom", top: "top" };
const KEY = "captions";
/** How long the bar stays after the pointer was moved. */
const BAR_MS = 3_000;

/** The elements of the captions view, by the ids that they have on every page. */
export function captionElements($) {
  return {
    open: $("captions"),
    bar: $("captions-bar"),
    smaller: $("smaller"),
    larger: $("larger"),
    contrast: $("contrast"),
    position: $("position"),
    leave: $("leave"),
    log: $("log"),
  };
}

/**
 * Switches the page to captions and back. Size, contrast and position are kept for the next time,
 * where the browser keeps anything. `elements`: `open` (the button), `bar`, `smaller`, `larger`,
 * `contrast`, `position`, `leave`, `log`.
 */
export class Captions {
  #elements;
  #choice = { scale: SCALES.indexOf(1), contrast: "page", position: "full", ...kept() };
  #timer = 0;
  #filled = false; // the screen was filled for the captions

  constructor(elements) {
    this.#elements = elements;
    elements.open.addEventListener("click", () => this.enter());
    elements.leave.addEventListener("click", () => this.leave());
    elements.smaller.addEventListener("click", () => this.resize(-1));
    elements.larger.addEventListener("click", () => this.resize(1));
    elements.contrast.addEventListener("click", () => this.nextContrast());
    elements.position.addEventListener("click", () => this.nextPosition());
    document.addEventListener("fullscreenchange", () => {
      if (document.fullscreenElement === null && this.#filled) {
        this.leave();
      }
    });
    for (const event of ["pointermove", "pointerdown", "keydown"]) {
      document.addEventListener(event, () => this.on && this.#showBar(), { passive: true });
    }
    this.#show();
  }

  /** Whether the captions are shown. */
  get on() {
    return document.documentElement.classList.contains("captions");
  }

  enter() {
    if (this.on) {
      return;
    }
    document.documentElement.classList.add("captions");
    this.#elements.bar.hidden = false;
    this.#elements.log.focus({ preventScroll: true });
    this.#showBar();
    this.#fill();
  }

  leave() {
    if (!this.on) {
      return;
    }
    document.documentElement.classList.remove("captions");
    this.#elements.bar.hidden = true;
    if (this.#filled && document.fullscreenElement !== null) {
      document.exitFullscreen().catch(() => {}); // it has been left by then
    }
    this.#filled = false;
    this.#elements.open.focus({ preventScroll: true });
  }

  /** One step smaller (−1) or larger (1). */
  resize(step) {
    this.#choose({ scale: Math.max(0, Math.min(SCALES.length - 1, this.#choice.scale + step)) });
  }

  nextContrast() {
    this.#choose({ contrast: after(CONTRASTS, this.#choice.contrast) });
  }

  nextPosition() {
    this.#choose({ position: after(POSITIONS, this.#choice.position) });
  }

  async #fill() {
    try {
      await document.documentElement.requestFullscreen();
      this.#filled = true;
    } catch {
      // A browser, a frame or a person that does not want it: the window is filled all the same.
    }
  }

  #choose(change) {
    Object.assign(this.#choice, change);
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#choice));
    } catch {
      // A browser that keeps nothing: it is as chosen until the page is left.
    }
    this.#show();
  }

  #show() {
    const { scale, contrast, position } = this.#choice;
    const { dataset, style } = document.documentElement;
    style.setProperty("--caption-scale", SCALES[scale]);
    dataset.contrast = contrast;
    dataset.position = position;
    this.#elements.smaller.disabled = scale === 0;
    this.#elements.larger.disabled = scale === SCALES.length - 1;
    this.#elements.contrast.textContent = `Contrast: ${CONTRASTS[contrast]}`;
    this.#elements.position.textContent = `Position: ${POSITIONS[position]}`;
  }

  #showBar() {
    this.#elements.bar.classList.add("shown");
    document.documentElement.classList.remove("still");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#elements.bar.classList.remove("shown");
      document.documentElement.classList.add("still");
    }, BAR_MS);
  }
}

/** The keys of a captions view. */
export function captionKeys(view) {
  return [
    { key: "c", words: "Captions, and back", run: () => (view.on ? view.leave() : view.enter()) },
    { key: "Escape", words: "Leave the captions", run: () => view.leave() },
    { key: "+", words: "Larger captions", run: () => view.resize(1) },
    { key: "-", words: "Smaller captions", run: () => view.resize(-1) },
    { key: "b", words: "Contrast of the captions", run: () => view.nextContrast() },
    { key: "p", words: "Position of the captions", run: () => view.nextPosition() },
  ];
}

function after(choices, current) {
  const names = Object.keys(choices);
  return names[(names.indexOf(current) + 1) % names.length];
}

/** What was chosen the last time, as far as it still means something. */
function kept() {
  try {
    const { scale, contrast, position } = JSON.parse(localStorage.getItem(KEY)) ?? {};
    return {
      ...(SCALES[scale] && { scale }),
      ...(CONTRASTS[contrast] && { contrast }),
      ...(POSITIONS[position] && { position }),
    };
  } catch {
    return {};
  }
}
