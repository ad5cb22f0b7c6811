/**
 * Runs on the browser's audio thread: mixes what the microphone gives to mono and posts it in
 * blocks of about 40 ms, each with the count of frames so far. Any message to it means stop: it
 * posts what it still holds, marked `last`, and takes nothing more.
 */
const BLOCK_FRAMES = Math.ceil((0.04 * sampleRate) / 128) * 128;

class Capture extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK_FRAMES);
  #filled = 0;
  #frames = 0;
  #over = false;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#over = true;
      this.#post(true);
    };
  }

  process([channels]) {
    if (this.#over) {
      return false;
    }
    const length = channels.length === 0 ? 0 : channels[0].length;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (const channel of channels) {
        sum += channel[i];
      }
      this.#block[this.#filled++] = sum / channels.length;
      if (this.#filled === BLOCK_FRAMES) {
        this.#post(false);
      }
    }
    return true;
  }

  #post(last) {
    const samples = this.#block.slice(0, this.#filled);
    this.#frames += this.#filled;
    this.#filled = 0;
    this.port.postMessage({ samples, frames: this.#frames, last }, [samples.buffer]);
  }
}

registerProcessor("capture", Capture);
