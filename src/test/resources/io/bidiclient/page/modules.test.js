/** The page's modules that need no browser. Run by PageModulesTest, with the modules beside it. */
import assert from "node:assert/strict";
import test from "node:test";
import { FileBytes, KeptBytes } from "./bytes.js";
import { fileName } from "./downloads.js";
import { decibels, peakOf, toPcm16 } from "./pcm.js";
import { Recording } from "./recording.js";
import { clock, forVisitors, goneSentence, lackingSentence, openingSentence, readerWords, stateWords } from "./sentences.js";

/** What a server would have been sent. */
class Link {
  said = [];
  frames = [];

  send(message) {
    this.said.push(message.type);
  }

  sendBytes(bytes) {
    this.frames.push([...bytes]);
  }

  get bytes() {
    return this.frames.flat();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const counting = (from, to) => Array.from({ length: to - from }, (_, i) => (from + i) % 251);
const block = (from, to) => Uint8Array.from(counting(from, to));
const never = (fault) => assert.fail(`unreadable: ${fault}`);
const MICROPHONE = { kind: "microphone", rate: 48_000 };

function microphone(limit = 10_000) {
  return new Recording(1, MICROPHONE, new KeptBytes(limit), never);
}

test("every 16-bit sample survives the way through floats", () => {
  const all = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768);
  const pcm = toPcm16(Float32Array.from(all, (sample) => sample / 32_768));
  assert.deepEqual(new Int16Array(pcm.buffer), all);
});

test("samples are rounded, clamped and little-endian", () => {
  const pcm = toPcm16(Float32Array.of(1, 2, -2, 0.4 / 32_768, 0.6 / 32_768, 256 / 32_768));
  assert.deepEqual([...pcm], [255, 127, 255, 127, 0, 128, 0, 0, 1, 0, 0, 1]);
});

test("levels are in dBFS from -60 to 0", () => {
  assert.equal(peakOf(Float32Array.of(0.25, -0.5, 0.1)), 0.5);
  assert.equal(decibels(1), 0);
  assert.ok(Math.abs(decibels(0.5) + 6.0206) < 1e-4);
  assert.equal(decibels(1e-9), -60);
  assert.equal(decibels(0), -60);
});

test("bytes are kept up to a limit, and room comes when the server has them", () => {
  const kept = new KeptBytes(10);
  assert.equal(kept.append(block(0, 6)), true);
  assert.equal(kept.append(block(6, 12)), false);
  kept.forget(4);
  assert.equal(kept.append(block(6, 12)), true);
  assert.deepEqual([...kept.read(4, 100)], [4, 5]);
  assert.deepEqual([...kept.read(7, 3)], [7, 8, 9]);
});

test("no more is sent than the window has room for", async () => {
  const recording = microphone();
  const link = new Link();
  recording.begin(link, 100);
  recording.append(block(0, 80));
  recording.append(block(80, 300));
  await settled();
  assert.deepEqual(link.bytes, counting(0, 100));
  recording.progress({ received: 100, taken: 60 });
  await settled();
  assert.deepEqual(link.bytes, counting(0, 160));
  assert.equal(recording.sentBytes, 160);
  assert.equal(recording.receivedBytes, 100);
  assert.equal(recording.waitingBytes, 240);
});

test("an odd window splits no sample", async () => {
  const recording = microphone();
  const link = new Link();
  recording.begin(link, 101);
  recording.append(block(0, 200));
  await settled();
  assert.equal(link.bytes.length, 100);
});

test("the end is told once, after the last byte", async () => {
  const recording = microphone();
  const link = new Link();
  recording.begin(link, 100);
  recording.append(block(0, 150));
  recording.end();
  await settled();
  assert.deepEqual(link.said, ["start"]);
  recording.progress({ received: 100, taken: 100 });
  recording.progress({ received: 150, taken: 150 });
  await settled();
  assert.deepEqual(link.bytes, counting(0, 150));
  assert.deepEqual(link.said, ["start", "stop"]);
});

test("what was spoken without a connection is sent from what the server has", async () => {
  const recording = microphone();
  const first = new Link();
  recording.begin(first, 1_000);
  recording.append(block(0, 200));
  await settled();
  recording.detach();
  recording.append(block(200, 300));
  recording.end();
  await settled();
  assert.deepEqual(first.bytes, counting(0, 200));

  const second = new Link();
  recording.proceed(second, { window: 1_000, received: 130, taken: 130 });
  await settled();
  assert.deepEqual(second.bytes, counting(130, 300));
  assert.deepEqual(second.said, ["stop"]);
  assert.equal(recording.sentBytes, 300);
});

test("a server that took all meanwhile gives room at once", async () => {
  const recording = microphone();
  recording.begin(new Link(), 100);
  recording.append(block(0, 300));
  await settled();
  recording.detach();
  const second = new Link();
  recording.proceed(second, { window: 100, received: 100, taken: 100 });
  await settled();
  assert.deepEqual(second.bytes, counting(100, 200));
});

test("a server that knows nothing gets what is still kept", async () => {
  const recording = microphone();
  recording.begin(new Link(), 1_000);
  recording.append(block(0, 200));
  await settled();
  recording.progress({ received: 50, taken: 50 });
  recording.detach();
  const next = recording.again(1);
  const link = new Link();
  next.begin(link, 1_000);
  next.append(block(200, 260));
  next.end();
  await settled();
  assert.deepEqual(link.bytes, counting(50, 260));
  assert.deepEqual(link.said, ["start", "stop"]);
  assert.equal(next.sentBytes, 260);
});

test("a file goes in frames of 64 KiB, and again from its start to another server", async () => {
  const file = new Blob([block(0, 150_000)]);
  const recording = new Recording(1, { kind: "file", name: "a.wav" }, new FileBytes(file), never);
  recording.end();
  const link = new Link();
  recording.begin(link, 1_000_000);
  while (!recording.allSent) {
    await settled();
  }
  assert.deepEqual(link.frames.map((frame) => frame.length), [65_536, 65_536, 18_928]);
  assert.deepEqual(link.bytes, counting(0, 150_000));

  const other = new Link();
  const next = recording.again(1);
  next.begin(other, 1_000_000);
  while (!next.allSent) {
    await settled();
  }
  assert.deepEqual(other.bytes, link.bytes);
});

test("a file that is stopped ends with what was sent", async () => {
  const file = new Blob([block(0, 1_000)]);
  const recording = new Recording(1, { kind: "file", name: "a.wav" }, new FileBytes(file), never);
  recording.end();
  const link = new Link();
  recording.begin(link, 300);
  while (link.bytes.length < 300) {
    await settled();
  }
  recording.cut();
  recording.progress({ received: 300, taken: 300 });
  await settled();
  assert.deepEqual(link.bytes, counting(0, 300));
  assert.deepEqual(link.said, ["start", "stop"]);
});

test("a file that cannot be read is told, and what was sent is finished", async () => {
  const file = { size: 100, slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) };
  const told = [];
  const unreadable = (fault) => told.push(fault.message);
  const recording = new Recording(1, { kind: "file", name: "a.wav" }, new FileBytes(file), unreadable);
  recording.end();
  const link = new Link();
  recording.begin(link, 1_000);
  while (!recording.allSent) {
    await settled();
  }
  assert.deepEqual(told, ["gone"]);
  assert.deepEqual(link.said, ["start", "stop"]);
});

