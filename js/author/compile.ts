/** Compiles manifests, and starts the author build for it. */

import { Compilation, Core, initSync } from "glue:author";
import text from "text:author";
import { decode } from "../engine/decode.js";
import { Instance } from "../engine/instance.js";
import { services } from "../engine/services.js";
import { error, isProblem, problemFrom } from "../shared/problem.js";
import type { CompileOptions, Manifest, Problem } from "../types/index.js";
import { almanac } from "./almanac.js";

export interface Compiled {
  /** What `open` takes. Absent where there is an error. */
  readonly bytes?: Uint8Array;
  /** The entry that opens them: the larger one only where a rule needs the whole of CEL. */
  readonly entry?: "tailorbird" | "tailorbird/full";
  /** How many milliseconds a page may wait for the module. */
  readonly budget?: number;
  readonly problems: readonly Problem[];
}

export const author = new Instance(() => {
  initSync(new WebAssembly.Module(decode(text)));
  return { Core, Compilation, formatters: services };
});

/** Takes a manifest as an object or as JSON text. Never throws. */
export function compile(manifest: Manifest | string, options: CompileOptions = {}): Compiled {
  try {
    const written = typeof manifest === "string";
    const text = written ? manifest : textFrom(manifest);
    const beside = almanac(text, options);
    return author.enter(({ Compilation }) => {
      const compilation = new Compilation(text, written, beside, services);
      const bytes = compilation.bytes();
      const problems: Problem[] = JSON.parse(compilation.problems());
      const entry = compilation.full() ? "tailorbird/full" : "tailorbird";
      const budget = compilation.budget();
      compilation.free();
      return bytes ? { bytes, entry, budget, problems } : { problems };
    });
  } catch (thrown) {
    return { problems: [problemFrom(thrown)] };
  }
}

/** JSON would leave these out without a word, and a function is most likely a call forgotten. */
function sayable(key: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol")
    throw error(`${key ? `“${key}”` : "the manifest"} is a ${typeof value}, which JSON cannot say`);
  return value;
}

/** An object as JSON text. It may hold itself, a number that JSON has not, or a getter that throws. */
function textFrom(manifest: unknown): string {
  try {
    return JSON.stringify(manifest, sayable) ?? "null";
  } catch (thrown) {
    if (isProblem(thrown)) throw thrown;
    // An engine may draw a circle over several lines.
    const [why] = thrown instanceof Error ? thrown.message.split("\n") : [];
    throw error(`this manifest cannot be written as JSON${why ? `: ${why}` : ""}`);
  }
}
