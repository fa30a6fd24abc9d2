/** `tailorbird/author`: the runtime, and everything that reads, checks and compiles a manifest. */

import { Compilation, Core, initSync } from "glue:author";
import text from "text:author";
import { decode } from "./decode.js";
import { EnginePage } from "./face.js";
import { formatters } from "./intl.js";
import { Life } from "./life.js";
import { problemFrom } from "./problem.js";
import type { Manifest, OpenOptions, Page, Problem } from "./types.js";

export type * from "./types.js";

export interface Compiled {
  /** What `open` takes. Absent where there is an error. */
  readonly bytes?: Uint8Array;
  readonly problems: readonly Problem[];
}

export interface Checked {
  /** There is no error; there may be warnings. */
  readonly ok: boolean;
  readonly problems: readonly Problem[];
}

const author = new Life(() => {
  initSync(new WebAssembly.Module(decode(text)));
  return { Core, Compilation };
});

/** Takes a manifest as an object or as JSON text. Never throws. */
export function compile(manifest: Manifest | string): Compiled {
  try {
    return author.enter(({ Compilation }) => {
      const compilation = new Compilation(manifest);
      const bytes = compilation.bytes();
      const problems: Problem[] = JSON.parse(compilation.problems(formatters));
      compilation.free();
      return bytes ? { bytes, problems } : { problems };
    });
  } catch (thrown) {
    return { problems: [problemFrom(thrown)] };
  }
}

/** Takes a manifest as an object or as JSON text. Never throws. */
export function check(manifest: Manifest | string): Checked {
  const { problems } = compile(manifest);
  return { ok: problems.every(({ severity }) => severity !== "error"), problems };
}

/** Takes compiled bytes too. Never throws: from what is not sound it returns a page that leaves everything as it is. */
export function open(source: Uint8Array | Manifest | string, options?: OpenOptions): Page {
  if (source instanceof Uint8Array) return new EnginePage(author, source, options);
  const { bytes, problems } = compile(source);
  return new EnginePage(author, bytes, options, problems);
}
