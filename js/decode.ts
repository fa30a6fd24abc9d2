/**
 * The text that carries the WebAssembly in the JavaScript becomes its bytes again.
 *
 * The text is printable ASCII without quotes, backslash and dollar: it means the same in every charset, no tool escapes it,
 * and it stays aligned to bytes, which is what compression lives on. The 88 most frequent bytes take one character, all
 * others two. `node tests/harness/carriers.mjs` measures it against the alternatives:
 *
 *           bytes after brotli (gzip), for a WebAssembly of 57,361 bytes that are 23,060 (25,985) by themselves
 *           alone            esbuild, minified   Rollup           webpack          Vite             charset
 * base64    29,914 (33,883)  29,922 (33,882)     29,924 (33,887)  29,936 (33,922)  29,923 (33,883)  any
 * hex       24,662 (28,800)  24,691 (28,800)     24,667 (28,800)  24,689 (28,838)  24,664 (28,794)  any
 * Latin-1   24,214 (27,644)  24,825 (28,262)     24,204 (27,646)  24,428 (27,912)  24,642 (28,031)  UTF-8 only
 * this      23,592 (26,052)  23,581 (26,053)     23,591 (26,055)  23,611 (26,077)  23,572 (26,050)  any
 */

import loop from "bytes:decode";

/** The text begins with 256 bits in hexadecimal: which bytes take one character. */
const HEAD = 64;

/** The characters after this one, `}` and `~`, say on which page the next one is to be looked up. */
const LAST_SINGLE = 124;
const PAGE = 128;
const TABLE = 3 * PAGE;

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

/** What js/decode.wat exports: its memory and its loop. */
interface Loop {
  readonly m: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  d(at: number, end: number): number;
}

/** Characters to bytes: those of one character on the first page, all others on the two that follow. */
function pagesOf(text: string): Uint8Array {
  const pages = new Uint8Array(TABLE);
  const bytes = ranked(text);
  for (let code = 0, rank = 0; rank < bytes.length; code += 1) {
    const usable = /[ !#%&(-[\]^_a-~]/.test(String.fromCharCode(code % PAGE));
    if (!usable || (code > LAST_SINGLE && code < PAGE)) continue;
    pages[code] = bytes[rank] as number;
    rank += 1;
  }
  return pages;
}

/** All bytes, those of one character first. */
function ranked(text: string): number[] {
  const single = (byte: number): number => (Number.parseInt(text[byte >> 2] ?? "", 16) >> (byte & 3)) & 1;
  const bytes = [...Array(256).keys()];
  return [...bytes.filter(single), ...bytes.filter((byte) => !single(byte))];
}
