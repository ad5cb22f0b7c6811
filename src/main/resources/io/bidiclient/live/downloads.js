/** The transcript as a file, or on the clipboard. */

const TYPES = { text: "text/plain", srt: "application/x-subrip", vtt: "text/vtt", json: "application/json" };
const ENDINGS = { text: "txt", srt: "srt", vtt: "vtt", json: "json" };

/** Saves a document as `transcript.` and the ending of its format. */
export function save(format, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${TYPES[format]};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `transcript.${ENDINGS[format]}`;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Copies, also where the page is not secure; fails when the browser does not let it. */
export async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (!copied) {
    throw new DOMException("the browser does not copy", "NotAllowedError");
  }
}
