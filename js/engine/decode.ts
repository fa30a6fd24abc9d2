/**
 * The text that carries the WebAssembly in the JavaScript becomes its bytes again.
 *
 * The text is printable ASCII without quotes, backslash and dollar: it means the same in every charset, no tool escapes it,
 * and it stays aligned to bytes, which is what compression lives on. It has no `<` either, so that it can stand in a page
 * and end nothing there. Small letters, spaces and full stops stand for themselves, because compressors know words. The
 * most frequent of the other bytes take one of the characters that are left, all others take two. `scripts/split.mjs` takes a
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
const SPELLED = 84;
const FIRST = 43;

/** Each part of the text begins with 256 bits, four to a character from `@` to `O`: which bytes take one character without standing for
 *  themselves. */
const HEAD = 64;

/** Of the characters after this one `|` begins another stream of bytes, and `}` and `~` say on which page to look up the next
 *  one. */
const LAST = 123;
const PAGE = 128;
const TABLE = 3 * PAGE;
/** Where the bytes begin. Between the table and them are the places of the streams. */
const START = TABLE + 64;
/** Where the first stream of a module has the bytes that take one character in the part of its instructions. */
const ORDER = START + 256;
const ORDER_END = ORDER + 86;
const PARTS = "}|";
/** The text and what becomes of it are four times as long as the text. */
const PAGE_OF_MEMORY = 65_536 / 4;

/** It never ends a text, nor begins one: pages are trimmed and indented. */
const BLANK = 32;
/** The place of `~|`, which is what a blank is, at the end of a text. */
const END = 2 * PAGE + LAST + 1;

/** The printable characters that carry nothing: `"`, `$`, `'`, `<`, `\` and the backtick. */
const UNUSED = [34, 36, 39, 60, 92, 96];

/** The bytes of a compiled manifest. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const [all, end] = unpack(text);
  return all.subarray(START, end);
}

/** An engine. Its text is streams of like bytes, as `scripts/split.mjs` takes them from a WebAssembly. */
export function decodeModule(text: string): WebAssembly.Module {
  const [all, end, { j: join }] = unpack(text);
  return new WebAssembly.Module(all.subarray(end, join(end)));
}

/** The memory, and where the bytes in it end. Runs cold, between the first `open` and the first words on the page. */
function unpack(text: string): [Uint8Array<ArrayBuffer>, number, Loops] {
  const loops = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(spelled(code))))
    .exports as unknown as Loops;
  // A module has at most three times as many bytes as its text has characters.
  loops.m.grow(Math.ceil(text.length / PAGE_OF_MEMORY));
  const all = new Uint8Array(loops.m.buffer);
  let end = START;
  for (const [place, part] of text.split(PARTS).entries()) {
    all.set(pagesOf(ranked(part, place, all), place));
    const { written } = new TextEncoder().encodeInto(part.slice(HEAD), all.subarray(end));
    end = loops.d(end, end + written);
  }
  return [all, end, loops];
}

function spelled(text: string): number[] {
  const bytes: number[] = [];
  let more = -FIRST;
  for (const character of text)
    if (character === "!") more += SPELLED;
    else {
      bytes.push(character.charCodeAt(0) + more);
      more = -FIRST;
    }
  return bytes;
}

/** The exports of js/engine/decode.wat: its memory and its loops. */
interface Loops {
  readonly m: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  d(at: number, end: number): number;
  j(at: number): number;
}

/** Characters to bytes: those of one character on the first page, all others on the two that follow. */
function pagesOf(bytes: number[], place: number): Uint8Array {
  const pages = new Uint8Array(TABLE);
  for (let at = BLANK; at < TABLE; at += 1) {
    const code = at % PAGE;
    if (isPlain(at, place)) pages[at] = at;
    else if (at === BLANK || (code > BLANK && code <= LAST && !UNUSED.includes(code)))
      pages[at] = bytes.shift() as number;
  }
  pages[END] = pages[BLANK] as number;
  return pages;
}

/** Does a byte stand for itself? None does where all are instructions or numbers. */
function isPlain(byte: number, place: number): boolean {
  return !place && (byte === BLANK || byte === 46 || (byte > 96 && byte < 123));
}

/** All bytes that do not stand for themselves, those of one character first. Where the head names none, the first stream does,
 *  in the order of the characters. */
function ranked(part: string, place: number, all: Uint8Array): number[] {
  const bytes = [...Array(256).keys()].filter((byte) => !isPlain(byte, place));
  const single = bytes.filter((byte) => (part.charCodeAt(byte >> 2) >> (byte & 3)) & 1);
  if (single.length === 0) single.push(...all.subarray(ORDER, ORDER_END));
  return [...single, ...bytes.filter((byte) => !single.includes(byte))];
}
