/**
 * The text that carries the WebAssembly in the JavaScript becomes its bytes again.
 *
 * The text is printable ASCII without quotes, backslash and dollar: it means the same in every charset, no tool escapes it,
 * and it stays aligned to bytes, which is what compression lives on. It has no `<` either, so that it can stand in a page
 * and end nothing there. Small letters, spaces and full stops stand for themselves, because compressors know words. The
 * most frequent of the other bytes take one of the characters that are left, all others take two. `split.ts` takes a
 * WebAssembly apart first, so that like stands beside like; the instructions and the numbers in it are parts of their own, in
 * which nothing stands for itself. `node scripts/carriers.mjs` measures it against the alternatives:
 *
 *           bytes after brotli (gzip), for a WebAssembly of 107,453 bytes that are 44,553 (50,665) by themselves
 *           alone            esbuild, minified   Rollup           webpack          Vite             charset
 * base64    56,476 (64,450)  56,481 (64,449)     56,491 (64,455)  56,489 (64,477)  56,507 (64,443)  any
 * hex       47,565 (56,423)  47,555 (56,421)     47,578 (56,425)  47,598 (56,445)  47,580 (56,416)  any
 * Latin-1   46,907 (53,845)  48,300 (55,533)     46,934 (53,847)  47,199 (54,456)  47,676 (54,722)  UTF-8 only
 * this      37,127 (41,644)  37,111 (41,646)     37,085 (41,648)  37,129 (41,669)  37,064 (41,643)  any
 */

import code from "bytes:decode";

/** Of the few bytes that come before, so many have a character of their own, from this one on; each `!` before a character is so
 *  many more. It is 80 bytes less after brotli than a list of numbers. */
const SPELLED = 76;
const FIRST = 39;
/** The place of `!`. */
const MORE = 33;

/** Where the bytes begin: before them the loops have a table of characters and the places of the streams. */
const START = 448;
const PARTS = "}|";
/** The text and what becomes of it are four times as long as the text. */
const PAGE_OF_MEMORY = 65_536 / 4;

/** They are kept: a page decodes its program too. */
let loops: Loops | undefined;

/** The bytes of a compiled manifest. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const [all, end] = unpack(text);
  return all.slice(START, end);
}

/** An engine. Its text is streams of like bytes, as `split.ts` takes them from a WebAssembly. */
export function decodeModule(text: string): WebAssembly.Module {
  const [all, end, { j: join }] = unpack(text);
  return new WebAssembly.Module(all.subarray(end, join(end)));
}

/** The memory, and where the bytes in it end. Runs cold, between the first `open` and the first words on the page. */
function unpack(text: string): [Uint8Array<ArrayBuffer>, number, Loops] {
  loops ??= new WebAssembly.Instance(new WebAssembly.Module(spelled(code))).exports as unknown as Loops;
  // A module has at most three times as many bytes as its text has characters.
  loops.m.grow(Math.ceil(text.length / PAGE_OF_MEMORY));
  const all = new Uint8Array(loops.m.buffer);
  let end = START;
  for (const part of text.split(PARTS)) {
    const { written } = new TextEncoder().encodeInto(part, all.subarray(end));
    end = loops.d(end, end + written);
  }
  return [all, end, loops];
}

/** By their places, because an interpreter runs this: iterating over a text makes a text of each character. */
function spelled(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  let [end, more] = [0, -FIRST];
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charCodeAt(place);
    if (character === MORE) more += SPELLED;
    else {
      bytes[end++] = character + more;
      more = -FIRST;
    }
  }
  return bytes.subarray(0, end);
}

/** The exports of js/engine/decode.wat: its memory and its loops. */
interface Loops {
  readonly m: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  d(at: number, end: number): number;
  j(at: number): number;
}
