/** Where the bytes of a recording come from: kept as they are spoken, or read from a file. */

/** A file's own bytes, read when they are wanted; none is kept. */
export class FileBytes {
  /** A frame may end at any byte. */
  unit = 1;
  #file;

  constructor(file) {
    this.#file = file;
    this.end = file.size;
  }

  /** Nothing beyond this byte is wanted any more. */
  cut(at) {
    this.end = Math.min(this.end, at);
  }

  forget() {}

  /** At most so many bytes from a place on. Fails with the browser's `DOMException`. */
  async read(at, most) {
    const bytes = new Uint8Array(await this.#file.slice(at, at + most).arrayBuffer());
    if (bytes.length === 0) {
      throw new DOMException("the file is shorter than it was", "NotReadableError");
    }
    return bytes;
  }

  /** The bytes for a server that knows nothing of them: a file cannot be read from its middle. */
  rest() {
    const rest = new FileBytes(this.#file);
    rest.cut(this.end);
    return rest;
  }
}

/** Bytes of a microphone that the server has not said to have, oldest first, bounded. */
export class KeptBytes {
  /** A frame holds whole samples. */
  unit = 2;
  /** The place behind the newest byte. */
  end = 0;
  #limit;
  #first = 0; // the place of the oldest byte that is kept
  #blocks = []; // {at, bytes}, gapless, the oldest may begin before #first

  constructor(limit) {
    this.#limit = limit;
  }

  /** Keeps the bytes and says true, or false when there is no room for them. */
  append(bytes) {
    if (this.end - this.#first + bytes.length > this.#limit) {
      return false;
    }
    this.#blocks.push({ at: this.end, bytes });
    this.end += bytes.length;
    return true;
  }

  /** The bytes before this place are safe elsewhere. */
  forget(before) {
    this.#first = Math.max(this.#first, Math.min(before, this.end));
    let gone = 0;
    while (gone < this.#blocks.length && endOf(this.#blocks[gone]) <= this.#first) {
      gone++;
    }
    this.#blocks.splice(0, gone);
  }

  /** At most so many bytes from a place on that is kept. */
  read(at, most) {
    const { at: start, bytes } = this.#blocks[this.#indexOf(at)];
    return bytes.subarray(at - start, at - start + most);
  }

  /** The bytes for a server that knows nothing of them: those that are kept, counted from 0. */
  rest() {
    const rest = new KeptBytes(this.#limit);
    for (const { at, bytes } of this.#blocks) {
      rest.append(bytes.subarray(Math.max(0, this.#first - at)));
    }
    return rest;
  }

  #indexOf(place) {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (endOf(this.#blocks[middle]) <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

function endOf({ at, bytes }) {
  return at + bytes.length;
}
