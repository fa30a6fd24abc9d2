/** The slots of the live page, as they come and go. */

import { languagesOf, SLOTS } from "../markup/contract.js";
import type { Report } from "../shared/input.js";
import { real } from "../shared/real.js";
import { View } from "./view.js";

/** All slots that were found in the page. */
export class Slots {
  /** Those that were there last time. */
  #views: readonly View[] = [];
  /** Everything that was ever found: a slot that comes back keeps its state. */
  #known = new WeakMap<Element, View>();

  /** Who has taken a slot: what stands there is theirs. */
  readonly #taken = new Set<{ readonly slot: string }>();
  /** Slots at which an exception came: they are left to the site. */
  readonly #lost = new WeakSet<Element>();
  readonly #bitsOf: (slot: string) => number | undefined;
  readonly #report: Report;

  /** @param bitsOf Tells the bits of a slot, such as `VARIES`. */
  constructor(bitsOf: (slot: string) => number | undefined, report: Report) {
    this.#bitsOf = bitsOf;
    this.#report = report;
  }

  /** Somebody takes a slot, until they call what is returned. */
  take(one: { readonly slot: string }): () => boolean {
    this.#taken.add(one);
    return () => this.#taken.delete(one);
  }

  #isTaken(name: string): boolean {
    return [...this.#taken].some(({ slot }) => slot === name);
  }

  /** Returns the slots under `roots` that nobody has taken. A slot that was found before keeps its state. */
  meet(roots: readonly ParentNode[]): View[] {
    const views = found(roots).flatMap((element) => this.attempt(element, () => this.#viewOf(element)) ?? []);
    // Slots that left the page are dropped. A root may be outside the page from the start, or not be handed over again.
    const others = this.#views.filter((view) => real(view.holder).isConnected && !views.includes(view));
    this.#views = others[0] ? [...views, ...others] : views;
    return views;
  }

  #viewOf(element: Element): View | undefined {
    const known = this.#known.get(element);
    const name = nameOf(element);
    if ($take && this.#isTaken(name)) return undefined;
    const bits = this.#bitsOf(name);
    if (known?.name === name && known.bits === bits) {
      known.grow();
      return known;
    }
    // A framework has made another slot of the element, or a newer program has.
    known?.restore();
    const made = new View(element, bits);
    this.#known.set(element, made);
    return made;
  }

  /** Does something with a slot. An exception costs this slot alone: it is given back, and the site's from then on. */
  attempt<Answer>(element: Element, action: () => Answer): Answer | undefined {
    if (this.#lost.has(element)) return undefined;
    try {
      return action();
    } catch (thrown) {
      this.#lost.add(element);
      this.#report(`/slots/${nameOf(element)}`, `it is left as it is: ${thrown}`);
      try {
        this.#known.get(element)?.restore();
      } catch {
        // It cannot be written.
      }
      return undefined;
    }
  }

  /** Returns the languages of the places of the slots under `roots`, whatever the slots themselves speak now. */
  languagesAt(roots: readonly ParentNode[]): Map<string, string> {
    return languagesOf(found(roots), (element) => {
      const isWritten = real(element).hasAttribute("data-tb-shown");
      const view = this.#known.get(element) ?? (isWritten ? new View(element) : undefined);
      if (view) return view.language;
      // Who has taken a slot writes there what was decided.
      return $take && this.#isTaken(nameOf(element)) ? null : real(element).getAttribute("lang");
    });
  }

  /** Restores every slot as the server sent it, but those that somebody has taken. */
  restore(): void {
    for (const view of this.#views)
      if (!$take || !this.#isTaken(view.name)) this.attempt(view.holder, () => view.restore());
    this.#views = [];
    this.#known = new WeakMap();
  }
}

const nameOf = (element: Element): string => real(element).getAttribute("data-tb-slot") ?? "";

/** Every slot under some roots once. Frameworks put what a template holds among its children instead of in its content. */
const found = (roots: readonly ParentNode[]): Element[] => [
  ...new Set(roots.flatMap((root) => [...real(root).querySelectorAll(`${SLOTS}:not(template *)`)])),
];
