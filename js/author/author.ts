/** The author build as functions: compiling, checking, opening and simulating a manifest. */

import compiled from "compiled:author";
import { start } from "../engine/channel.js";
import { Instance } from "../engine/instance.js";
import { Ask } from "../engine/protocol.js";
import { services } from "../engine/services.js";
import { MemoryPage } from "../page/memory-page.js";
import { error, isProblem, problemFrom } from "../shared/problem.js";
import type { CompileOptions, Manifest, OpenOptions, Page, Problem } from "../types/index.js";
import { almanac } from "./almanac.js";
import { type Hours, type HoursOptions, hoursOf, type Moves, movesOf } from "./experiments.js";
import { type Grid, run, type Simulation } from "./simulate.js";

/** The result of `compile`. */
export interface Compiled {
  /** The compiled manifest, which `open` takes. Absent if there is an error. */
  readonly bytes?: Uint8Array;
  /** The entry that opens the bytes: `tailorbird/full` only if a rule needs the whole of CEL at run time, and `tailorbird/page`, which is
   *  a page that is built for its manifest, only if a slot learns or a list ranks. */
  readonly entry?: "tailorbird" | "tailorbird/full" | "tailorbird/page";
  /** The number of milliseconds that a page may wait for the module. */
  readonly budget?: number;
  readonly problems: readonly Problem[];
}

/** The result of `check`. */
export interface Checked {
  /** True if there is no error. There may be warnings. */
  readonly ok: boolean;
  readonly problems: readonly Problem[];
}

const author = new Instance(() => start(compiled(), services));

/** Compiles a manifest, given as an object or as JSON text. Never throws. */
export function compile(manifest: Manifest | string, options: CompileOptions = {}): Compiled {
  try {
    const { full, needs, bytes, budget, problems } = ask(manifest, options);
    if (!bytes) return { problems };
    const isBuilt = needs?.includes("bandit") || needs?.includes("rank");
    return { bytes, entry: isBuilt ? "tailorbird/page" : full ? "tailorbird/full" : "tailorbird", budget, problems };
  } catch (thrown) {
    return { problems: [problemFrom(thrown)] };
  }
}

/** A program with an engine that has nothing but what it needs. */
export interface Cut {
  readonly bytes?: Uint8Array<ArrayBuffer> | undefined;
  readonly wasm?: Uint8Array<ArrayBuffer> | undefined;
  /** The names of the capabilities. */
  readonly needs?: readonly string[];
  readonly full?: boolean;
  readonly budget?: number;
  readonly problems: readonly Problem[];
}

/** Compiles a manifest for a page that asks only for some capabilities, and cuts an engine to it. */
export function compileFor(
  manifest: Manifest | string,
  options: CompileOptions,
  wasm: Uint8Array,
  asked: readonly string[],
): Cut {
  return ask(manifest, options, wasm, asked.join(" "));
}

function ask(manifest: Manifest | string, options: CompileOptions, wasm?: Uint8Array, asked = ""): Cut {
  const written = typeof manifest === "string";
  const text = written ? withoutMark(manifest) : textFrom(manifest);
  const beside = almanac(text, options);
  const length = new TextEncoder().encode(beside).length;
  const numbers = [length, Number(written), ...(wasm ? [asked.length] : [])];
  return author.within((create) => {
    const core = create();
    const about: Cut = JSON.parse(core.ask(Ask.Compile, asked + beside + text, numbers));
    // An answer holds until the next question.
    const cut = wasm && core.bytes(Ask.Cut, wasm, []).slice();
    const bytes = core.bytes(Ask.Compiled, "", []).slice();
    core.free();
    if (!bytes.length) return about;
    if (cut && !cut.length) throw error("these bytes are no engine of this version of tailorbird");
    return { ...about, bytes, wasm: cut };
  });
}

/** A text without the byte order mark that some editors write, and that no parser takes. */
const withoutMark = (text: string): string => text.replace(/^\ufeff/, "");

/** Refuses functions and symbols. `JSON.stringify` would drop them silently, and a function is most likely a forgotten call. */
function checked(key: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol")
    throw error(`${key ? `“${key}”` : "the manifest"} is a ${typeof value}, which JSON cannot say`);
  return value;
}

/** Turns an object into JSON text. The object may be circular, hold a number that JSON lacks, or have a getter that throws. */
function textFrom(manifest: unknown): string {
  try {
    return JSON.stringify(manifest, checked) ?? "null";
  } catch (thrown) {
    if (isProblem(thrown)) throw thrown;
    // Some engines describe a circular object in several lines.
    const [why] = thrown instanceof Error ? thrown.message.split("\n") : [];
    throw error(`this manifest cannot be written as JSON${why ? `: ${why}` : ""}`);
  }
}

/** Checks a manifest, given as an object or as JSON text. Never throws. */
export function check(manifest: Manifest | string, options?: CompileOptions): Checked {
  const { problems } = compile(manifest, options);
  return { ok: problems.every(({ severity }) => severity !== "error"), problems };
}

/** Opens compiled bytes, or a manifest that is compiled first. Never throws: if the source is not valid, the page stays as it is. */
export function open(source: Uint8Array | Manifest | string, options?: OpenOptions & CompileOptions): Page {
  if (source instanceof Uint8Array) return new MemoryPage(author, source, options);
  const { bytes, problems } = compile(source, options);
  return new MemoryPage(author, bytes, options, problems);
}

/** The arm of each hour of an experiment by the hour or the day, as a table to join the site's own totals with. Never throws. */
export function hours(manifest: Manifest | string, options: HoursOptions): Hours {
  return hoursOf(read(manifest), options, { compile, open });
}

/** How many readers of each experiment another manifest would move into other arms, into it and out of it. Never throws. */
export function moves(before: Manifest | string, after: Manifest | string): Moves {
  return movesOf(read(before), read(after), { compile, open });
}

/** A manifest that was checked. Anything else has no experiments. */
function read(manifest: Manifest | string): Manifest {
  try {
    return typeof manifest === "string" ? JSON.parse(withoutMark(manifest)) : manifest;
  } catch {
    return {} as Manifest;
  }
}

/** Decides a manifest in every cell of a grid of zones, days, hours and readers. Never throws. */
export function simulate(manifest: Manifest | string, grid: Grid = {}, options?: CompileOptions): Simulation {
  return run(typeof manifest === "string" ? withoutMark(manifest) : manifest, grid, {
    compile: (source) => compile(source, options),
    open,
  });
}
