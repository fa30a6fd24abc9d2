/** Where the reader is while a page changes: the focus is not lost, and what changes is read out only to somebody who is
 *  there. */

const FOCUSABLE = "[href],button,input,select,textarea,summary,[tabindex],[contenteditable]";
/** A browser takes the focus from these, but only later. */
const AWAY = ":disabled,[hidden],[hidden] *,[inert],[inert] *";

/** Notes what has the focus in one of these slots. The answer gives it back where it was lost: to the same element, to one
 *  that does the same or stands in the same place, or else to the slot. */
export function holdFocus(slots: readonly Element[]): () => void {
  const around = slots.filter((slot) => slot !== focusOf(slot) && slot.contains(focusOf(slot)));
  const inner = around.at(-1);
  const focused = inner && focusOf(inner);
  if (!focused) return () => {};
  const place = focusable(inner, focused).indexOf(focused);
  // Every item of a list does the same.
  const does = focused.closest("[data-tb-key]") ? "" : purpose(focused);
  return () => {
    const stays = !focused.matches(AWAY);
    if (stays && focusOf(inner) === focused) return;
    const slot = around.findLast(({ isConnected }) => isConnected);
    if (!slot) return;
    const all = focusable(slot);
    const same = all.filter((element) => does && purpose(element) === does);
    const rest = [...same, ...all.slice(0, place + 1).reverse()];
    if (!(stays ? [focused, ...rest] : rest).some(focus)) focusSlot(slot);
  };
}

function focusOf(slot: Element): Element | null {
  return (slot.getRootNode() as Document).activeElement ?? null;
}

function focusable(slot: Element, focused?: Element): Element[] {
  return [...slot.querySelectorAll(FOCUSABLE)].filter((element) => element === focused || !element.matches(AWAY));
}

function purpose(element: Element): string {
  return element.id || (element.getAttribute("data-tb-text") ?? element.getAttribute("data-tb-attr") ?? "");
}

/** False: it cannot have it. */
function focus(element: Element): boolean {
  (element as HTMLElement).focus({ preventScroll: true });
  return focusOf(element) === element;
}

function focusSlot(slot: Element): void {
  if (focus(slot)) return;
  const giveBack = (): void => slot.removeAttribute("tabindex");
  slot.setAttribute("tabindex", "-1");
  if (focus(slot)) slot.addEventListener("blur", giveBack, { once: true });
  else giveBack();
}

/** Is the page in front of somebody who uses it, or at least this part of it to be seen? */
export function isThere(element: Element): boolean {
  const { ownerDocument: page } = element;
  if (page.visibilityState !== "visible") return false;
  const { top, bottom } = element.getBoundingClientRect();
  return page.hasFocus() || (bottom > 0 && top < (page.defaultView?.innerHeight ?? 0));
}
