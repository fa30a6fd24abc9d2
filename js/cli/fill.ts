/** Fills the places of pages at hand: all of them, or none if one of them has no place. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type EmbedOptions, embed } from "../entries/server.js";
import { line, say } from "./say.js";
import { usable } from "./usable.js";

export const hash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

export interface Filled {
  readonly page: string;
  readonly html: string;
  /** The scripts that stand in it. */
  readonly written: readonly string[];
}

/** @returns the pages; none if something is missing in one of them, which is said */
export function filled(
  pages: readonly string[],
  bytes: Uint8Array | undefined,
  options: EmbedOptions,
): readonly Filled[] | undefined {
  let isMissing = false;
  const all = pages.map((page) => {
    const text = usable(() => readFileSync(page, "utf8"));
    const { html, written, missing } = embed(text, bytes, { ...options, hash });
    for (const problem of missing) say(line(page, problem));
    isMissing ||= missing.length > 0;
    return { page, html, written };
  });
  return isMissing ? undefined : all;
}