test("the state is said in words", () => {
  const quiet = { phase: "idle", state: "open", wait: 0, listening: false, name: "" };
  const words = (change) => stateWords({ ...quiet, ...change });
  assert.equal(words({}), "Ready");
  assert.equal(words({ phase: "asking" }), "Waiting for the microphone…");
  assert.equal(words({ phase: "recording", listening: true }), "Listening");
  assert.match(words({ phase: "recording" }), /kept$/);
  assert.equal(words({ phase: "recording", name: "a.wav" }), "Reading a.wav");
  assert.equal(words({ phase: "finishing" }), "Finishing…");
  assert.equal(
    words({ phase: "recording", state: "lost", wait: 2 }),
    "Connection lost: keeping what you say, trying again in 2 s",
  );
  assert.match(words({ state: "refused" }), /load this page again/);
});

test("each reason why a microphone does not open has its own sentence", () => {
  const names = ["NotFoundError", "NotAllowedError", "NotReadableError", "OverconstrainedError"];
  const said = names.map((name) => openingSentence({ name, message: "" }, "denied"));
  assert.equal(new Set(said.map(({ message }) => message)).size, names.length);
  assert.ok(said.every(({ hint }) => hint.includes("Start")));
  const bySystem = openingSentence({ name: "NotAllowedError", message: "denied by system" }, "");
  assert.match(bySystem.hint, /privacy settings/);
});

test("durations are read as on a clock", () => {
  assert.deepEqual([0, 42.9, 600, 3_723].map(clock), ["0:00", "0:42", "10:00", "1:02:03"]);
});

test("a document is named by the day and the minute of its beginning", () => {
  assert.equal(fileName("text", new Date(2026, 0, 5, 7, 3)), "transcript-2026-01-05-0703.txt");
  assert.equal(fileName("vtt", new Date(2026, 10, 26, 22, 8)), "transcript-2026-11-26-2208.vtt");
});

test("visitors are told nothing that is typed into the server's terminal", () => {
  const hints = [
    "raise --first-delta-timeout, or see that the container is warm",
    "log in with aws sso login",
    "set AWS_REGION",
    "run 'bidi-client doctor'",
    "run scripts/get-speech-model",
  ];
  for (const hint of hints) {
    const told = forVisitors({ message: "no answer", hint });
    assert.equal(told.message, "no answer");
    assert.match(told.hint, /whoever runs this server/);
  }
  const plain = { message: "dropped.wav: there is no audio in it", hint: "check that the recording worked" };
  assert.deepEqual(forVisitors(plain), plain);
  assert.equal(forVisitors({ message: "--url is refused" }).message, "The endpoint failed");
  for (const words of [lackingSentence("https"), lackingSentence("worklet"), goneSentence(true), goneSentence(false)]) {
    assert.deepEqual(forVisitors(words), words);
  }
});

test("the page is ready when the endpoint is", () => {
  const idle = { phase: "idle", name: "", state: "open", wait: 0, listening: false };
  assert.equal(stateWords({ ...idle, endpoint: "checking" }), "Checking the endpoint…");
  assert.equal(stateWords({ ...idle, endpoint: "ready" }), "Ready");
  assert.match(stateWords({ ...idle, endpoint: "failed" }), /cannot be reached/);
  assert.equal(readerWords("open", 0, true), "Somebody speaks");
  assert.equal(readerWords("lost", 2, true), "Connection lost: trying again in 2 s");
});
