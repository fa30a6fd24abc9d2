/** Items with the scores of a reader's history → their relevance, with interests and the site's boosts, and what tells most for it. */

import type { Because, RankOptions } from "../types/recommend.js";

/** An item that may be recommended. */
export interface Candidate {
  readonly item: string;
  readonly number: number;
  readonly score: number;
  readonly popularity: number;
  /** The item of the history that tells most for it. */
  readonly like: string | undefined;
}

export interface Weighed {
  readonly item: string;
  readonly number: number;
  readonly score: number;
  readonly because: Because;
}

/** How much what many read counts beside what this reader does. */
const POPULAR = 0.1;

/** Their relevance, in the same order. */
export function weigh(all: readonly Candidate[], { interests = {}, topics, boost }: RankOptions): Weighed[] {
  const scores = all.map(({ score }) => score);
  const most = Math.max(0, ...scores);
  return all.map(({ item, number, score, popularity, like }) => {
    const told = most > 0 ? Math.max(score, 0) / most : 0;
    const [topic, interest] = strongest(topics?.(item) ?? [], interests);
    const given = amount(boost?.(item));
    const reasons: readonly (readonly [number, Because])[] = [
      [like === undefined ? 0 : told, { kind: "like", item: like ?? "" }],
      [interest, { kind: "interest", topic }],
      [given, { kind: "boosted" }],
    ];
    const [strength, because] = reasons.reduce((one, other) => (other[0] > one[0] ? other : one));
    return {
      item,
      number,
      score: told + interest + given + POPULAR * popularity,
      because: strength > 0 ? because : { kind: "popular" },
    };
  });
}

/** The topic that the reader is most interested in. */
function strongest(topics: readonly string[], interests: Readonly<Record<string, number>>): readonly [string, number] {
  let found: readonly [string, number] = ["", 0];
  for (const topic of topics) {
    const interest = Object.hasOwn(interests, topic) ? Math.min(amount(interests[topic]), 1) : 0;
    if (interest > found[1]) found = [topic, interest];
  }
  return found;
}

/** What is no finite number counts nothing. */
const amount = (value: number | undefined): number => (Number.isFinite(value) ? (value as number) : 0);
