/** Watches the parser: each slot is rendered in the task that completes it, so before it can be painted. */

import { SLOTS } from "../markup/contract.js";
import { real } from "../shared/real.js";
import { hide } from "./hide.js";

/** Slots that are rendered although the parser is still at them: they were hidden for as long as they may be. */
const early = new WeakSet<Element>();

/** Has the parser completed the element? Until then it may add nodes beside those that are written. */
export function arrived(element: Element): boolean {
  let at: Element | null = element;
  // In a shadow root nothing follows when its host is complete.
  while (at && !real(at).nextSibling)
    at = real(at).parentElement ?? (real(real(at).getRootNode() as ShadowRoot).host || null);
  return at !== null || real(real(element).ownerDocument).readyState !== "loading";
}

/** May the slot be rendered? */
export function isReady(slot: Element): boolean {
  return early.has(slot) || arrived(slot);
}

/** Calls `fit` whenever slots that `find` finds may be rendered. A slot that is still being parsed is hidden, but no longer than
 *  the budget in milliseconds: then it is shown and rendered as far as it is there. A slot around others, or around the page,
 *  is not hidden.
 *  @param meet Called with each declarative shadow root that arrives. */
export function follow(
  find: (selector: string) => readonly HTMLElement[],
  fit: () => void,
  budget: number,
  meet: (root: ShadowRoot) => void,
): void {
  const met = new Set<Element>();
  const hidden = new Map<HTMLElement, () => void>();
  const roots = new Set<ShadowRoot>();
  /** Elements whose shadow root may still come. */
  let hosts: Element[] = [];
  const settle = (slot: HTMLElement): void => {
    early.add(slot);
    look();
  };
  const watch = (element: Element): void => {
    const shadowRoot = real(element).shadowRoot;
    if (!shadowRoot || roots.has(shadowRoot) || real(element).closest("[data-tb-ignore]")) return;
    roots.add(shadowRoot);
    meet(shadowRoot);
    observer.observe(shadowRoot, { childList: true, subtree: true });
    for (const inner of shadowRoot.querySelectorAll("*")) watch(inner);
  };
  const look = (records: readonly MutationRecord[] = []): void => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes] as Element[]);
    const all = [...hosts, ...added.filter((node) => node.nodeType === 1)];
    all.forEach(watch);
    hosts = all.filter((element) => !real(element).shadowRoot && !arrived(element));
    const before = met.size;
    for (const slot of find(SLOTS)) {
      if (met.has(slot)) continue;
      if (isAround(slot)) early.add(slot);
      if (isReady(slot)) met.add(slot);
      else if (!hidden.has(slot)) {
        hidden.set(slot, hide(real(slot)));
        setTimeout(settle, budget, slot);
      }
    }
    if (met.size > before) fit();
    for (const [slot, show] of hidden) {
      if (!met.has(slot)) continue;
      hidden.delete(slot);
      show();
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  const end = (): void => {
    if (real(document).readyState === "loading") return;
    real(document).removeEventListener("readystatechange", end);
    look(observer.takeRecords());
    observer.disconnect();
    // What was rendered early is complete now.
    fit();
  };
  real(document).addEventListener("readystatechange", end);
  look();
  end();
}

const isAround = (slot: Element): boolean =>
  real(slot).contains(real(real(slot).ownerDocument).body) || real(slot).querySelector(SLOTS) !== null;
