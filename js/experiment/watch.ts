/** Watches what is really seen: at least half of it, or half a screen of it, for a time without a break, while the page can be seen. A
 *  page that is prerendered, in the background or in the back/forward cache cannot; one that comes back is a new view. */

import { real } from "../shared/real.js";

/** Something that may be seen, once in each view of the page. */
export interface Sight {
  readonly name: string;
  /** For how many milliseconds. */
  readonly lasts: number;
  /** Answers whether it counts. Else it is tried again. */
  readonly seen: () => boolean;
}

type Timer = ReturnType<typeof setTimeout>;

export class Watch {
  #sights: ReadonlyMap<Element, Sight> = new Map();
  readonly #visible = new Set<Element>();
  readonly #timers = new Map<Element, Timer>();
  /** The names of those that were seen in this view. */
  readonly #counted = new Set<string>();
  readonly #end = new AbortController();
  readonly #observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) {
        const isMuch = intersectionRatio >= 0.5 || 2 * intersectionRect.height >= (rootBounds?.height ?? Infinity);
        if (isIntersecting && isMuch) this.#visible.add(target);
        else this.#visible.delete(target);
      }
      this.#look();
    },
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] },
  );

  constructor() {
    real(document).addEventListener("visibilitychange", this.#look, this.#end);
    addEventListener(
      "pageshow",
      ({ persisted }) => {
        if (persisted) this.#counted.clear();
        this.#look();
      },
      this.#end,
    );
  }

  /** Watches these from now on, and no others. */
  watch(sights: ReadonlyMap<Element, Sight>): void {
    for (const element of this.#sights.keys())
      if (!sights.has(element)) {
        this.#observer.unobserve(element);
        this.#visible.delete(element);
        this.#stop(element);
      }
    for (const element of sights.keys()) if (!this.#sights.has(element)) this.#observer.observe(element);
    this.#sights = sights;
    this.#look();
  }

  leave(): void {
    this.watch(new Map());
    this.#observer.disconnect();
    this.#end.abort();
  }

  /** Sees to it that time runs for what is seen, and for nothing else. */
  readonly #look = (): void => {
    for (const [element, { name, lasts }] of this.#sights) {
      const counts = this.#visible.has(element) && !this.#counted.has(name);
      if (!counts || real(document).visibilityState !== "visible") this.#stop(element);
      else if (!this.#timers.has(element))
        this.#timers.set(
          element,
          setTimeout(() => this.#done(element), lasts),
        );
    }
  };

  #done(element: Element): void {
    this.#timers.delete(element);
    const sight = this.#sights.get(element);
    if (sight && !this.#counted.has(sight.name) && sight.seen()) this.#counted.add(sight.name);
  }

  #stop(element: Element): void {
    clearTimeout(this.#timers.get(element));
    this.#timers.delete(element);
  }
}
