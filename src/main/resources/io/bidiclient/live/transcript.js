/** The log of what was said: grows by words, follows its end unless the reader scrolled up. */

/** A pause of so many seconds ends a paragraph. */
const PAUSE_S = 2;
/** From so many characters on, a paragraph ends with its sentence: a browser lays out each anew. */
const LONG_PARAGRAPH = 1_200;
const NEAR_PX = 32;

/** Draws at most once a frame while the page is seen; text that waits is drawn before it is read. */
export class Transcript {
  #log;
  #newest;
  #empty;
  #paragraph = null;
  #length = 0; // characters of the paragraph
  #recording = null; // of the paragraph
  #owner = ""; // of the paragraph
  #end = 0; // of what was said last, in seconds
  #cleared = []; // paragraphs that can be had back
  #waiting = ""; // text that is not drawn yet
  #frame = 0;
  #following = true;
  #top = 0; // where the log was scrolled to

  /** The log, the button that goes to its end, and what stands there while there is no text. */
  constructor(log, newest, empty) {
    this.#log = log;
    this.#newest = newest;
    this.#empty = empty;
    log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    newest.addEventListener("click", () => {
      this.#follow();
      log.focus({ preventScroll: true });
    });
    document.addEventListener("visibilitychange", () => this.#draw());
    new ResizeObserver(() => this.#keepUp()).observe(log);
    this.#show();
  }

  get isEmpty() {
    return this.#waiting === "" && this.#log.firstChild === null;
  }

  /** Whether what was cleared can be had back. */
  get canRestore() {
    return this.#cleared.length > 0;
  }

  /**
   * Words of a recording, to the letter, said from `start` to `end` in seconds; another recording
   * begins another paragraph, and so does a pause. `owner` is what `forget` knows it by.
   */
  append(recording, text, { start, end } = {}, owner = "") {
    if (recording !== this.#recording) {
      this.#draw();
      this.#recording = recording;
      this.#owner = owner;
      this.#paragraph = null;
    } else if (start - this.#end >= PAUSE_S) {
      this.#draw();
      if (this.#paragraph !== null && this.#length > 0) {
        this.#begin(true);
        this.#paragraph.dataset.afterPause = "";
      }
    }
    this.#end = end ?? this.#end;
    this.#waiting += text;
    if (document.hidden) {
      this.#draw();
    } else {
      this.#frame ||= requestAnimationFrame(() => this.#draw());
    }
  }

  /** All of the text: a paragraph for each recording, an empty line between. */
  text() {
    this.#draw();
    const recordings = [];
    for (const { dataset, textContent } of this.#log.children) {
      if (dataset.goesOn === undefined) {
        recordings.push(textContent);
      } else {
        recordings.push(recordings.pop() + textContent);
      }
    }
    return recordings.map((text) => text.trim() + "\n").join("\n");
  }

  /** Takes all of it away; it can be had back until `settle`. */
  clear() {
    this.#draw();
    this.#cleared = [...this.#log.children];
    this.#paragraph = this.#recording = null;
    this.#log.replaceChildren();
    this.#show();
    this.#follow();
  }

  /** Has back what was cleared. */
  restore() {
    this.#log.prepend(...this.#cleared);
    this.settle();
    this.#show();
    this.#follow();
  }

  /** What was cleared is gone for good. */
  settle() {
    this.#cleared = [];
  }

  /** Takes away what one owner said. */
  forget(owner) {
    this.#draw();
    for (const paragraph of [...this.#log.children]) {
      if (paragraph.dataset.owner === owner) {
        paragraph.remove();
      }
    }
    this.#paragraph = this.#recording = null;
    this.#show();
    this.#keepUp();
  }

  #draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#waiting === "") {
      return;
    }
    if (this.#paragraph === null) {
      this.#begin(false);
    } else if (this.#length > LONG_PARAGRAPH && /[.!?…。！？؟]\s*$/u.test(this.#tail())) {
      this.#begin(true);
    }
    this.#paragraph.append(this.#waiting);
    this.#length += this.#waiting.length;
    this.#waiting = "";
    this.#show();
    this.#keepUp();
  }

  #begin(goesOn) {
    this.#paragraph = document.createElement("p");
    this.#paragraph.dir = "auto";
    this.#paragraph.dataset.owner = this.#owner;
    if (goesOn) {
      this.#paragraph.dataset.goesOn = "";
    }
    this.#length = 0;
    this.#log.append(this.#paragraph);
  }

  #tail() {
    return this.#paragraph.lastChild.data;
  }

  #show() {
    this.#empty.hidden = !this.isEmpty;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    if (scrollHeight - scrollTop - clientHeight <= NEAR_PX) {
      this.#following = true;
    } else if (scrollTop < this.#top) {
      this.#following = false;
    }
    this.#top = scrollTop;
    this.#newest.hidden = this.#following;
  }

  #follow() {
    this.#following = true;
    this.#newest.hidden = true;
    this.#keepUp();
  }

  #keepUp() {
    if (this.#following) {
      this.#log.scrollTop = this.#log.scrollHeight;
      this.#top = this.#log.scrollTop;
    }
  }
}
