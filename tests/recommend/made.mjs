// Files of vectors, made from seeds: the format as it is documented, written a second time.

const HEAD = 28;
const WHOLE = (1n << 64n) - 1n;

/** A generator of numbers from 0 to 1. */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The checksum of src/program/bytes.rs. */
export function checksum(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const step = (hash, word) => {
    const mixed = ((hash ^ word) * 0x100000001b3n) & WHOLE;
    return ((mixed << 29n) | (mixed >> 35n)) & WHOLE;
  };
  const start = 0xcbf29ce484222325n;
  const four = [start, start, start, start];
  const words = bytes.length >> 3;
  const fours = words & ~3;
  for (let word = 0; word < fours; word += 1) four[word & 3] = step(four[word & 3], view.getBigUint64(8 * word, true));
  let hash = four.reduce(step, start);
  for (let word = fours; word < words; word += 1) hash = step(hash, view.getBigUint64(8 * word, true));
  for (let place = 8 * words; place < bytes.length; place += 1) hash = step(hash, BigInt(bytes[place]));
  return Number((hash >> 32n) ^ (hash & 0xffffffffn));
}

/** A file. `values`: integers of all items; `ids`, `scales` and `popularity`: one for each item. */
export function write({ dims, bits = 8, regularisation = 1, alpha = 1, per = 0, values, scales, popularity, ids }) {
  const items = ids.length;
  const names = ids.map((id) => new TextEncoder().encode(id));
  const packed = (items * dims * bits) / 8;
  const size =
    HEAD + 2 * dims * (dims + 1) + 6 * items + packed + names.reduce((sum, { length }) => sum + 2 + length, 4);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("TBVC"));
  bytes.set([1, bits], 4);
  view.setUint16(6, dims, true);
  view.setUint32(8, items, true);
  view.setFloat32(12, regularisation, true);
  view.setFloat32(16, alpha, true);
  bytes[20] = per;
  view.setUint32(24, 20_000, true);
  let at = HEAD;
  for (const value of [...gram(dims, values, scales), ...scales]) {
    view.setFloat32(at, value, true);
    at += 4;
  }
  for (const share of popularity) {
    view.setUint16(at, share, true);
    at += 2;
  }
  if (bits === 8) bytes.set(new Uint8Array(values.buffer), at);
  else
    for (let place = 0; place < packed; place += 1)
      bytes[at + place] = (values[2 * place] & 15) | (values[2 * place + 1] << 4);
  at += packed;
  for (const name of names) {
    view.setUint16(at, name.length, true);
    bytes.set(name, at + 2);
    at += 2 + name.length;
  }
  view.setUint32(at, checksum(bytes.subarray(0, at)), true);
  return bytes;
}

/** The lower triangle of YᵀY. */
function gram(dims, values, scales) {
  const sums = new Float64Array((dims * (dims + 1)) / 2);
  for (const [item, scale] of scales.entries()) {
    const vector = values.subarray(item * dims, (item + 1) * dims);
    let at = 0;
    for (let row = 0; row < dims; row += 1)
      for (let column = 0; column <= row; column += 1) sums[at++] += vector[row] * vector[column] * scale * scale;
  }
  return sums;
}

/** So many items with made-up vectors: the same for the same seed. */
export function made({ items, dims, bits = 8, seed = 1, regularisation = 5, alpha = 3, per = 0 }) {
  const next = chance(seed);
  const most = bits === 8 ? 127 : 7;
  const values = new Int8Array(items * dims).map(() => Math.round((next() + next() - 1) * most));
  const scales = Float32Array.from({ length: items }, () => (0.2 + next()) / most);
  const popularity = Array.from({ length: items }, () => Math.floor(next() * 65_536));
  const ids = Array.from({ length: items }, (_, item) => `item-${item}`);
  const bytes = write({ dims, bits, regularisation, alpha, per, values, scales, popularity, ids });
  return { bytes, values, scales, popularity, ids };
}
