/** One recording on its way to the server: what was sent, what has arrived, what may follow. */

/** The most that one message may hold, in bytes. */
const FRAME_BYTES = 64 * 1024;

/**
 * Sends its bytes in order while a connection is attached and the server's window has room. All
 * places are in bytes from the start of the recording.
 */
export class Recording {
  /** Bytes that the server has: they are kept no more. */
  received = 0;
  /** Bytes that the server has read on. */
  taken = 0;
  /** Seconds that the server has sent to the model, less those that the model has heard. */
  unheard = 0;
  /** No byte follows but those that are there. */
  ended = false;
  #announcement;
  #bytes;
  #carried; // bytes that an earlier visit had received of it
  #unreadable;
  #link = null;
  #window = 0;
  #next = 0; // the place of the next byte to send on this connection
  #highest = 0; // the place behind the last byte that was ever sent
  #stopSent = false;
  #pumping = false;
  #woken = false; // something has changed since the pump looked

  /** The announcement is the `start` message without its number; `unreadable(fault)` is told. */
  constructor(number, announcement, bytes, unreadable, carried = 0) {
    this.number = number;
    this.#announcement = announcement;
    this.#bytes = bytes;
    this.#unreadable = unreadable;
    this.#carried = carried;
  }

  /** Bytes sent, each counted once. */
  get sentBytes() {
    return this.#carried + this.#highest;
  }

  /** Bytes that servers have said to have. */
  get receivedBytes() {
    return this.#carried + this.received;
  }

  /** Bytes that have not been read on by the server. */
  get waitingBytes() {
    return this.#bytes.end - this.taken;
  }

  /** Bytes in all, as far as is known. */
  get totalBytes() {
    return this.#bytes.end;
  }

  /** Whether the server was told of the end. */
  get allSent() {
    return this.#stopSent;
  }

  /** Whether the server owes word of bytes that it was sent. */
  get unanswered() {
    return this.#link !== null && this.#highest > this.received;
  }

  /** A connection to a server that waits for this recording's `start`. */
  begin(link, window) {
    link.send({ type: "start", recording: this.number, ...this.#announcement });
    this.proceed(link, { window, received: 0, taken: 0 });
  }

  /** A connection to a server that has `received` bytes and has not been told of the end. */
  proceed(link, { window, received, taken = this.taken }) {
    this.#link = link;
    this.#window = window;
    this.#next = received;
    this.#stopSent = false;
    this.progress({ received, taken });
  }

  /** The connection is gone; bytes are kept. */
  detach() {
    this.#link = null;
  }

  /** What the server says of this recording. */
  progress({ received, taken, sent = 0, heard = sent }) {
    this.received = Math.max(this.received, received);
    this.taken = Math.max(this.taken, taken);
    this.unheard = Math.max(0, sent - heard);
    this.#bytes.forget(this.received);
    this.#pump();
  }

  /** More was spoken: true when it is kept, false when there is no room. */
  append(bytes) {
    const kept = this.#bytes.append(bytes);
    this.#pump();
    return kept;
  }

  /** Nothing more is spoken; what is kept is still sent. */
  end() {
    this.ended = true;
    this.#pump();
  }

  /** Ends a file here: what was sent is all there is. */
  cut() {
    this.#bytes.cut(this.#highest);
    this.end();
  }

  /** The same recording for a server that knows nothing of it, with what is still kept. */
  again(number) {
    const rest = this.#bytes.rest();
    const carried = rest.unit === 1 ? 0 : this.receivedBytes;
    const next = new Recording(number, this.#announcement, rest, this.#unreadable, carried);
    next.ended = this.ended;
    return next;
  }

  async #pump() {
    this.#woken = true;
    if (this.#pumping) {
      return;
    }
    this.#pumping = true;
    try {
      while (this.#woken) {
        this.#woken = false;
        while (this.#link !== null && (await this.#sendSome(this.#link)));
      }
    } catch (fault) {
      this.#bytes.cut(this.#next);
      this.end();
      this.#unreadable(fault);
    } finally {
      this.#pumping = false;
    }
    if (this.#owesStop()) {
      this.#stopSent = true;
      this.#link.send({ type: "stop" });
    }
  }

  async #sendSome(link) {
    const window = this.taken + this.#window - this.#next;
    const room = Math.min(FRAME_BYTES, window, this.#bytes.end - this.#next);
    const most = room - (room % this.#bytes.unit);
    if (most <= 0) {
      return false;
    }
    const bytes = await this.#bytes.read(this.#next, most);
    if (link === this.#link) {
      link.sendBytes(bytes);
      this.#next += bytes.length;
      this.#highest = Math.max(this.#highest, this.#next);
    }
    return true;
  }

  #owesStop() {
    const sentAll = this.#next >= this.#bytes.end;
    return this.#link !== null && this.ended && sentAll && !this.#stopSent;
  }
}
