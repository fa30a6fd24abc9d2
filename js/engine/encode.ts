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
/** So many bytes are spelled with one character, from this one on. */
const SPELLED = 76;
const FIRST = 39;
/** Between the streams with words in them, that of instructions, and those of numbers. */
const PARTS = "}|";

/** @param bytes The bytes of a program. */
export const carry = (bytes: Uint8Array): string => part([bytes], PLAIN);

/** The few bytes by which a text is decoded, as another text: `decode.ts` says how. */
export const spell = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => "!".repeat(byte / SPELLED) + String.fromCharCode(FIRST + (byte % SPELLED))).join("");

/** The streams of a module, which `split.ts` names: those with words in them, that of instructions, and those of
 *  numbers. `order` are the instructions that take one character each, in the order of the characters. */
export function carryModule(
  words: readonly Uint8Array[],
  instructions: Uint8Array,
  numbers: readonly Uint8Array[],
  order: readonly number[],
): string {
  const none = new Uint8Array();
  const ordered = head(new Set()) + textOf([none, instructions], order, "");
  return [part(words, PLAIN), ordered, part([none, ...numbers], "")].join(PARTS);
}

function part(streams: readonly Uint8Array[], plain: string): string {
  // In the order of their numbers: compression learns more from neighbours than from the order of frequency.
  const frequent = mostFrequent(streams, othersThan(plain), freeOf(plain).length);
  return head(frequent) + textOf(streams, [...frequent], plain);
}

const othersThan = (plain: string): number[] =>
  [...Array(256).keys()].filter((byte) => !plain.includes(String.fromCharCode(byte)));

const freeOf = (plain: string): string[] =>
  [...PLAIN, ...FREE].filter((character) => !plain.includes(character)).sort();

/** @param single The bytes that take one character each without standing for themselves, in the order of the characters. */
function textOf(streams: readonly Uint8Array[], single: readonly number[], plain: string): string {
  const [others, free] = [othersThan(plain), freeOf(plain)];
  const words = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  for (const [place, byte] of single.entries()) words[byte] = free[place] as string;
  for (const [place, byte] of others.filter((byte) => !single.includes(byte)).entries()) words[byte] = pair(place);
  const texts = streams.map((bytes) => Array.from(bytes, (byte) => words[byte]).join(""));
  return texts.join(SEPARATOR).replace(/ $/, END);
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
