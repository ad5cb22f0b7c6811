/** Wires the page of those who read along: what is said, and nothing that could be sent. */
import { Captions, captionElements, captionKeys } from "./captions.js";
import { Notices } from "./notices.js";
import { goneSentence, readerWords } from "./sentences.js";
import { Shortcuts, shortcutElements } from "./shortcuts.js";
import { Transcript } from "./transcript.js";
import { Wire } from "./wire.js";

/** After so many attempts in a row it is said what to do. */
const PATIENCE = 3;

const $ = (id) => document.getElementById(id);
const notices = new Notices($("notices"));
const transcript = new Transcript($("log"), $("newest"), $("empty"));
const speaking = new Set(); // recordings in progress

const address = new URL("watch", location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
address.search = "";
history.replaceState(null, "", location.pathname);

const wire = new Wire(address, {
  state: () => {
    const { state, failures } = wire;
    if (state === "open") {
      notices.over("connection");
    } else if (state === "ended" || (state === "lost" && failures >= PATIENCE)) {
      notices.error("connection", goneSentence(state === "ended"));
    }
    show();
  },
  message: (message) => {
    take(message);
    show();
  },
  owed: () => false,
});

function take(message) {
  const recording = `${message.visit}/${message.recording}`;
  switch (message.type) {
    case "welcome":
      if (!message.resumed) {
        transcript.clear();
        transcript.settle();
        speaking.clear();
      }
      break;
    case "delta":
      transcript.append(recording, message.text, message, message.visit);
      break;
    case "began":
      speaking.add(recording);
      break;
    case "over":
      speaking.delete(recording);
      break;
    case "cleared":
      transcript.forget(message.visit);
      break;
    case "refused":
      notices.error("connection", message);
      break;
    case "dropped":
      notices.warning("dropped", {
        message: "The beginning of what was said is not kept any more",
        hint: "You read from here on",
      });
      break;
    default:
  }
}

function show() {
  const words = readerWords(wire.state, wire.wait, speaking.size > 0);
  const speaks = wire.state === "open" && speaking.size > 0;
  if ($("status").textContent !== words) {
    $("status").textContent = words;
  }
  $("status").dataset.state = speaks ? "recording" : wire.state;
  $("trouble").textContent = wire.state === "open" || wire.state === "connecting" ? "" : words;
  document.title = speaks ? "● Live transcript" : "Live transcript";
}

const captions = new Captions(captionElements($));
new Shortcuts(
  shortcutElements($),
  captionKeys(captions),
);

window.addEventListener("pagehide", () => wire.suspend());
window.addEventListener("pageshow", ({ persisted }) => persisted && wire.connect());
show();
wire.connect();
