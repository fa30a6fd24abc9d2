/** Bytes → the text that carries them in a script or a page. `decode.ts` is the way back and says why it is this text. */

/** The characters that stand for themselves, but where all bytes are numbers. */
const PLAIN = " .abcdefghijklmnopqrstuvwxyz";
/** All others but one that separates streams and two that begin a pair. Without quotes, backslash and dollar, which tools
 *  escape, and without `<`, so that in a page the text can end no script. */
const FREE = "!#%&()*+,-/0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_{";
/** What ends a pair, in the order of their codes: never the blank, so that the text ends with none. */
const ENDS = [...PLAIN.trim(), ...FREE].sort();
const SEPARATOR = "|";
const PAIRS = "}~";
/** What is at the end in place of a blank: tools trim what stands in a page. */
const END = "~|";
/** Between the streams with words in them and those of numbers. */
const NUMBERS = "}|";

/** @param bytes The bytes of a program. */
export const carry = (bytes: Uint8Array): string => part([bytes], PLAIN);

/** The streams of a module, which `scripts/split.mjs` names: those with words in them, and those of numbers. */
export const carryModule = (words: readonly Uint8Array[], numbers: readonly Uint8Array[]): string =>
  part(words, PLAIN) + NUMBERS + part([new Uint8Array(), ...numbers], "");

function part(streams: readonly Uint8Array[], plain: string): string {
  const others = [...Array(256).keys()].filter((byte) => !plain.includes(String.fromCharCode(byte)));
  const free = [...PLAIN, ...FREE].filter((character) => !plain.includes(character)).sort();
  const frequent = mostFrequent(streams, others, free.length);
  const words = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  // In the order of their numbers: compression learns more from neighbours than from the order of frequency.
  for (const [place, byte] of [...frequent].entries()) words[byte] = free[place] as string;
  for (const [place, byte] of others.filter((byte) => !frequent.has(byte)).entries()) words[byte] = pair(place);
  const texts = streams.map((bytes) => Array.from(bytes, (byte) => words[byte]).join(""));
  return head(frequent) + texts.join(SEPARATOR).replace(/ $/, END);
}

/** So many of them, in the order of their numbers. */
function mostFrequent(streams: readonly Uint8Array[], among: readonly number[], most: number): Set<number> {
  const counts: number[] = Array(256).fill(0);
  for (const bytes of streams) for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const ordered = [...among].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  return new Set(ordered.slice(0, most).sort((a, b) => a - b));
}

function pair(place: number): string {
  const { length } = ENDS;
  return PAIRS.charAt(Math.floor(place / length)) + ENDS[place % length];
}

/** A bit for each byte, four to a character from `@` to `O`: does it take one character without standing for itself? */
function head(frequent: ReadonlySet<number>): string {
  const four = (first: number): number =>
    [0, 1, 2, 3].reduce((sum, bit) => sum + (frequent.has(first + bit) ? 1 << bit : 0), 64);
  return Array.from({ length: 64 }, (_, place) => String.fromCharCode(four(place * 4))).join("");
}
