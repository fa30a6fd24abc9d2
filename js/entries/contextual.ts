/** `tailorbird/contextual`: `tailorbird` for pages that remember nothing. It has no code that keeps, learns or exports data,
 *  so it is smaller and needs no consent. */

import compiled from "compiled:contextual";
import { start } from "../engine/channel.js";
import { Instance } from "../engine/instance.js";
import { formatters } from "../engine/intl.js";
import { Engine } from "../page/engine.js";
import { EnginePage } from "../page/page.js";
import type { ContextualOptions, ContextualPage, Problem } from "../types/index.js";

export type * from "../types/index.js";

const runtime = new Instance(() => start(compiled(), formatters));

/** Opens a compiled manifest. Never throws: with invalid bytes or without WebAssembly the page stays as it is. */
export function open(bytes: Uint8Array, options?: ContextualOptions): ContextualPage {
  return new EnginePage(Engine, runtime, bytes, options, refused(options));
}

/** The options that need memory. */
const MEMORY = ["remember", "consent", "profile"];

function refused(options: unknown): Problem[] {
  const message = "it is left out: `tailorbird` takes it";
  try {
    const given = MEMORY.filter((name) => (options as Record<string, unknown> | undefined)?.[name] !== undefined);
    return given.map((name) => ({ path: `/${name}`, message, severity: "warning" }));
  } catch {
    // A getter threw: the options cannot be read.
    return [];
  }
}
