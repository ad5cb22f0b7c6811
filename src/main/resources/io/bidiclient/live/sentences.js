/** What the page says: the state in words, and for each fault what to do. */

/**
 * The state in words. `phase` is of the recorder, `state` and `wait` (0: it is not tried again) are of the wire, `listening`
 * says that the endpoint hears, `endpoint` whether it can be reached (`checking`, `ready`, `failed`), `name` is of the file that is read, "" for the microphone.
 */
export function stateWords({ phase, state, wait, listening, name, endpoint = "ready" }) {
  const keeping = { recording: name ? "" : "keeping what you say, ", finishing: "what you said is kept, " };
  const again = `${keeping[phase] ?? ""}trying again in ${wait} s`;
  switch (state) {
    case "lost":
      return `Connection lost: ${again}`;
    case "ended":
      return `The server has ended: ${again}`;
    case "refused":
      return `Not connected: ${wait > 0 ? again : "load this page again"}`;
    default:
      break;
  }
  switch (phase) {
    case "asking":
      return "Waiting for the microphone…";
    case "finishing":
      return "Finishing…";
    case "recording":
      return name ? `Reading ${name}` : recordingWords(state, listening);
    default:
      return state === "connecting" ? "Connecting…" : ENDPOINT_WORDS[endpoint];
  }
}

const ENDPOINT_WORDS = {
  checking: "Checking the endpoint…",
  ready: "Ready",
  failed: "The endpoint cannot be reached: trying again",
};

/** The state in words for one who reads along; `speaking`: somebody records. */
export function readerWords(state, wait, speaking) {
  switch (state) {
    case "connecting":
      return "Connecting…";
    case "lost":
      return `Connection lost: trying again in ${wait} s`;
    case "ended":
      return `The server has ended: trying again in ${wait} s`;
    case "refused":
      return wait > 0 ? `Not connected: trying again in ${wait} s` : "Not connected: load this page again";
    default:
      return speaking ? "Somebody speaks" : "Nobody speaks";
  }
}

/** What only the person who runs the server can follow: options, commands and files of it. */
const NOT_FOR_VISITORS = /(^|[\s'"(`])--[a-z]|bidi-client|\bscripts\/|\b(BIDI|AWS|VLLM)_[A-Z]|\baws [a-z]/;

/** A failure as a visitor is told it: what to type into the server's terminal is not for visitors. */
export function forVisitors({ message, hint = "" }) {
  return {
    message: NOT_FOR_VISITORS.test(message) ? "The endpoint failed" : message,
    hint: NOT_FOR_VISITORS.test(hint) ? ASK : hint,
  };
}

const ASK = "Ask whoever runs this server: its terminal says what to do";

function recordingWords(state, listening) {
  if (state === "connecting") {
    return "Connecting: what you say is kept";
  }
  return listening ? "Listening" : "Opening the endpoint: what you say is kept";
}

const FILES_ALL_THE_SAME = "Files can be dropped here all the same.";

/** Why this browser or this address hears no microphone, as `lacking` of the capture tells it. */
export function lackingSentence(lack) {
  return lack === "worklet"
    ? {
        message: "This browser is too old to hear a microphone: it has no AudioWorklet",
        hint: `Use a current Chromium, Firefox or Safari. ${FILES_ALL_THE_SAME}`,
      }
    : {
        message: "Browsers give no microphone to a page over plain http from another machine",
        hint:
          `Open it at its https address, or on the machine that it comes from; whoever runs this server knows both. ` +
          FILES_ALL_THE_SAME,
      };
}

/** Why the microphone did not open: from the browser's exception and its state of the permission. */
export function openingSentence({ name, message }, permission) {
  const again = "then press Start again";
  switch (name) {
    case "NotFoundError":
      return { message: "No microphone was found", hint: `Plug one in, ${again}; or choose a file` };
    case "OverconstrainedError":
      return {
        message: "The chosen microphone is not there any more",
        hint: `Choose another one, ${again}`,
      };
    case "NotReadableError":
      return {
        message: "The microphone could not be opened",
        hint: `Another program may hold it: close that one, ${again}`,
      };
    case "NotAllowedError":
    case "SecurityError":
      return notAllowed(/system/i.test(message), permission, again);
    case "AbortError":
      return {
        message: "The recorder could not be loaded",
        hint: `See that the server still runs, ${again}`,
      };
    default:
      return {
        message: `The microphone could not be opened: ${message || name}`,
        hint: `Try another microphone or browser, ${again}`,
      };
  }
}

function notAllowed(bySystem, permission, again) {
  if (bySystem) {
    return {
      message: "The system does not let the browser use the microphone",
      hint: `Allow the browser in the system's privacy settings, ${again}`,
    };
  }
  const where = "at the sign beside the address, or in the browser's settings for this site";
  return {
    message: "The browser does not let this page use the microphone",
    hint:
      permission === "prompt" ? `Press Start again and allow it` : `Allow it ${where}, ${again}`,
  };
}

/** Why there is no connection after some attempts. */
export function goneSentence(ended) {
  return {
    message: ended ? "The server has ended" : "The server does not answer",
    hint:
      "Ask whoever runs it; if it was started again it has a new address: open that one in another " +
      "tab, so that nothing here is lost",
  };
}

/** That a recording is not complete, when no error said so. */
export function incompleteSentence({ status }) {
  return {
    message: `The transcript of this recording is not complete (${status})`,
    hint: "What was heard is above. Whoever runs this server sees why in its terminal",
  };
}

/** A duration for a person: `0:42`, `1:02:03`. */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}
