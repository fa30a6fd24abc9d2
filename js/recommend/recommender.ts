/** Vectors of a catalogue and what a reader did → what to recommend, and why. Nothing leaves the device. */

import { problemFrom } from "../shared/problem.js";
import type {
  HistoryEvent,
  ItemScore,
  RankOptions,
  Recommendation,
  Recommender,
  RecommenderOptions,
  VectorsSource,
} from "../types/recommend.js";
import { bytesOf } from "./file.js";
import { checkAmount, checkCount, checkHistory } from "./given.js";
import { Score } from "./questions.js";
import { Scorer } from "./scorer.js";
import { type Candidate, weigh } from "./weigh.js";

const COUNT = 10;
const DIVERSITY = 0.3;
/** As many are looked at for each that is wanted, and some more, so that there is a choice. */
const POOL = 10;
const MORE = 50;
/** Numbers that the engine answers for each item. */
const TOLD = 4;
const DAY = 86_400_000;

/** Loads vectors: a plain file that is the same for everybody, and that a browser may keep for ever by its name.
 *  @throws Problem if it is no such file, damaged, or another one than its hash says. */
export async function recommender(source: VectorsSource, options: RecommenderOptions = {}): Promise<Recommender> {
  try {
    const [scorer, bytes] = await Promise.all([Scorer.load(), bytesOf(source, options.hash)]);
    const refused = scorer.open(bytes);
    if (refused) throw { path: refused[0], message: refused[1], severity: "error" };
    return new Loaded(scorer);
  } catch (thrown) {
    throw problemFrom(thrown);
  }
}

class Loaded implements Recommender {
  readonly #scorer: Scorer;
  readonly size: number;
  readonly dimensions: number;
  readonly date: string;

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
    const [size = 0, dimensions = 0, , , day = 0] = scorer.numbers(Score.About, []);
    this.size = size;
    this.dimensions = dimensions;
    this.date = new Date(day * DAY).toISOString().slice(0, 10);
  }

  rank(options: RankOptions = {}): Recommendation[] {
    const { count = COUNT, diversity = DIVERSITY, only = () => true } = options;
    checkCount("count", count);
    checkAmount("diversity", diversity, 0, 1);
    const history = checkHistory(options.history ?? []);
    const known = this.#fold(history);
    const without = known.filter((item) => item >= 0);
    let pool = this.#pool(Math.min(this.size, count * POOL + MORE), without, history, only);
    // Where the site's own rules leave out most of the best, all are looked at.
    if (pool.length < count) pool = this.#pool(this.size, without, history, only);
    const weighed = weigh(pool, options);
    const pairs = weighed.flatMap(({ number, score }) => [number, score]);
    return this.#scorer
      .numbers(Score.Diverse, [count, diversity, ...pairs])
      .flatMap((place) => weighed[place] ?? [])
      .map(({ item, score, because }) => ({ item, score, because }));
  }

  like(item: string, { count = COUNT }: { readonly count?: number } = {}): Recommendation[] {
    checkCount("count", count);
    const [number = -1] = this.#scorer.find([String(item)]);
    if (number < 0) return [];
    return this.#told(this.#scorer.numbers(Score.Like, [number, count])).map(({ item: id, score }) => ({
      item: id,
      score,
      because: { kind: "like", item },
    }));
  }

  score(history: readonly HistoryEvent[], items: readonly string[]): ItemScore[] {
    this.#fold(checkHistory(history));
    const numbers = this.#scorer.find(items);
    const told = this.#scorer.numbers(Score.Of, numbers);
    return numbers.map((number, place) => {
      const [, score = 0, because = -1, popularity = 0] = told.slice(place * TOLD, (place + 1) * TOLD);
      return number < 0 ? { score: 0, because: -1, popularity: 0 } : { score, because, popularity };
    });
  }

  /** The numbers of the items of a history, from which the reader is known now. */
  #fold(history: readonly Required<HistoryEvent>[]): number[] {
    const known = this.#scorer.find(history.map(({ item }) => item));
    this.#scorer.numbers(
      Score.Fold,
      history.flatMap(({ weight }, place) => [known[place] ?? -1, weight]),
    );
    return known;
  }

  #pool(
    most: number,
    without: readonly number[],
    history: readonly HistoryEvent[],
    only: (item: string) => boolean,
  ): Candidate[] {
    const told = this.#told(this.#scorer.numbers(Score.Top, [most, ...without]));
    return told.filter(({ item }) => only(item)).map((one) => ({ ...one, like: history[one.place]?.item }));
  }

  #told(
    numbers: readonly number[],
  ): { item: string; number: number; score: number; place: number; popularity: number }[] {
    const all = Array.from({ length: numbers.length / TOLD }, (_, one) => numbers.slice(one * TOLD, (one + 1) * TOLD));
    const names = this.#scorer.names(all.map(([number = -1]) => number));
    return all.map(([number = -1, score = 0, place = -1, popularity = 0], one) => ({
      item: names[one] ?? "",
      number,
      score,
      place,
      popularity,
    }));
  }
}
