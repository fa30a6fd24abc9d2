/** What crosses between this face and the WebAssembly: the same class in both builds. */

import type { Decision, OpenOptions, PageEvent, Problem, Profile } from "./types.js";

export interface Engine {
  problems(): Problem[];
  assume(given: object): void;
  decide(slot?: string): Decision[];
  render(root?: ParentNode): Decision[];
  restore(): void;
  observe(event: PageEvent): void;
  explain(slot: string): string[];
  export(): Profile;
  erase(): void;
  free(): void;
}

/** Throws a `Problem` when the bytes are refused. */
export type EngineClass = new (bytes: Uint8Array, given: OpenOptions) => Engine;
