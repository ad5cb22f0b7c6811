/** Files, dropped anywhere on the page or chosen. */

/** Calls `take(files)` with at least one; `curtain` is shown while files hang over the page. */
export function acceptFiles(input, curtain, take) {
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = ""; // so that the same file can be chosen again
    if (files.length > 0) {
      take(files);
    }
  });
  let depth = 0; // elements that files have entered and not left
  const show = (change) => {
    depth = change;
    curtain.hidden = depth <= 0;
  };
  const withFiles = (handle) => (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      handle(event);
    }
  };
  window.addEventListener("dragenter", withFiles(() => show(depth + 1)));
  window.addEventListener("dragleave", withFiles(() => show(depth - 1)));
  window.addEventListener("dragover", withFiles((event) => (event.dataTransfer.dropEffect = "copy")));
  window.addEventListener("drop", withFiles((event) => {
    show(0);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) {
      take(files);
    }
  }));
}
