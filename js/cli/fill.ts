/** Fills the places of a page at hand, and says what is missing. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type EmbedOptions, embed } from "../entries/server.js";
import { line, say } from "./say.js";
import { usable } from "./usable.js";

export const hash = (text: string | Uint8Array): string =>
  `sha256-${createHash("sha256").update(text).digest("base64")}`;

export interface Filled {
  readonly page: string;
  readonly html: string;
  /** The scripts that stand in it. */
  readonly written: readonly string[];
  /** Something is missing in it, which was said. */
  readonly isMissing: boolean;
}

export function filled(page: string, bytes: Uint8Array | undefined, options: EmbedOptions): Filled {
  const text = usable(() => readFileSync(page, "utf8"), page);
  const { html, written, missing } = embed(text, bytes, { ...options, hash });
  for (const problem of missing) say(line(page, problem));
  return { page, html, written, isMissing: missing.length > 0 };
}
