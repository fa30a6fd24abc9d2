/** `tailorbird/author`: the runtime, and everything that reads, checks and compiles a manifest. */

import { author, compile } from "../author/compile.js";
import { type Grid, run, type Simulation } from "../author/simulate.js";
import { MemoryPage } from "../page/memory-page.js";
import type { CompileOptions, Manifest, OpenOptions, Page, Problem } from "../types/index.js";

export { type Compiled, compile } from "../author/compile.js";
export type {
  Grid,
  Preferences,
  SimulatedReader,
  SimulatedRow,
  SimulatedSlot,
  Simulation,
  Viewport,
} from "../author/simulate.js";
export type * from "../types/index.js";

export interface Checked {
  /** There is no error; there may be warnings. */
  readonly ok: boolean;
  readonly problems: readonly Problem[];
}

/** Takes a manifest as an object or as JSON text. Never throws. */
export function check(manifest: Manifest | string, options?: CompileOptions): Checked {
  const { problems } = compile(manifest, options);
  return { ok: problems.every(({ severity }) => severity !== "error"), problems };
}

/** Takes compiled bytes too. Never throws: from what is not sound it returns a page that leaves everything as it is. */
export function open(source: Uint8Array | Manifest | string, options?: OpenOptions & CompileOptions): Page {
  if (source instanceof Uint8Array) return new MemoryPage(author, source, options);
  const { bytes, problems } = compile(source, options);
  return new MemoryPage(author, bytes, options, problems);
}

/** Which variant shows where: the manifest is decided in every cell of a grid of zones, days, hours and readers. Never throws. */
export function simulate(manifest: Manifest | string, grid: Grid = {}, options?: CompileOptions): Simulation {
  return run(manifest, grid, { compile: (source) => compile(source, options), open });
}
