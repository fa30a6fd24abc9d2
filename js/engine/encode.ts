/** Bytes become the text that a script or a page carries them as; `decode.ts` is the way back and says why it is this text. */

/** Without quotes, backslash and dollar, which tools escape, and without `<`, so that in a page it can end no script. */
const ALPHABET = " !#%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";
const SINGLES = ALPHABET.length - 2;

/** @param singles The bytes of one character, as many as there are characters for them. Absent: the most frequent ones, which is
 *  nearly the best. */
export function carry(bytes: Uint8Array, singles?: ReadonlySet<number>): string {
  const frequent = singles?.size === SINGLES ? singles : mostFrequent(bytes);
  const all = [...Array(256).keys()];
  // Neighbouring bytes stay neighbours: compression has learned more from that than from the order of frequency.
  const ranked = [...all.filter((byte) => frequent.has(byte)), ...all.filter((byte) => !frequent.has(byte))];
  const words: string[] = [];
  for (const [place, byte] of ranked.entries()) words[byte] = characters(place);
  return head(frequent) + Array.from(bytes, (byte) => words[byte]).join("");
}

export function mostFrequent(bytes: Uint8Array): Set<number> {
  const counts: number[] = Array(256).fill(0);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const ordered = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  return new Set(ordered.slice(0, SINGLES));
}

function characters(place: number): string {
  if (place < SINGLES) return ALPHABET.charAt(place);
  const rest = place - SINGLES;
  return ALPHABET.charAt(SINGLES + Math.floor(rest / ALPHABET.length)) + ALPHABET.charAt(rest % ALPHABET.length);
}

export function head(frequent: ReadonlySet<number>): string {
  const digit = (first: number): number =>
    [0, 1, 2, 3].reduce((sum, bit) => sum + (frequent.has(first + bit) ? 1 << bit : 0), 0);
  return Array.from({ length: 64 }, (_, index) => digit(index * 4).toString(16)).join("");
}
