/** The part of a page's engine that storage needs: what may happen, and the records of what did. */

import type { Change } from "./store.js";

/** The answer of the engine to the entries of a store. */
export interface Merged {
  /** Has a newer version written there? Then it is only read. */
  readonly frozen: boolean;
  /** The changes that the store needs. */
  readonly writes: readonly Change[];
}

export interface MemoryEngine {
  /** Takes the bits of what the reader permits from now on. */
  allow(bits: number): void;
  /** Takes the bits of what is to be forgotten. */
  forget(bits: number): void;
  /** Takes in the entries of a store, for the page that writes under `id`. */
  merge(id: string, entries: readonly (readonly [key: string, text: string])[]): Merged;
  /** The record that this page has to keep. */
  record(): readonly Change[];
}
