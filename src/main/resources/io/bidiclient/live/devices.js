/** The list of microphones, as far as the browser tells of them. */

/** Keeps a `select` in step with the devices that come and go. */
export class Devices {
  #select;

  constructor(select) {
    this.#select = select;
    navigator.mediaDevices?.addEventListener?.("devicechange", () => this.refresh());
  }

  /** The chosen device's id, "" for the browser's default. */
  get chosen() {
    return this.#select.value;
  }

  /** Asks again; names are told only once the microphone was allowed. */
  async refresh() {
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    const inputs = all.filter(({ kind, deviceId }) => kind === "audioinput" && deviceId !== "");
    const options = inputs.map(
      ({ deviceId, label }, i) => new Option(label || `Microphone ${i + 1}`, deviceId),
    );
    if (!inputs.some(({ deviceId }) => deviceId === "default")) {
      options.unshift(new Option("Default microphone", ""));
    }
    const chosen = this.chosen;
    this.#select.replaceChildren(...options);
    if (options.some(({ value }) => value === chosen)) {
      this.#select.value = chosen;
    }
  }
}
