/** What went wrong, in sentences, each with what to do, until it is dismissed or over. */

const MOST = 6;

/** A notice with a key takes the place of the one before it with that key. */
export class Notices {
  #region;
  #byKey = new Map();

  constructor(region) {
    this.#region = region;
  }

  /** Says that something failed. */
  error(key, { message, hint }) {
    this.#put(key, "error", message, hint);
  }

  /** Says what is good to know. */
  warning(key, { message, hint }) {
    this.#put(key, "warning", message, hint);
  }

  /** It is no longer so. */
  over(key) {
    this.#byKey.get(key)?.remove();
    this.#byKey.delete(key);
  }

  #put(key, level, message, hint) {
    const old = this.#byKey.get(key);
    if (old?.dataset.message === message && old.dataset.hint === hint) {
      return;
    }
    const notice = document.createElement("div");
    notice.className = `notice ${level}`;
    Object.assign(notice.dataset, { level, message, hint: hint ?? "" });
    const words = document.createElement("p");
    words.dir = "auto";
    const what = document.createElement("strong");
    what.textContent = sentence(message);
    words.append(what);
    if (hint) {
      words.append(" ", sentence(hint));
    }
    const dismiss = document.createElement("button");
    dismiss.type = "button";
    dismiss.textContent = "Dismiss";
    dismiss.setAttribute("aria-label", `Dismiss: ${message}`);
    dismiss.addEventListener("click", () => this.over(key));
    notice.append(words, dismiss);

    this.over(key);
    this.#byKey.set(key, notice);
    this.#region.append(notice);
    for (const oldest of [...this.#byKey.keys()].slice(0, -MOST)) {
      this.over(oldest);
    }
  }
}

/** With a capital at its start and a full stop at its end. */
function sentence(text) {
  const trimmed = text.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…:]$/.test(capital) ? capital : `${capital}.`;
}
