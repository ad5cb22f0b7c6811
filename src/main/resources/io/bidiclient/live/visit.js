/** What the page and the server know of each other: recordings, lines and documents. */
import { Recording } from "./recording.js";
import { Wire } from "./wire.js";

/**
 * Holds the recording in progress through lost connections and servers. It tells:
 * `on.state()` something changed; `on.endpoint(message)` whether it can be reached; `on.line(line)` a JSON Line; `on.refused(message)`;
 * `on.dropped(count)` lines were left out; `on.restarted(recording)` goes on with a server that
 * knows nothing of us; `on.lost(recording)` is over without a word of its end;
 * `on.unreadable(fault)` its file cannot be read; `on.over(summary, recording)`.
 */
export class Visit {
  /** What the endpoint is called, "" before the server has said it. */
  target = "";
  /** Whether the endpoint can be reached: `state` is `checking`, `ready` or `failed`. */
  endpoint = { state: "checking" };
  /** The token of those who read along, "" where nobody may. */
  readers = "";
  /** The recording in progress, or null. */
  recording = null;
  /** Whether the endpoint listens to the recording in progress. */
  listening = false;
  #on;
  #wire;
  #window = 0;
  #last = 0; // number of the last recording
  #clearing = false; // a `clear` that the server was not there for
  #wanted = new Map(); // format → {resolve, reject} of a document that was asked for

  constructor(url, on) {
    this.#on = on;
    this.#wire = new Wire(url, {
      state: () => this.#wireChanged(),
      message: (message) => this.#take(message),
      owed: () => this.recording?.unanswered ?? false,
    });
  }

  /** See `Wire`. */
  get state() {
    return this.#wire.state;
  }

  /** Seconds until the next attempt to connect. */
  get wait() {
    return this.#wire.wait;
  }

  /** Attempts to connect that failed in a row. */
  get failures() {
    return this.#wire.failures;
  }

  /** See `Wire`. */
  connect() {
    this.#wire.connect();
  }

  /** Begins a recording; there must be none in progress. */
  begin(announcement, bytes) {
    this.#last++;
    this.listening = false;
    const unreadable = (fault) => this.#on.unreadable(fault);
    this.recording = new Recording(this.#last, announcement, bytes, unreadable);
    if (this.state === "open") {
      this.recording.begin(this.#wire, this.#window);
    }
    return this.recording;
  }

  /** Forgets the transcript, here and there; there must be no recording in progress. */
  clear() {
    this.#clearing = this.state !== "open";
    this.#wire.send({ type: "clear" });
  }

  /** Has back what was forgotten last; no recording may have begun since. */
  restore() {
    this.#clearing = false;
    this.#wire.send({ type: "restore" });
  }

  /** Asks for a document and gives its text; fails when the connection is lost before it comes. */
  async document(format) {
    if (this.state !== "open") {
      throw new Error("no connection");
    }
    this.#wanted.get(format)?.reject(new Error("asked for again"));
    return new Promise((resolve, reject) => {
      this.#wanted.set(format, { resolve, reject });
      this.#wire.send({ type: "export", format });
    });
  }

  /** The page is left: all ends, also the recording in progress. */
  leave() {
    this.recording = null;
    this.#wire.leave();
  }

  /** The page is put aside and may come back. */
  suspend() {
    this.#wire.suspend();
  }

  #wireChanged() {
    if (this.state !== "open") {
      this.recording?.detach();
      this.#wanted.forEach(({ reject }) => reject(new Error("the connection was lost")));
      this.#wanted.clear();
    }
    this.#on.state();
  }

  #take(message) {
    switch (message.type) {
      case "welcome":
        this.target = message.target ?? "";
        this.readers = message.readers ?? "";
        this.#window = message.window;
        this.#welcome(message);
        break;
      case "progress":
        if (message.recording === this.recording?.number) {
          this.recording.progress(message);
          this.#on.state();
        }
        break;
      case "endpoint":
        this.endpoint = message;
        this.#on.endpoint(message);
        this.#on.state();
        break;
      case "document":
        this.#wanted.get(message.format)?.resolve(message.text);
        this.#wanted.delete(message.format);
        break;
      case "refused":
        this.#on.refused(message);
        break;
      case "dropped":
        this.#on.dropped(message.count);
        break;
      case "session":
        this.listening = true;
        this.#on.line(message);
        this.#on.state();
        break;
      case "summary":
        this.#over(message);
        break;
      default:
        this.#on.line(message);
    }
  }

  #welcome(message) {
    if (this.#clearing) {
      this.#clearing = false;
      this.#wire.send({ type: "clear" });
    }
    if (message.resumed) {
      this.#resume(message);
    } else {
      this.#startOver();
    }
    if (this.recording === null) {
      this.#last = message.recording;
    }
  }

  #resume({ recording, active, received, taken, window }) {
    if (this.recording === null || recording > this.recording.number) {
      return;
    }
    if (recording < this.recording.number) {
      this.recording.begin(this.#wire, window);
    } else if (active) {
      this.recording.proceed(this.#wire, { window, received, taken });
    }
    // Else it has all bytes and knows that they are all: the summary follows.
  }

  #startOver() {
    const old = this.recording;
    const known = this.#last > 1 || old?.sentBytes > 0;
    this.#last = 0;
    if (old === null) {
      return;
    }
    const next = old.again(1);
    if (next.ended && next.totalBytes === 0) {
      this.recording = null;
      this.#on.lost(old);
      return;
    }
    this.#last = 1;
    this.listening = false;
    this.recording = next;
    next.begin(this.#wire, this.#window);
    if (known) {
      this.#on.restarted(next);
    }
  }

  #over(summary) {
    const recording = this.recording;
    if (recording !== null) {
      this.recording = null;
      this.#on.over(summary, recording);
      this.#on.state();
    }
  }
}
