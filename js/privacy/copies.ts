/** The section of the reader's copy: a profile is exported as a file or as text, imported, and erased. */

import type { Profile } from "../types/index.js";
import type { Panel } from "./panel.js";
import type { Parts } from "./parts.js";

const FILE = "tailorbird.json";
/** The largest file that is read, in bytes: far more than any profile has. */
const MAX_SIZE = 1_000_000;
/** How long the browser has to save the file from the memory of the page, in milliseconds. */
const REVOKE_DELAY = 60_000;

export function copies(panel: Panel, parts: Parts): HTMLElement {
  const area = parts.make("textarea", { readonly: true, id: "copy", spellcheck: "false", rows: "8" });
  const hide = (): void => {
    shown.hidden = true;
    save.focus();
  };
  const copy = async (): Promise<void> => {
    area.select();
    // Where the clipboard is not allowed, the selected text can be copied by hand.
    const copied = await navigator.clipboard?.writeText(area.value).then(
      () => true,
      () => false,
    );
    if (!copied) area.focus();
    panel.act(() => {}, copied ? panel.words.copied : panel.words.select);
  };
  const shown = parts.make(
    "div",
    { class: "copy" },
    parts.make("label", { for: "copy" }, () => panel.words.copyLabel),
    parts.make("p", { class: "soft" }, () => panel.words.copyHint),
    area,
    parts.make(
      "div",
      { class: "buttons" },
      parts.make("button", { type: "button", press: copy }, () => panel.words.copy),
      parts.make("button", { type: "button", press: hide }, () => panel.words.hide),
    ),
  );
  shown.hidden = true;

  const exportCopy = (): void => {
    const text = JSON.stringify(panel.page?.export() ?? {}, null, 2);
    area.value = text;
    // A frame or a policy may block the download silently, so the text is shown in any case.
    shown.hidden = false;
    download(text);
    panel.act(() => {}, panel.words.saved);
  };

  const importCopy = async (): Promise<void> => {
    const [file] = picker.files ?? [];
    const profile = file && file.size < MAX_SIZE ? await profileIn(file) : undefined;
    picker.value = "";
    if (!file) return;
    panel.act((page) => profile && page.import(profile), profile ? panel.words.loaded : panel.words.unreadable);
  };
  const picker = parts.make("input", { type: "file", accept: ".json,application/json" });
  picker.addEventListener("change", importCopy);

  const sure: HTMLDialogElement = parts.make(
    "dialog",
    { "aria-labelledby": "sure", "aria-describedby": "sure-hint" },
    parts.make("h3", { id: "sure" }, () => panel.words.sure),
    parts.make("p", { class: "soft", id: "sure-hint" }, () => panel.words.sureHint),
    parts.make(
      "div",
      { class: "buttons" },
      // This button is first, so that it has the focus when the dialog opens.
      parts.make("button", { type: "button", press: () => sure.close() }, () => panel.words.no),
      parts.make("button", { type: "button", class: "danger", press: () => erase() }, () => panel.words.yes),
    ),
  );
  const erase = (): void => {
    sure.close();
    shown.hidden = true;
    area.value = "";
    panel.act((page) => page.erase(), panel.words.erased);
  };

  const save = parts.make("button", { type: "button", press: exportCopy }, () => panel.words.save);
  return parts.make(
    "section",
    { "aria-labelledby": "yours" },
    parts.make("h3", { id: "yours" }, () => panel.words.yours),
    parts.make("p", { class: "soft" }, () => panel.words.yoursHint),
    parts.make(
      "div",
      { class: "buttons" },
      save,
      parts.make(
        "label",
        { class: "file" },
        picker,
        parts.make("span", {}, () => panel.words.load),
      ),
      parts.make("button", { type: "button", class: "danger", press: () => sure.showModal() }, () => panel.words.erase),
    ),
    shown,
    sure,
  );
}

/** Saves a text as a file. Its address is one of the page's memory, so no server is asked for it. */
function download(text: string): void {
  const link = document.createElement("a");
  link.download = FILE;
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  // The link is in no document, so that no script of the site sees the click.
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_DELAY);
}

async function profileIn(file: File): Promise<Profile | undefined> {
  try {
    const profile: unknown = JSON.parse(await file.text());
    return profile && typeof profile === "object" && !Array.isArray(profile) ? profile : undefined;
  } catch {
    return undefined;
  }
}
