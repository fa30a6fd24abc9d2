/** The public types of `tailorbird/recommend`. */

/** Something that the reader did with an item. */
export interface HistoryEvent {
  readonly item: string;
  /** How much it counts: 1 where it does not say; below zero for what was sent away. */
  readonly weight?: number;
}

/** Why an item is recommended. */
export type Because =
  /** It is like an item of the history. */
  | { readonly kind: "like"; readonly item: string }
  /** It is about a topic that the reader is interested in. */
  | { readonly kind: "interest"; readonly topic: string }
  /** The site gives it a boost. */
  | { readonly kind: "boosted" }
  /** Many read it. */
  | { readonly kind: "popular" };

export interface Recommendation {
  readonly item: string;
  /** The relevance by which it was placed, before likeness counted: the best of those that were looked at has about 1. */
  readonly score: number;
  readonly because: Because;
}

export interface RankOptions {
  /** What the reader did, by the ids of items. Items that the file does not have are left out. */
  readonly history?: readonly (string | HistoryEvent)[];
  /** What they are interested in: topics, each from 0 to 1. */
  readonly interests?: Readonly<Record<string, number>>;
  /** The topics of an item. */
  readonly topics?: (item: string) => readonly string[];
  /** What the site adds to an item's relevance, which is from 0 to 1 without it. */
  readonly boost?: (item: string) => number;
  /** May this item be recommended? */
  readonly only?: (item: string) => boolean;
  /** How many. Default: 10. */
  readonly count?: number;
  /** How much items that are alike stay apart, from 0 to 1. Default: 0.3. */
  readonly diversity?: number;
}

/** What an item is to a reader, for a page that ranks a list of its own. */
export interface ItemScore {
  /** The preference that the reader's history tells, as training would have it; 0 for an item that the file does not have. */
  readonly score: number;
  /** The place in the history of what adds most to it; −1 where nothing does. */
  readonly because: number;
  /** How popular it is, from 0 to 1. */
  readonly popularity: number;
}

/** A file of vectors at work. Nothing that it is asked leaves the device. */
export interface Recommender {
  /** How many items the file has. */
  readonly size: number;
  readonly dimensions: number;
  /** The day on which the vectors were made, such as `2026-11-30`. */
  readonly date: string;
  /** The best items for a reader. Without a history, the most popular. */
  rank(options?: RankOptions): Recommendation[];
  /** More like this: the items nearest to one. None for an item that the file does not have. */
  like(item: string, options?: { readonly count?: number }): Recommendation[];
  /** What items are to a reader, in their order. */
  score(history: readonly HistoryEvent[], items: readonly string[]): ItemScore[];
}

/** Where the file is, or its bytes. An address may end with its hash, such as `#sha256-…`. */
export type VectorsSource = string | { readonly href: string } | ArrayBuffer | Uint8Array;

export interface RecommenderOptions {
  /** The SHA-256 of the file, as `sha256-` and base64 or the 64 digits of a hash in a file's name. A file that has another is refused. */
  readonly hash?: string;
}
