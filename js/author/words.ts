/** The words of each language, apart from the program: in files of their own, or in the page that speaks it. */

import { carry } from "../engine/encode.js";
import type { Manifest } from "../types/index.js";

/** A file that lies beside the module. */
export interface BuiltFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The words of a language. */
export interface Spoken {
  readonly tag: string;
  readonly words: Uint8Array;
  /** None: it has no words of its own. */
  readonly file: BuiltFile | undefined;
}

/** A program in bytes: how long the words of one language are, and their checksum. */
const PACK = 8;

/** The languages of a manifest; none where it says none, which compiling tells. */
export function localesOf(manifest: Manifest | string): readonly string[] {
  try {
    const { locales } = typeof manifest === "string" ? JSON.parse(manifest.replace(/^\ufeff/, "")) : manifest;
    return Array.isArray(locales) ? locales : [];
  } catch {
    return [];
  }
}

/** Divides what was compiled for a page whose words come by language: `src/program/mod.rs` puts it together.
 *  @param name The beginning of the names of files.
 *  @param hash What ends them. */
export function divided(
  bytes: Uint8Array,
  locales: readonly string[],
  name: string,
  hash: (bytes: Uint8Array) => string,
): { readonly program: Uint8Array; readonly languages: readonly Spoken[] } {
  const packs = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - PACK * locales.length);
  const lengths = locales.map((_, place) => packs.getUint32(PACK * place, true));
  const end = bytes.length - PACK * locales.length - lengths.reduce((sum, length) => sum + length, 0);
  let at = end;
  const languages = locales.map((tag, place) => {
    const words = bytes.slice(at, at + (lengths[place] as number));
    at += words.length;
    return { tag, words, file: words.length ? { name: `${name}-${tag}-${hash(words)}.txt`, bytes: words } : undefined };
  });
  return { program: bytes.slice(0, end), languages };
}

/** The language of the manifest that a page speaks: the same, one that begins alike, or the first. */
export function spokenIn(languages: readonly Spoken[], lang: string): Spoken | undefined {
  const wanted = lang.toLowerCase();
  const primary = (tag: string): string => tag.split("-")[0] ?? "";
  return (
    languages.find(({ tag }) => tag.toLowerCase() === wanted) ??
    languages.find(({ tag }) => primary(tag.toLowerCase()) === primary(wanted)) ??
    languages[0]
  );
}

/** The text of an object with an address for each language, in their order. */
export const addresses = (languages: readonly Spoken[], address: (file: BuiltFile) => string): string =>
  `{${languages.map(({ tag, file }) => `${JSON.stringify(tag)}:${file ? address(file) : '""'}`)}}`;

/** The text of an object with the words of one language. */
export const carriedWords = (spoken: Spoken | undefined): string =>
  spoken?.words.length ? `{${JSON.stringify(spoken.tag)}:"${carry(spoken.words)}"}` : "{}";
