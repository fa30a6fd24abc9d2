// Bytes → their checksum, as `checksum` of src/program/bytes.rs takes it, so that a test can seal what nobody wrote.

const [ALL, START, STEP] = [0xffffffffffffffffn, 0xcbf29ce484222325n, 0x100000001b3n];

function step(hash, word) {
  const next = ((hash ^ word) * STEP) & ALL;
  return ((next << 29n) | (next >> 35n)) & ALL;
}

/** @param {Uint8Array} bytes */
export function checksum(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fours = [START, START, START, START];
  let at = 0;
  for (; at + 32 <= bytes.length; at += 32)
    for (const place of fours.keys()) fours[place] = step(fours[place], view.getBigUint64(at + 8 * place, true));
  let hash = fours.reduce(step, START);
  for (; at + 8 <= bytes.length; at += 8) hash = step(hash, view.getBigUint64(at, true));
  for (; at < bytes.length; at += 1) hash = step(hash, BigInt(bytes[at]));
  return Number((hash >> 32n) ^ (hash & 0xffffffffn));
}
