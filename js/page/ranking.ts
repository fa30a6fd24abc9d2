/** Lists that rank: their vectors are loaded after the first paint, and what the reader has before them keeps its order until they do
 *  something. */

import type { View } from "../dom/view.js";
import { type Core, list } from "../engine/core.js";
import { Ask, RANKS } from "../engine/protocol.js";
import { type Sight, Watch } from "../experiment/watch.js";
import type { Report } from "../shared/input.js";
import { problemFrom } from "../shared/problem.js";
import type { ContextualOptions, Recommender } from "../types/index.js";

/** What a list needs that ranks by vectors. */
type Wanted = [list: number, vectors: string, items: string[], ...history: (string | number)[]];

/** Half of a list is seen when it was on the screen for so long. */
const LASTS = 1000;
/** The most items of a history. */
const HISTORY = 50;

export class Ranking {
  readonly #core: Core;
  readonly #tell: Report;
  /** The lists that were seen in this view of the page. */
  readonly #seen = new Set<string>();
  /** What each file became, and what was asked of it last, by list. */
  readonly #loaded = new Map<string, Pick<Recommender, "score">>();
  readonly #asked = new Map<number, string>();
  #watch: Watch | undefined;
  #began = false;

  constructor(core: Core, tell: Report) {
    this.#core = core;
    this.#tell = tell;
  }

  /** Hands in what the next decision ranks by. */
  prepare(now: number): readonly Wanted[] {
    const wanted: Wanted[] = JSON.parse(this.#core.ask(Ask.Ranks, list([...this.#seen]), [now]));
    for (const [number, vectors, items, ...history] of wanted) {
      const recommender = this.#loaded.get(vectors);
      const question = JSON.stringify([items, history]);
      if (!recommender || this.#asked.get(number) === question) continue;
      try {
        const events = strongest(history);
        const scores = recommender.score(events, items);
        const numbers = scores.flatMap(({ score, because, popularity }) => [
          score,
          items.indexOf(events[because]?.item as string),
          popularity,
        ]);
        this.#core.ask(Ask.Scores, "", [number, ...numbers]);
        this.#asked.set(number, question);
      } catch (thrown) {
        this.#complain(vectors, thrown);
      }
    }
    return wanted;
  }

  /** Loads what is wanted, once, when the page has been painted. */
  begin(now: number, { recommend }: ContextualOptions, changed: () => void): void {
    if (this.#began) return;
    this.#began = true;
    const files = new Set(this.prepare(now).map(([, vectors]) => vectors));
    if (files.size && !recommend)
      this.#tell("/recommend", "a list ranks by vectors: without this option it stands in the site's order");
    const later = globalThis.requestAnimationFrame ?? setTimeout;
    for (const vectors of recommend ? files : [])
      later(() =>
        setTimeout(async () => {
          try {
            const recommender = await recommend?.(vectors);
            if (recommender) this.#loaded.set(vectors, recommender);
            changed();
          } catch (thrown) {
            this.#complain(vectors, thrown);
            changed();
          }
        }),
      );
  }

  /** The page shows these slots. */
  show(views: readonly View[]): void {
    if (!globalThis.IntersectionObserver) return;
    const sights = new Map<Element, Sight>();
    for (const { name, bits = 0, holder } of views)
      if (bits & RANKS) sights.set(holder, { name, lasts: LASTS, seen: () => !!this.#seen.add(name) });
    if (sights.size) this.#watch ??= new Watch();
    this.#watch?.watch(sights);
  }

  /** Another program has other lists. */
  renew(): void {
    this.#core.ask(Ask.Scores, "", []);
    this.#asked.clear();
    this.#began = false;
  }

  leave(): void {
    this.#watch?.leave();
  }

  #complain(vectors: string, thrown: unknown): void {
    const { path, message } = problemFrom(thrown);
    this.#loaded.delete(vectors);
    this.#tell(`/recommend${path}`, `${vectors}: ${message}; the list stands in the site's order`);
  }
}

/** The events that tell most. */
function strongest(history: readonly (string | number)[]): { item: string; weight: number }[] {
  const events = history.flatMap((weight, place) =>
    place % 2 && weight ? { item: history[place - 1] as string, weight: (weight as number) / 1e6 } : [],
  );
  return events.sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight)).slice(0, HISTORY);
}
