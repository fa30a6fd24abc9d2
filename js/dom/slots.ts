/** The slots of the live page, as they come and go. */

import { isTemplated, languagesOf, SLOTS } from "../markup/contract.js";
import { View } from "./view.js";

/** All slots that were found in the page. */
export class Slots {
  /** Those that were there last time. */
  #views: readonly View[] = [];
  /** Everything that was ever found: a slot that comes back keeps its state. */
  #known = new WeakMap<Element, View>();

  /** Returns the slots under `roots`. A slot that was found before keeps its state. */
  meet(roots: readonly ParentNode[]): View[] {
    const found = new Set(roots.flatMap((root) => [...root.querySelectorAll(SLOTS)]));
    const views = [...found].filter((element) => !isTemplated(element)).map((element) => this.#viewOf(element));
    // Slots that left the page are dropped. A root may be outside the page from the start, or not be handed over again.
    const others = this.#views.filter((view) => view.element.isConnected && !views.includes(view));
    this.#views = others[0] ? [...views, ...others] : views;
    return views;
  }

  #viewOf(element: Element): View {
    const known = this.#known.get(element);
    const view = known?.name === element.getAttribute("data-tb-slot") ? known : undefined;
    // A framework has made another slot of the element.
    if (known && !view) known.restore();
    if (view) view.grow();
    const made = view ?? new View(element);
    this.#known.set(element, made);
    return made;
  }

  /** Returns the languages of the places of the slots under `roots`, whatever the slots themselves speak now. */
  languages(roots: readonly ParentNode[]): Map<string, string> {
    const slots = roots.flatMap((root) => [...root.querySelectorAll(SLOTS)]);
    return languagesOf(
      slots.filter((element) => !isTemplated(element)),
      (element) => {
        const isWritten = element.hasAttribute("data-tb-shown");
        const view = this.#known.get(element) ?? (isWritten ? new View(element) : undefined);
        return view ? view.language : element.getAttribute("lang");
      },
    );
  }

  /** Restores every slot as the server sent it. */
  restore(): void {
    for (const view of this.#views) view.restore();
    this.#views = [];
    this.#known = new WeakMap();
  }
}
