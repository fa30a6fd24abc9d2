/** `tailorbird/contextual`: the same as `tailorbird` for pages that remember nothing. What could keep, learn or take along is
 *  not in it, so it is smaller, and nothing has to be agreed to. */

import { Core, initSync } from "glue:contextual";
import text from "text:contextual";
import { decode } from "../engine/decode.js";
import { Instance } from "../engine/instance.js";
import { formatters } from "../engine/intl.js";
import { Engine } from "../page/engine.js";
import { EnginePage } from "../page/page.js";
import type { ContextualOptions, ContextualPage, Problem } from "../types/index.js";

export type * from "../types/index.js";

const runtime = new Instance(() => {
  initSync(new WebAssembly.Module(decode(text)));
  return { Core, formatters };
});

/** Never throws: from bytes that are not sound, or without WebAssembly, it returns a page that leaves everything as it is. */
export function open(bytes: Uint8Array, options?: ContextualOptions): ContextualPage {
  return new EnginePage(Engine, runtime, bytes, options, refused(options));
}

/** What only a page that remembers takes. */
const MEMORY = ["remember", "consent", "profile"];

function refused(options: unknown): Problem[] {
  const message = "this entry remembers nothing, so it is left out: `tailorbird` takes it";
  try {
    const given = MEMORY.filter((name) => (options as Record<string, unknown> | undefined)?.[name] !== undefined);
    return given.map((name) => ({ path: `/${name}`, message, severity: "warning" }));
  } catch {
    // Whoever throws when it is looked at has nothing to say.
    return [];
  }
}
