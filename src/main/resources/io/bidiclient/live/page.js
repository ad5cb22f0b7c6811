/** Wires the page together. */
import { Captions, captionElements, captionKeys } from "./captions.js";
import { lacking } from "./capture.js";
import { Desk } from "./desk.js";
import { Devices } from "./devices.js";
import { copy, fileName, save } from "./downloads.js";
import { acceptFiles } from "./drop.js";
import { Meter } from "./meter.js";
import { Notices } from "./notices.js";
import { Recorder } from "./recorder.js";
import { forVisitors, goneSentence, incompleteSentence, lackingSentence, openingSentence } from "./sentences.js";
import { Shortcuts, shortcutElements } from "./shortcuts.js";
import { Transcript } from "./transcript.js";
import { Visit } from "./visit.js";

/** After so many attempts in a row it is said what to do. */
const PATIENCE = 3;

const $ = (id) => document.getElementById(id);
const ids = ["status", "target", "elapsed", "lag", "start", "stop", "device", "file", "choose", "copy", "clear", "undo", "readers", "trouble"];
const elements = Object.fromEntries(ids.map((id) => [id, $(id)]));
elements.formats = [...document.querySelectorAll("[data-format]")];

const notices = new Notices($("notices"));
const transcript = new Transcript($("log"), $("newest"), $("empty"));
const meter = new Meter($("meter"));
const devices = new Devices(elements.device);

