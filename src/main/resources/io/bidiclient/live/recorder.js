/** Start and Stop: from the microphone or files into the visit. */
import { openCapture } from "./capture.js";
import { FileBytes, KeptBytes } from "./bytes.js";
import { peakOf, toPcm16 } from "./pcm.js";

/** How much speech waits for a server, in seconds. */
const KEPT_SECONDS = 600;
/** How long zeros are taken for a pause, in seconds. */
const SILENT_SECONDS = 2;

/**
 * Phases: `idle`, `asking` (for the microphone), `recording`, `finishing` (the last words are on
 * their way). It tells: `on.phase()`; `on.level(magnitude)`; `on.failed(fault)` the microphone did
 * not open; `on.unplugged()`; `on.paused(bool)`; `on.silent(bool)`; `on.empty(name)` a file has no
 * byte.
 */
export class Recorder {
  phase = "idle";
  /** The file's name, or "" for the microphone. */
  name = "";
  /** Frames captured in this recording. */
  frames = 0;
  /** Frames of it for which there was no room. */
  droppedFrames = 0;
  /** Frames in a second, 0 for a file. */
  rate = 0;
  #visit;
  #on;
  #attempt = null; // the attempt to open the microphone whose outcome is still wanted
  #capture = null;
  #files = []; // to be read after this one
  #startedAt = 0;
  #elapsed = 0; // of the last recording, in seconds
  #zeros = 0; // frames of nothing in a row

  constructor(visit, on) {
    this.#visit = visit;
    this.#on = on;
  }

  /** Seconds captured, or for a file since it was begun. */
  get elapsed() {
    if (this.rate > 0) {
      return this.frames / this.rate;
    }
    const running = this.name !== "" && this.phase !== "idle";
    return running ? (performance.now() - this.#startedAt) / 1000 : this.#elapsed;
  }

  /** Seconds that were captured and not yet heard by the model. */
  get lag() {
    const recording = this.#visit.recording;
    return this.rate > 0 && recording
      ? recording.waitingBytes / 2 / this.rate + recording.unheard
      : 0;
  }

  /** Opens the microphone and records; to be called in a click. */
  async start(deviceId) {
    if (this.phase !== "idle") {
      return;
    }
    const attempt = {};
    this.#attempt = attempt;
    this.#reset("", 0);
    this.#become("asking");
    let capture = null;
    try {
      capture = await openCapture(deviceId, {
        block: (samples, frames) => this.#capture === capture && this.#take(samples, frames),
        ended: () => this.#unplugged(capture),
        paused: (paused) => this.#on.paused(paused),
      });
    } catch (fault) {
      if (this.#attempt === attempt) {
        this.#become("idle");
        this.#on.failed(fault);
      }
      return;
    }
    if (this.#attempt !== attempt) {
      capture.abandon();
      return;
    }
    this.#capture = capture;
    const { rate } = capture;
    this.#reset("", rate);
    this.#visit.begin({ kind: "microphone", rate }, new KeptBytes(KEPT_SECONDS * rate * 2));
    this.#become("recording");
  }

  /** Reads the files, one after the other; there must be no recording in progress. */
  read(files) {
    this.#files = [...files];
    this.#nextFile();
  }

  /** Ends the recording; what was captured is still heard. */
  async stop() {
    this.#files = [];
    if (this.phase === "asking") {
      this.#attempt = null;
      this.#become("idle");
    } else if (this.phase === "recording") {
      this.#become("finishing");
      await this.#endCapture();
      if (this.name) {
        this.#visit.recording?.cut();
      } else {
        this.#visit.recording?.end();
      }
    }
  }

  /** The server has said its last of the recording, or will never say it. */
  async over() {
    this.#elapsed = this.elapsed;
    await this.#endCapture();
    this.#become("idle");
    this.#nextFile();
  }

  /** The page is left: nothing more is captured, nothing is waited for. */
  abandon() {
    this.#attempt = null;
    this.#files = [];
    this.#capture?.abandon();
    this.#capture = null;
    this.#become("idle");
  }

  /** What the visit tells has changed. */
  refresh() {
    if (this.phase === "recording" && this.name && this.#visit.recording?.allSent) {
      this.#become("finishing");
    }
  }

  /** The reader is back: a browser that held the microphone back lets it go on. */
  resume() {
    this.#capture?.resume();
  }

  #nextFile() {
    const file = this.#files.shift();
    if (file === undefined) {
      return;
    }
    if (file.size === 0) {
      this.#on.empty(file.name);
      this.#nextFile();
      return;
    }
    this.#reset(file.name, 0);
    this.#visit.begin({ kind: "file", name: file.name }, new FileBytes(file)).end();
    this.#become("recording");
  }

  #reset(name, rate) {
    Object.assign(this, { name, rate, frames: 0, droppedFrames: 0 });
    this.#startedAt = performance.now();
    this.#elapsed = 0;
    this.#zeros = 0;
  }

  #take(samples, frames) {
    const recording = this.#visit.recording;
    if (recording === null) {
      return; // the server has ended it, and said so
    }
    this.frames = frames;
    if (!recording.append(toPcm16(samples))) {
      this.droppedFrames += samples.length;
    }
    const peak = peakOf(samples);
    this.#on.level(peak);
    const before = this.#zeros;
    this.#zeros = peak === 0 ? before + samples.length : 0;
    const limit = SILENT_SECONDS * this.rate;
    if (before < limit !== this.#zeros < limit) {
      this.#on.silent(this.#zeros >= limit);
    }
  }

  #unplugged(capture) {
    if (capture === this.#capture) {
      this.#on.unplugged();
      this.stop();
    }
  }

  /** Takes what the audio thread still holds. */
  async #endCapture() {
    const capture = this.#capture;
    if (capture === null) {
      return;
    }
    await capture.stop();
    if (this.#capture === capture) {
      this.#capture = null;
    }
    this.#on.silent(false);
    this.#on.paused(false);
  }

  #become(phase) {
    this.phase = phase;
    this.#on.phase();
  }
}
