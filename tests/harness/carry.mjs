// WebAssembly bytes become the text that an entry carries; js/decode.ts is the way back and says why it is this text.

const ALPHABET = " !#%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";
const SINGLES = ALPHABET.length - 2;

/** @param {Uint8Array} bytes */
export function carry(bytes) {
  const frequent = mostFrequent(bytes);
  const all = [...Array(256).keys()];
  // Neighbouring bytes stay neighbours: compression has learned more from that than from the order of frequency.
  const ranked = [...all.filter((byte) => frequent.has(byte)), ...all.filter((byte) => !frequent.has(byte))];
  const text = ranked.map((_, place) => characters(place));
  const words = new Map(ranked.map((byte, place) => [byte, text[place]]));
  return head(frequent) + Array.from(bytes, (byte) => words.get(byte)).join("");
}

function mostFrequent(bytes) {
  const counts = Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  const ordered = [...counts.keys()].sort((a, b) => counts[b] - counts[a]);
  return new Set(ordered.slice(0, SINGLES));
}

function characters(place) {
  if (place < SINGLES) return ALPHABET[place];
  const rest = place - SINGLES;
  return ALPHABET[SINGLES + Math.floor(rest / ALPHABET.length)] + ALPHABET[rest % ALPHABET.length];
}

function head(frequent) {
  const digit = (first) => [0, 1, 2, 3].reduce((sum, bit) => sum + (frequent.has(first + bit) ? 1 << bit : 0), 0);
  return Array.from({ length: 64 }, (_, index) => digit(index * 4).toString(16)).join("");
}
