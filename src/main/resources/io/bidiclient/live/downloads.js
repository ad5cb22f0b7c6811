/** The transcript as a file, or on the clipboard. */

const TYPES = { text: "text/plain", srt: "application/x-subrip", vtt: "text/vtt", json: "application/json" };
const ENDINGS = { text: "txt", srt: "srt", vtt: "vtt", json: "json" };

/** What a document is called: the day and the minute when it was begun, as the clock here has them. */
export function fileName(format, began) {
  const two = (n) => String(n).padStart(2, "0");
  const day = [began.getFullYear(), two(began.getMonth() + 1), two(began.getDate())].join("-");
  return `transcript-${day}-${two(began.getHours())}${two(began.getMinutes())}.${ENDINGS[format]}`;
}

/** Saves a document under a name. */
export function save(format, text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: `${TYPES[format]};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
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
