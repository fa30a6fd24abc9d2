/** Watches the parser: each slot is rendered in the task that completes it, so before it can be painted. */

/** Has the parser completed the element? Until then it may add nodes beside those that are written. */
export function arrived(element: Element): boolean {
  let at: Element | null = element;
  while (at && !at.nextSibling) at = at.parentElement;
  return at !== null || element.ownerDocument.readyState !== "loading";
}

/** Calls `fit` whenever slots that `find` finds were completed. A slot that is still being parsed is hidden. */
export function follow(find: (selector: string) => readonly HTMLElement[], fit: () => void): void {
  const met = new Set<Element>();
  const hidden = new Map<HTMLElement, string>();
  const look = (): void => {
    const before = met.size;
    for (const slot of find("[data-tb-slot]")) {
      if (met.has(slot)) continue;
      if (arrived(slot)) met.add(slot);
      else if (!hidden.has(slot)) {
        hidden.set(slot, slot.style.visibility);
        slot.style.visibility = "hidden";
      }
    }
    if (met.size > before) fit();
    for (const [slot, visibility] of hidden) if (met.has(slot)) show(slot, visibility, hidden);
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  const end = (): void => {
    if (document.readyState === "loading") return;
    document.removeEventListener("readystatechange", end);
    observer.disconnect();
    look();
  };
  document.addEventListener("readystatechange", end);
  look();
  end();
}

function show(slot: HTMLElement, visibility: string, hidden: Map<HTMLElement, string>): void {
  hidden.delete(slot);
  slot.style.visibility = visibility;
  if (!slot.getAttribute("style")) slot.removeAttribute("style");
}
