/** The microphone, from the permission to the last frame. */

/** How long the first block may take before it is said that none comes, in milliseconds. */
const FIRST_BLOCK_MS = 2_000;
/** How long the audio thread may take to hand over what it holds, in milliseconds. */
const FLUSH_MS = 500;

/** What this browser lacks to hear a microphone, or "" when it has all of it. */
export function lacking() {
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) {
    return "secure";
  }
  return window.AudioContext && "audioWorklet" in AudioContext.prototype ? "" : "worklet";
}

/**
 * Opens the microphone at the browser's own rate. To be called in a click, so that the browser lets
 * the audio run. Blocks come to `on.block(samples, frames)`: mono floats, and all frames so far;
 * `on.ended()` says that the device is gone, `on.paused(bool)` that the browser holds it back.
 * Fails with the browser's `DOMException`.
 */
export async function openCapture(deviceId, on) {
  const context = new AudioContext();
  const opened = await Promise.allSettled([
    navigator.mediaDevices.getUserMedia({
      audio: {
        ...(deviceId && { deviceId: { exact: deviceId } }),
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
      },
    }),
    context.audioWorklet.addModule(new URL("capture-worklet.js", import.meta.url)),
  ]);
  const [{ value: stream }] = opened;
  try {
    for (const { status, reason } of opened) {
      if (status === "rejected") {
        throw reason;
      }
    }
    return new Capture(context, stream, on);
  } catch (fault) {
    stop(stream);
    context.close();
    throw fault;
  }
}

function stop(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}

class Capture {
  #context;
  #stream;
  #node;
  #on;
  #patience = 0; // timer until the first block, then 0
  #stopping = false;
  #stopped = null; // a promise: all is over
  #last; // a promise: the audio thread has posted its last block
  #lastCame;

  constructor(context, stream, on) {
    this.#context = context;
    this.#stream = stream;
    this.#on = on;
    this.#last = new Promise((resolve) => (this.#lastCame = resolve));
    this.#node = new AudioWorkletNode(context, "capture");
    this.#node.port.onmessage = ({ data }) => this.#take(data);
    context.createMediaStreamSource(stream).connect(this.#node);
    // Its output is silence; some browsers run only what leads to the loudspeaker.
    this.#node.connect(context.destination);

    this.resume();
    this.#patience = setTimeout(() => on.paused(true), FIRST_BLOCK_MS);

    const track = stream.getAudioTracks()[0];
    track.addEventListener("ended", () => this.#stopping || on.ended());
    for (const event of ["mute", "unmute"]) {
      track.addEventListener(event, () => this.#stopping || on.paused(track.muted));
    }
    context.addEventListener("statechange", () => {
      if (!this.#stopping) {
        on.paused(context.state !== "running");
      }
    });
  }

  /** Frames in a second. */
  get rate() {
    return this.#context.sampleRate;
  }

  /** What the browser calls the device. */
  get label() {
    return this.#stream.getAudioTracks()[0].label;
  }

  /** Runs again what the browser has held back. */
  resume() {
    this.#context.resume().catch(() => this.#stopping || this.#on.paused(true));
  }

  /** Stops: after this every frame that was captured has come as a block. */
  stop() {
    this.#stopped ??= this.#finish();
    return this.#stopped;
  }

  /** Stops at once; what the audio thread holds is forgotten. */
  abandon() {
    this.#stopping = true;
    clearTimeout(this.#patience);
    this.#node.port.onmessage = null;
    stop(this.#stream);
    if (this.#context.state !== "closed") {
      this.#context.close();
    }
  }

  async #finish() {
    this.#stopping = true;
    this.#node.port.postMessage("stop");
    await Promise.race([this.#last, new Promise((resolve) => setTimeout(resolve, FLUSH_MS))]);
    this.abandon();
  }

  #take({ samples, frames, last }) {
    if (samples.length > 0) {
      if (this.#patience) {
        clearTimeout(this.#patience);
        this.#patience = 0;
        this.#on.paused(false);
      }
      this.#on.block(samples, frames);
    }
    if (last) {
      this.#lastCame();
    }
  }
}
