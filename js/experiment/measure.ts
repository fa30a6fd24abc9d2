/** What a page tells of its experiments: slots that were seen, and goals that its markup names.
 *
 *      <a data-tb-goal="signup">                                    reached with a click, a form when it is sent
 *      <details data-tb-goal="asked" data-tb-on="toggle">           with any other event
 *      <footer data-tb-goal="read" data-tb-on="seen">               when it is seen: scrolled to
 *      <article data-tb-goal="stayed" data-tb-on="seen" data-tb-seconds="30">
 *      <button data-tb-goal="order" data-tb-value="4900">           with a value
 */

import { real } from "../shared/real.js";
import type { ContextualEvent } from "../types/index.js";
import { type Sight, Watch } from "./watch.js";

/** What others have written counts for nothing. */
const GOALS = "[data-tb-goal]:not([data-tb-ignore],[data-tb-ignore] *)";
const SECOND = 1000;

/** A slot in the page. */
interface Shown {
  readonly name: string;
  readonly holder: Element;
}

export class Measure {
  readonly #expose: (slot: string) => boolean;
  readonly #reach: (event: ContextualEvent) => void;
  readonly #watch = new Watch();
  readonly #types = new Set<string>();
  readonly #end = new AbortController();

  constructor(expose: (slot: string) => boolean, reach: (event: ContextualEvent) => void) {
    this.#expose = expose;
    this.#reach = reach;
  }

  /** The page shows these slots under these roots. */
  show(views: readonly Shown[], roots: readonly ParentNode[]): void {
    const sights = new Map<Element, Sight>();
    for (const { name, holder } of views) sights.set(holder, { name, lasts: SECOND, seen: () => this.#expose(name) });
    if ($goals)
      for (const element of roots.flatMap((root) => [...real(root).querySelectorAll(GOALS)])) {
        const type = typeOf(element);
        // A slot may not be a goal at the same time: no name of a slot has a stroke.
        if (type === "seen") sights.set(element, this.#goal(element));
        else this.#listen(type);
      }
    this.#watch.watch(sights);
  }

  leave(): void {
    this.#watch.leave();
    this.#end.abort();
  }

  #goal(element: Element): Sight {
    const lasts = (Number(at(element, "seconds")) || 1) * SECOND;
    const seen = (): boolean => {
      this.#reached(element);
      return true;
    };
    return { name: `/${at(element, "goal")}`, lasts, seen };
  }

  /** Events that do not bubble pass by on their way down. */
  #listen(type: string): void {
    if (this.#types.has(type)) return;
    this.#types.add(type);
    const options = { capture: true, signal: this.#end.signal };
    addEventListener(
      type,
      (event) => {
        const [target] = event.composedPath() as (Partial<Element> | undefined)[];
        const element = target?.nodeType === 1 ? real(target as Element).closest(GOALS) : null;
        if (element && typeOf(element) === type) this.#reached(element);
      },
      options,
    );
  }

  #reached(element: Element): void {
    const holder = real(element).closest("[data-tb-slot]");
    const [goal = "", value] = [at(element, "goal"), at(element, "value")];
    const slot = holder ? at(holder, "slot") : undefined;
    const of = { ...(slot !== undefined && { slot }), ...(value !== undefined && { value: Number(value) }) };
    this.#reach({ kind: "convert", goal, ...of });
  }
}

const at = (element: Element, name: string): string | undefined =>
  real(element).getAttribute(`data-tb-${name}`) ?? undefined;

const typeOf = (element: Element): string => at(element, "on") ?? (real(element).matches("form") ? "submit" : "click");
