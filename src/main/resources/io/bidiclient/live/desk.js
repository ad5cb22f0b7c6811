/** What stands around the transcript: the state, the figures, and which buttons can be pressed. */
import { clock, stateWords } from "./sentences.js";

/**
 * Shows the recorder's and the visit's state. Counts of the recording are `data-` attributes of the
 * status: captured and dropped frames, sent and received bytes.
 */
export class Desk {
  #elements;
  #recorder;
  #visit;
  #transcript;
  #homeless = false; // Start or Stop had the keyboard and was switched off

  constructor(elements, recorder, visit, transcript) {
    this.#elements = elements;
    this.#recorder = recorder;
    this.#visit = visit;
    this.#transcript = transcript;
  }

  /** Shows all of it as it is now. */
  refresh() {
    this.#words();
    this.#figures();
    this.#buttons();
  }

  #words() {
    const { status, target } = this.#elements;
    const { phase, name } = this.#recorder;
    const { state, wait, listening } = this.#visit;
    const endpoint = this.#visit.endpoint.state;
    const words = stateWords({ phase, name, state, wait, listening, endpoint });
    const gone = state === "lost" || state === "ended";
    put(status, words);
    status.dataset.state = phase !== "idle" && !gone ? phase : state === "open" ? endpoint : state;
    put(this.#elements.trouble, gone || state === "refused" ? words : "");
    put(target, this.#visit.target);
    target.hidden = this.#visit.target === "";
    const recording = phase === "recording" || phase === "finishing";
    document.title = recording ? "● Live transcript" : "Live transcript";
  }

  /** Shows the counts, the time and the lag. */
  #figures() {
    const { status, elapsed, lag } = this.#elements;
    const recorder = this.#recorder;
    const recording = this.#visit.recording;
    status.dataset.capturedFrames = recorder.frames;
    status.dataset.droppedFrames = recorder.droppedFrames;
    if (recording) {
      status.dataset.recording = recording.number;
      status.dataset.sentBytes = recording.sentBytes;
      status.dataset.receivedBytes = recording.receivedBytes;
    }
    put(elapsed, clock(recorder.elapsed));
    put(lag, recording ? this.#behind(recording) : "");
  }

  #behind(recording) {
    if (this.#recorder.rate > 0) {
      return `heard ${this.#recorder.lag.toFixed(1)} s behind`;
    }
    return `${Math.floor((100 * recording.taken) / recording.totalBytes)} % read`;
  }

  #buttons() {
    const { start, stop, device, file, choose, copy, clear, undo, readers, formats } = this.#elements;
    const { phase } = this.#recorder;
    const focused = document.activeElement;
    const idle = phase === "idle";
    const empty = this.#transcript.isEmpty;
    start.disabled = !idle || this.#visit.state === "refused";
    stop.disabled = phase !== "asking" && phase !== "recording";
    device.disabled = file.disabled = !idle;
    choose.classList.toggle("disabled", !idle);
    clear.disabled = !idle || empty;
    undo.hidden = !this.#transcript.canRestore;
    readers.hidden = this.#visit.readers === "";
    for (const button of [copy, ...formats]) {
      button.disabled = empty;
    }
    // A button that is off loses the keyboard: the other one takes it, once it is on.
    this.#homeless ||= (focused === start || focused === stop) && focused.disabled;
    const home = [stop, start].find((button) => !button.disabled);
    if (this.#homeless && home) {
      this.#homeless = false;
      home.focus({ preventScroll: true });
    }
  }
}

function put(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
