/** Single keys for what buttons do. They can be switched off, for people who speak to their browser. */

const KEY = "shortcuts";

/** The elements of the shortcuts, by the ids that they have on every page. */
export function shortcutElements($) {
  return {
    open: $("keys"),
    dialog: $("keys-dialog"),
    table: $("keys-table"),
    use: $("keys-use"),
    close: $("keys-close"),
  };
}

/**
 * Listens for keys while no field has the keyboard. `elements`: `open` (the button), `dialog`,
 * `table` (its body is filled here), `use` (the checkbox), `close`. `keys`: `{ key, words, run }`.
 */
export class Shortcuts {
  #elements;
  #keys;

  constructor(elements, keys) {
    this.#elements = elements;
    this.#keys = [...keys, { key: "?", words: "Show these keys", run: () => this.open() }];
    const { open, close, use, table, dialog } = elements;
    open.addEventListener("click", () => this.open());
    close.addEventListener("click", () => dialog.close());
    use.checked = used();
    use.addEventListener("change", () => keep(use.checked));
    table.append(...this.#keys.map(({ key, words }) => row(key, words)));
    document.addEventListener("keydown", (event) => this.#press(event));
  }

  open() {
    this.#elements.dialog.showModal();
  }

  #press(event) {
    const { dialog, use } = this.#elements;
    const field = event.target.closest?.("input, select, textarea");
    if (!use.checked || dialog.open || field || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const pressed = event.key === "=" ? "+" : event.key.toLowerCase();
    const found = this.#keys.find(({ key }) => key.toLowerCase() === pressed);
    if (found) {
      event.preventDefault();
      found.run();
    }
  }
}

function row(key, words) {
  const line = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  const cap = document.createElement("kbd");
  cap.textContent = key === "Escape" ? "Esc" : key;
  name.append(cap);
  const what = document.createElement("td");
  what.textContent = words;
  line.append(name, what);
  return line;
}

function used() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing: it is as chosen until the page is left.
  }
}
