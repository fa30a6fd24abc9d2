/** Focus and presence: the focus survives changes of the page, and changes are announced only while the reader is there. */

import { real } from "../shared/real.js";

const FOCUSABLE = "[href],button,input,select,textarea,summary,[tabindex],[contenteditable]";
/** Elements that cannot keep the focus. A browser takes it from them, but only later. */
const AWAY = ":disabled,[hidden],[hidden] *,[inert],[inert] *";

/** Remembers the element with the focus in one of these slots. The returned function restores a lost focus: to the same
 *  element, to one with the same purpose or the same position, or else to the slot. */
export function holdFocus(slots: readonly Element[]): () => void {
  const around = slots.filter((slot) => slot !== focusOf(slot) && real(slot).contains(focusOf(slot)));
  const inner = around.at(-1);
  const focused = inner && focusOf(inner);
  if (!focused) return () => {};
  const place = focusable(inner, focused).indexOf(focused);
  // In a list, the elements of all items have the same purpose.
  const does = real(focused).closest("[data-tb-key]") ? "" : purpose(focused);
  return () => {
    const stays = !real(focused).matches(AWAY);
    if (stays && focusOf(inner) === focused) return;
    const slot = around.findLast((slot) => real(slot).isConnected);
    if (!slot) return;
    const all = focusable(slot);
    const same = all.filter((element) => does && purpose(element) === does);
    const rest = [...same, ...all.slice(0, place + 1).reverse()];
    if (!(stays ? [focused, ...rest] : rest).some(focus)) focusSlot(slot);
  };
}

function focusOf(slot: Element): Element | null {
  return real(real(slot).getRootNode() as Document).activeElement ?? null;
}

function focusable(slot: Element, focused?: Element): Element[] {
  return [...real(slot).querySelectorAll(FOCUSABLE)].filter(
    (element) => element === focused || !real(element).matches(AWAY),
  );
}

function purpose(element: Element): string | null {
  return (
    real(element).getAttribute("id") ||
    real(element).getAttribute("data-tb-text") ||
    real(element).getAttribute("data-tb-attr")
  );
}

/** Returns false if the element cannot have the focus. */
function focus(element: Element): boolean {
  real(element as HTMLElement).focus({ preventScroll: true });
  return focusOf(element) === element;
}

function focusSlot(slot: Element): void {
  if (focus(slot)) return;
  const giveBack = (): void => real(slot).removeAttribute("tabindex");
  real(slot).setAttribute("tabindex", "-1");
  if (focus(slot)) real(slot).addEventListener("blur", giveBack, { once: true });
  else giveBack();
}

/** Is the page visible, and does it have the focus or show this element in its viewport? */
export function isThere(element: Element): boolean {
  const page = real(element).ownerDocument;
  if (real(page).visibilityState !== "visible") return false;
  const { top, bottom } = real(element).getBoundingClientRect();
  return real(page).hasFocus() || (bottom > 0 && top < (real(page).defaultView?.innerHeight ?? 0));
}
