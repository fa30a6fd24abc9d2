/** Bytes → the text that carries them in a script or a page. `decode.ts` is the way back and says why it is this text. */

/** The characters that stand for themselves. */
const PLAIN = " .abcdefghijklmnopqrstuvwxyz";
/** All characters. Without quotes, backslash and dollar, which tools escape, and without `<`, so that in a page the text can
 *  end no script. */
const ALPHABET = " !#%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";
/** The last two begin what takes two characters. */
const SINGLES = ALPHABET.slice(0, -2);
/** The characters that are free for the most frequent of the bytes that do not stand for themselves. */
const FREE = [...SINGLES].filter((character) => !PLAIN.includes(character));

export function carry(bytes: Uint8Array): string {
  const others = [...Array(256).keys()].filter((byte) => !PLAIN.includes(String.fromCharCode(byte)));
  const frequent = mostFrequent(bytes, others);
  const words = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  // In the order of their numbers: compression learns more from neighbours than from the order of frequency.
  for (const [place, byte] of [...frequent].entries()) words[byte] = FREE[place] as string;
  for (const [place, byte] of others.filter((byte) => !frequent.has(byte)).entries()) words[byte] = pair(place);
  return head(frequent) + Array.from(bytes, (byte) => words[byte]).join("");
}

/** In the order of their numbers. */
function mostFrequent(bytes: Uint8Array, among: readonly number[]): Set<number> {
  const counts: number[] = Array(256).fill(0);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const ordered = [...among].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  return new Set(ordered.slice(0, FREE.length).sort((a, b) => a - b));
}

function pair(place: number): string {
  const { length } = ALPHABET;
  return ALPHABET.charAt(SINGLES.length + Math.floor(place / length)) + ALPHABET.charAt(place % length);
}

/** A bit for each byte, in hexadecimal: does it take one character without standing for itself? */
function head(frequent: ReadonlySet<number>): string {
  const digit = (first: number): number =>
    [0, 1, 2, 3].reduce((sum, bit) => sum + (frequent.has(first + bit) ? 1 << bit : 0), 0);
  return Array.from({ length: 64 }, (_, index) => digit(index * 4).toString(16)).join("");
}