const address = new URL("visit", location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
address.search = "";
history.replaceState(null, "", location.pathname);

const visit = new Visit(address, {
  state: () => {
    connectionNotices();
    recorder.refresh();
    desk.refresh();
  },
  endpoint: (endpoint) => endpointNotice(endpoint),
  line: (line) => {
    if (line.type === "delta") {
      transcript.append(visit.recording, line.text, line);
      desk.refresh();
    } else if (line.type === "error") {
      recordingFault = true;
      notices.error(`${line.code} ${line.message}`, forVisitors(line));
    } else if (line.type === "warning") {
      notices.warning(`${line.code} ${line.message}`, forVisitors(line));
    }
  },
  refused: (refusal) => notices.error("connection", refusal),
  dropped: (count) => {
    droppedLines += count;
    elements.status.dataset.droppedLines = droppedLines;
    notices.warning("dropped lines", {
      message: `${droppedLines} lines were left out here, because the page took them too slowly`,
      hint: "The downloads have all of it",
    });
  },
  restarted: () =>
    notices.warning("restarted", {
      message: "The server does not know this page any more",
      hint: recorder.name
        ? "The file is read again from its start, in a new paragraph"
        : "Your recording goes on as a new one with what is still kept of it; downloads begin there, Copy has all",
    }),
  lost: () => {
    notices.error("lost", {
      message: "The last words are lost: the server went away before it gave them",
      hint: "Press Start and say them again",
    });
    recorder.over();
  },
  unreadable: ({ message }) =>
    notices.error("file", {
      message: `The file ${recorder.name} could not be read to its end: ${message}`,
      hint: "It may have been changed or moved: choose it again",
    }),
  over: (summary, recording) => {
    showCounts(recording);
    const early = recorder.phase === "recording" && recorder.rate > 0;
    if (early && !recordingFault) {
      notices.error("early", {
        message: "The recording has ended before you stopped it",
        hint: "What you said last may be missing: press Start to go on",
      });
    } else if (!early && summary.status !== "complete" && !recordingFault) {
      notices.error("incomplete", incompleteSentence(summary));
    }
    recorder.over();
  },
});

const recorder = new Recorder(visit, {
  phase: () => {
    if (recorder.phase === "recording") {
      devices.refresh();
    } else {
      meter.stop();
    }
    desk.refresh();
  },
  level: (magnitude) => {
    meter.push(magnitude);
    droppedNotice();
    desk.refresh();
  },
  failed: async (fault) => notices.error("microphone", openingSentence(fault, await permission())),
  unplugged: () =>
    notices.error("microphone", {
      message: "The microphone is gone",
      hint: "What was said until then is finished. Plug it in or choose another, then press Start again",
    }),
  paused: (paused) =>
    told(paused, "paused", {
      message: "No sound comes: the browser or the system holds the microphone back",
      hint: "Unmute it, end other calls, see that a loudspeaker is set, and come back to this page",
    }),
  silent: (silent) =>
    told(silent, "silent", {
      message: "The microphone delivers silence",
      hint: "See whether it is muted, and whether the system lets the browser hear it",
    }),
  empty: (name) =>
    notices.error("file", { message: `The file ${name} is empty`, hint: "Choose another file" }),
});

const desk = new Desk(elements, recorder, visit, transcript);
let droppedLines = 0;
let saidTimer = 0;
let beganAt = new Date(); // when what stands on the page was begun
let recordingFault = false; // an error line has told of the recording in progress

function told(is, key, words) {
  if (is) {
    notices.warning(key, words);
  } else {
    notices.over(key);
  }
}

function connectionNotices() {
  const { state, failures } = visit;
  if (state === "open") {
    notices.over("connection");
  } else if (state === "ended" || (state === "lost" && failures >= PATIENCE)) {
    notices.error("connection", goneSentence(state === "ended"));
  }
}

function endpointNotice(endpoint) {
  if (endpoint.state === "failed") {
    notices.error("endpoint", forVisitors(endpoint));
  } else {
    notices.over("endpoint");
  }
}

function droppedNotice() {
  if (recorder.droppedFrames > 0) {
    // In steps of ten seconds, so that a screen reader does not tell each one.
    const tens = Math.floor(recorder.droppedFrames / recorder.rate / 10) * 10;
    notices.error("dropped audio", {
      message: tens
        ? `More than ${tens} s of what you said could not be kept`
        : "What you say now cannot be kept any more",
      hint: "The server takes nothing: stop, and start again when it is back",
    });
  }
}

function showCounts(recording) {
  elements.status.dataset.sentBytes = recording.sentBytes;
  elements.status.dataset.receivedBytes = recording.receivedBytes;
}

async function permission() {
  try {
    return (await navigator.permissions.query({ name: "microphone" })).state;
  } catch {
    return ""; // a browser that does not tell
  }
}

function say(words) {
  clearTimeout(saidTimer);
  $("said").textContent = words;
  saidTimer = setTimeout(() => ($("said").textContent = ""), 4_000);
}

function begin() {
  recordingFault = false;
  if (transcript.isEmpty) {
    beganAt = new Date();
  }
  transcript.settle();
  for (const key of ["microphone", "file", "early", "incomplete", "lost", "dropped audio", "restarted"]) {
    notices.over(key);
  }
}

elements.start.addEventListener("click", () => {
  const lack = lacking();
  if (lack) {
    notices.error("microphone", lackingSentence(lack));
    return;
  }
  begin();
  recorder.start(devices.chosen);
});
elements.stop.addEventListener("click", () => recorder.stop());
elements.clear.addEventListener("click", () => {
  visit.clear();
  transcript.clear();
  desk.refresh();
  elements.undo.focus();
  say("Cleared");
});
elements.undo.addEventListener("click", () => {
  visit.restore();
  transcript.restore();
  desk.refresh();
  elements.clear.focus();
  say("It is back");
});
elements.readers.addEventListener("click", async () => {
  const link = new URL(`read?token=${visit.readers}`, location.href).href;
  try {
    await copy(link);
    say("Link copied: whoever has it reads along");
  } catch {
    notices.warning("readers", { message: `The link for those who read along: ${link}` });
  }
});
$("more").addEventListener("click", () => {
  const open = $("desk").classList.toggle("open");
  $("more").setAttribute("aria-expanded", open);
});
elements.copy.addEventListener("click", async () => {
  try {
    await copy(transcript.text());
    say("Copied");
  } catch {
    notices.error("copy", {
      message: "The browser does not let this page copy",
      hint: "Select the text and copy it with the keyboard, or download it",
    });
  }
});
for (const button of elements.formats) {
  button.addEventListener("click", () => download(button.dataset.format, button.textContent));
}

async function download(format, name) {
  try {
    save(format, await visit.document(format), fileName(format, beganAt));
    say(`${name} downloaded`);
  } catch {
    if (format === "text") {
      save(format, transcript.text(), fileName(format, beganAt));
      say("Text downloaded, as it stands on the page");
      return;
    }
    notices.error("download", {
      message: `${name} is made by the server, which is not connected`,
      hint: "Try again when it is, or download Text, which this page makes by itself",
    });
  }
}

acceptFiles(elements.file, $("drop"), (files) => {
  if (recorder.phase !== "idle") {
    notices.error("file", {
      message: "A recording is in progress",
      hint: "Press Stop, wait for its last words, and drop the file again",
    });
    return;
  }
  begin();
  recorder.read(files);
});

const captions = new Captions(captionElements($));
new Shortcuts(
  shortcutElements($),
  [
    { key: "s", words: "Start, and Stop", run: () => (elements.stop.disabled ? elements.start : elements.stop).click() },
    ...captionKeys(captions),
    { key: "u", words: "Undo Clear", run: () => elements.undo.hidden || elements.undo.click() },
  ],
);

document.addEventListener("visibilitychange", () => document.hidden || recorder.resume());
window.addEventListener("pagehide", ({ persisted }) => {
  if (persisted && recorder.phase === "idle") {
    visit.suspend();
  } else {
    recorder.abandon();
    visit.leave();
  }
});
window.addEventListener("pageshow", ({ persisted }) => persisted && visit.connect());

if (lacking()) {
  notices.error("microphone", lackingSentence(lacking()));
}
devices.refresh();
desk.refresh();
visit.connect();
