/**
 * The text that carries the WebAssembly in the JavaScript becomes its bytes again.
 *
 * The text is printable ASCII without quotes, backslash and dollar: it means the same in every charset, no tool escapes it,
 * and it stays aligned to bytes, which is what compression lives on. It has no `<` either, so that it can stand in a page
 * and end nothing there. Small letters, spaces and full stops stand for themselves, because compressors know words. The
 * most frequent of the other bytes take one of the characters that are left, all others take two.
 * `node scripts/carriers.mjs` measures it against the alternatives:
 *
 *           bytes after brotli (gzip), for a WebAssembly of 105,291 bytes that are 44,106 (50,578) by themselves
 *           alone            esbuild, minified   Rollup           webpack          Vite             charset
 * base64    56,097 (64,656)  56,104 (64,658)     56,096 (64,663)  56,139 (64,697)  56,102 (64,650)  any
 * hex       47,152 (56,631)  47,156 (56,630)     47,135 (56,634)  47,185 (56,671)  47,134 (56,624)  any
 * Latin-1   46,461 (53,817)  47,884 (55,711)     46,409 (53,819)  46,813 (54,641)  47,384 (54,989)  UTF-8 only
 * this      44,761 (50,775)  44,800 (50,777)     44,772 (50,778)  44,814 (50,797)  44,767 (50,774)  any
 */

import loop from "bytes:decode";

/** The text begins with 256 bits, four to a character from `@` to `O`: which bytes take one character without standing for
 *  themselves. */
const HEAD = 64;

/** The two characters after this one, `}` and `~`, say on which page to look up the next one. */
const LAST = 124;
const PAGE = 128;
const TABLE = 3 * PAGE;

/** It never ends a text, nor begins one: pages are trimmed and indented. */
const BLANK = 32;

/** The printable characters that carry nothing: `"`, `$`, `'`, `<`, `\` and the backtick. */
const UNUSED = [34, 36, 39, 60, 92, 96];

/** Runs once and cold, between the first `open` and the first words on the page. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const { m: memory, d: decode } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(loop)))
    .exports as unknown as Loop;
  const missing = TABLE + text.length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
  const all = new Uint8Array(memory.buffer);
  all.set(pagesOf(text));
  new TextEncoder().encodeInto(text, all.subarray(TABLE));
  return all.subarray(TABLE + HEAD, decode(TABLE + HEAD, TABLE + text.length));
}

/** The exports of js/engine/decode.wat: its memory and its loop. */
interface Loop {
  readonly m: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  d(at: number, end: number): number;
}

/** Characters to bytes: those of one character on the first page, all others on the two that follow. */
function pagesOf(text: string): Uint8Array {
  const pages = new Uint8Array(TABLE);
  const bytes = ranked(text);
  for (let at = 32; at < TABLE; at += 1) {
    const code = at % PAGE;
    if (isPlain(at)) pages[at] = at;
    // No byte is left for the last pair: it is a blank.
    else if (code > BLANK && code <= LAST && !UNUSED.includes(code)) pages[at] = bytes.shift() ?? BLANK;
  }
  return pages;
}

/** Does a byte stand for itself? */
function isPlain(byte: number): boolean {
  return byte === BLANK || byte === 46 || (byte > 96 && byte < 123);
}

/** All bytes that do not stand for themselves, those of one character first. */
function ranked(text: string): number[] {
  const bytes = [...Array(256).keys()].filter((byte) => !isPlain(byte));
  const isSingle = (byte: number): number => (text.charCodeAt(byte >> 2) >> (byte & 3)) & 1;
  return [...bytes.filter(isSingle), ...bytes.filter((byte) => !isSingle(byte))];
}
