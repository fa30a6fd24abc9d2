/**
 * The text that carries the WebAssembly in the JavaScript becomes its bytes again.
 *
 * The text is printable ASCII without quotes, backslash and dollar: it means the same in every charset, no tool escapes it,
 * and it stays aligned to bytes, which is what compression lives on. The 88 most frequent bytes take one character, all
 * others two. `node tests/harness/carriers.mjs` measures it against the alternatives:
 *
 * CARRIER TABLE
 */

const ALPHABET = " !#%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";
const SINGLES = ALPHABET.length - 2;

/** The text begins with 256 bits in hexadecimal: which bytes take one character. */
const HEAD = 64;

export function decode(text: string): Uint8Array<ArrayBuffer> {
  const ranked = rank(text);
  const values = Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));
  const value = (index: number): number => values[text.charCodeAt(index)] ?? 0;
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let index = HEAD; index < text.length; index += 1) {
    let place = value(index);
    if (place >= SINGLES) {
      index += 1;
      place = SINGLES + (place - SINGLES) * ALPHABET.length + value(index);
    }
    bytes[length] = ranked[place] ?? 0;
    length += 1;
  }
  return bytes.subarray(0, length);
}

/** All bytes, those of one character first. */
function rank(text: string): number[] {
  const single = (byte: number): number => (Number.parseInt(text[byte >> 2] ?? "", 16) >> (byte & 3)) & 1;
  const bytes = [...Array(256).keys()];
  return [...bytes.filter(single), ...bytes.filter((byte) => !single(byte))];
}
