// A record of today's version becomes one of another version that is sound: its checksum is right.

const START = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const ALL = (1n << 64n) - 1n;

function step(hash, word) {
  const product = ((hash ^ word) * PRIME) & ALL;
  return ((product << 29n) | (product >> 35n)) & ALL;
}

/** As `src/program/bytes.rs` takes it. */
export function checksum(text) {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = Math.floor(bytes.length / 8);
  const fours = words - (words % 4);
  const word = (place) => view.getBigUint64(place * 8, true);
  const four = [START, START, START, START];
  for (let place = 0; place < fours; place += 1) four[place % 4] = step(four[place % 4], word(place));
  let hash = four.reduce(step, START);
  for (let place = fours; place < words; place += 1) hash = step(hash, word(place));
  for (let place = words * 8; place < bytes.length; place += 1) hash = step(hash, BigInt(bytes[place]));
  return Number((hash >> 32n) ^ (hash & 0xffffffffn));
}

/** What a version of another number would have written, in whichever form: the head begins with the number. */
function version(text, number) {
  if (text.startsWith("{")) return text.replace('"version":1', `"version":${number}`);
  const lines = text.split("\n");
  const sum = lines.pop();
  if (lines.length === 0 || Number.parseInt(sum, 36) !== checksum(lines.join("\n"))) return text;
  const content = lines.join("\n").replace(/^\S+/, String(number));
  return `${content}\n${checksum(content).toString(36)}`;
}

export const older = (text) => version(text, 0);
export const newer = (text) => version(text, 2);
