/**
 * The text that carries the WebAssembly in the JavaScript becomes its bytes again.
 *
 * The text is printable ASCII without quotes, backslash and dollar: it means the same in every charset, no tool escapes it,
 * and it stays aligned to bytes, which is what compression lives on. It has no `<` either, so that it can stand in a page
 * and end nothing there. Small letters, spaces and full stops stand for themselves, because compressors know words. The
 * most frequent of the other bytes take one of the characters that are left, all others take two.
 * `node scripts/carriers.mjs` measures it against the alternatives:
 *
 *           bytes after brotli (gzip), for a WebAssembly of 69,394 bytes that are 28,256 (32,411) by themselves
 *           alone            esbuild, minified   Rollup           webpack          Vite             charset
 * base64    36,451 (41,437)  36,427 (41,435)     36,435 (41,440)  36,471 (41,475)  36,421 (41,430)  any
 * hex       30,255 (35,815)  30,260 (35,811)     30,281 (35,816)  30,283 (35,855)  30,281 (35,805)  any
 * Latin-1   29,657 (34,270)  30,640 (35,276)     29,690 (34,272)  29,993 (34,688)  30,372 (34,948)  UTF-8 only
 * this      28,873 (32,454)  28,840 (32,456)     28,878 (32,457)  28,917 (32,474)  28,871 (32,453)  any
 */

import loop from "bytes:decode";

/** The text begins with 256 bits, four to a character from `@` to `O`: which bytes take one character without standing for
 *  themselves. */
const HEAD = 64;

/** The two characters after this one, `}` and `~`, say on which page to look up the next one. */
const LAST = 124;
const PAGE = 128;
const TABLE = 3 * PAGE;

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
    else if (code > 31 && code <= LAST && !UNUSED.includes(code)) pages[at] = bytes.shift() as number;
  }
  return pages;
}

/** Does a byte stand for itself? */
function isPlain(byte: number): boolean {
  return byte === 32 || byte === 46 || (byte > 96 && byte < 123);
}

/** All bytes that do not stand for themselves, those of one character first. */
function ranked(text: string): number[] {
  const bytes = [...Array(256).keys()].filter((byte) => !isPlain(byte));
  const isSingle = (byte: number): number => (text.charCodeAt(byte >> 2) >> (byte & 3)) & 1;
  return [...bytes.filter(isSingle), ...bytes.filter((byte) => !isSingle(byte))];
}
