/** The one WebSocket to the server: says who we are, and connects again when it is lost. */

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;
/** How long a server may owe an answer before the connection is given up. */
const DEAF_MS = 10_000;
/** Closed by us, to come back: a code of our own, for 1000 or none would end the visit. */
const COMING_BACK = 4001;

/**
 * States: `connecting`, `open`, `lost`, `ended` (the server said that it goes; it is tried all the
 * same), `refused` (tried again only when it was for want of room), `left`. `on.state()` is called at each change, `on.message(json)`
 * for each message but repeated lines, `on.owed()` tells whether the server owes an answer.
 */
export class Wire {
  state = "connecting";
  /** Seconds until the next attempt, 0 for never, in the states `lost`, `ended` and `refused`. */
  wait = 0;
  /** Attempts that failed since the last connection. */
  failures = 0;
  #url;
  #on;
  #socket = null;
  #visit = "";
  #seen = -1; // highest seq that came
  #said = -1; // highest seq that the server was told of
  #saidAt = 0; // when it was, by performance.now()
  #heardAt = 0; // when the last message came, by performance.now()
  #retry = 0; // timer of the next attempt

  constructor(url, on) {
    this.#url = url;
    this.#on = on;
    window.addEventListener("online", () => this.#retry && this.connect());
    setInterval(() => this.#eachSecond(), 1_000);
  }

  /** Connects now, also when an attempt was planned for later. */
  connect() {
    clearTimeout(this.#retry);
    this.#retry = 0;
    this.#drop();
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.onopen = () => {
      this.send({ type: "hello", visit: this.#visit, seen: this.#seen });
    };
    socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    socket.onclose = ({ code }) => this.#lose(code);
  }

  /** Sends an object; nothing happens without a connection. */
  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /** Sends bytes of the recording; nothing happens without a connection. */
  sendBytes(bytes) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(bytes);
    }
  }

  /** The page is left for good: the visit ends. */
  leave() {
    this.send({ type: "bye" });
    this.#drop(1000);
    this.#visit = "";
    this.#become("left");
  }

  /** The page is put aside and may come back: `connect` resumes the visit. */
  suspend() {
    this.#drop();
    this.#become("left");
  }

  #take(message) {
    this.#heardAt = performance.now();
    if (message.type === "welcome") {
      if (!message.resumed) {
        this.#seen = this.#said = -1;
      }
      this.#visit = message.visit;
      this.failures = 0;
      this.#on.message(message);
      this.#become("open");
    } else if (message.type === "refused") {
      this.#drop();
      this.#on.message(message);
      this.wait = 0;
      if (message.code === "visitors") {
        this.#retryIn(LONGEST_DELAY_MS);
      }
      this.#become("refused");
    } else if (message.seq === undefined) {
      this.#on.message(message);
    } else if (message.seq > this.#seen) {
      this.#seen = message.seq;
      this.#on.message(message);
      this.#sayWhatWasSeen();
    }
  }

  #lose(code) {
    this.#drop();
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.failures);
    this.failures++;
    this.#retryIn(delay);
    const ended = code === 1001 || (this.state === "ended" && code === 1006);
    this.#become(ended ? "ended" : "lost");
  }

  #retryIn(delay) {
    this.wait = delay / 1000;
    this.#retry = setTimeout(() => this.connect(), delay);
  }

  #drop(code = COMING_BACK) {
    const socket = this.#socket;
    if (socket !== null) {
      this.#socket = null;
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(code);
    }
    clearTimeout(this.#retry);
    this.#retry = 0;
  }

  #eachSecond() {
    this.#sayWhatWasSeen();
    const owed = this.#socket !== null && (this.state !== "open" || this.#on.owed());
    if (owed && performance.now() - this.#heardAt > DEAF_MS) {
      this.#lose(1006);
    }
  }

  /** At most once a second; by lines too, since browsers slow the timers of a page in the back. */
  #sayWhatWasSeen() {
    const now = performance.now();
    if (this.state === "open" && this.#seen > this.#said && now - this.#saidAt >= 900) {
      this.#said = this.#seen;
      this.#saidAt = now;
      this.send({ type: "seen", seq: this.#seen });
    }
  }

  #become(state) {
    this.state = state;
    this.#on.state();
  }
}
