/** What training takes and gives. */

import type { Quality } from "./judge.js";
import type { Fit } from "./machine.js";
import type { Sparse } from "./matrix.js";
import type { Pool } from "./pool.js";

/** What is known of a catalogue. */
export interface Catalogue {
  readonly ids: readonly string[];
  readonly popularity: Float32Array;
}

/** In the order of their numbers in the file. */
export const METHODS = ["als", "counts", "texts", "elsewhere"] as const;
export type Method = (typeof METHODS)[number];

export interface TrainOptions {
  readonly dims: number;
  readonly bits: number;
  readonly method: Method;
  /** The fewest readers of a pair that counts. */
  readonly floor: number;
  readonly date: number;
  /** Which readers are held out. */
  readonly turn?: number;
  readonly tell?: Tell;
}

/** How far something has come. */
export type Tell = (what: string, done: number, of: number) => void;

export interface Tried extends Quality {
  readonly fit: Fit;
  /** On how many groups of readers. */
  readonly times: number;
}

/** On readers by whom nothing was chosen. */
export interface Judged {
  readonly own: Quality;
  readonly popularity: Quality;
  readonly ease: (Quality & { readonly regularisation: number }) | undefined;
}

export interface Trained {
  readonly file: Uint8Array;
  readonly fit: Fit;
  /** What was tried, the best first. */
  readonly tried: readonly Tried[];
  /** None: there are too few readers. */
  readonly judged?: Judged;
  /** How many readers it was judged by. */
  readonly heldOut: number;
}

/** How long something is made better, from where, and who wants to know. */
export interface Rounds {
  readonly rounds?: number;
  readonly from?: Float32Array;
  readonly tell?: Tell;
}

/** A way to vectors. */
export interface Way {
  readonly fits: readonly Fit[];
  /** Where nobody is held out. */
  readonly plain: Fit;
  /** Whether vectors differ by the setting, or only how readers are folded in. */
  readonly refits: boolean;
  readonly vectors: (readers: Sparse, fit: Fit, rounds: Rounds) => Promise<Float32Array>;
}

/** What all steps of one training have. */
export interface Job {
  readonly pool: Pool;
  readonly way: Way;
  readonly catalogue: Catalogue;
  readonly options: TrainOptions;
}
