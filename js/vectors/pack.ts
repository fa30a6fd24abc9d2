/** Vectors and the names of their items → the file. */

import { type Job, METHODS, type Method } from "./kinds.js";
import { type Fit, FLOATS, type Machine, WHOLES } from "./machine.js";

export interface Packing {
  readonly ids: readonly string[];
  readonly vectors: Float32Array;
  readonly dims: number;
  readonly bits: number;
  readonly fit: Fit;
  readonly method: Method;
  /** Days since 1970. */
  readonly date: number;
  /** Of each item, in any measure; without it, all are as popular. */
  readonly popularity?: ArrayLike<number> | undefined;
}

/** As many bits as popularity is worth: what is random in it would only lengthen a compressed file. */
const STEPS = 64;

export function pack(
  machine: Machine,
  { ids, vectors, dims, bits, fit, method, date, popularity }: Packing,
): Uint8Array {
  const names = ids.map((id) => new TextEncoder().encode(id));
  const total = names.reduce((sum, { length }) => sum + length, 0);
  const bytes = machine.bytes(2 * ids.length + total);
  put(bytes, shares(ids.length, popularity));
  let at = 2 * ids.length;
  const ends = Uint32Array.from(names, (name) => {
    bytes.set(name, at);
    at += name.length;
    return at - 2 * ids.length;
  });
  machine.putWholes(WHOLES.otherStarts, ends);
  machine.putFloats(FLOATS.own, vectors);
  machine.fit(fit);
  machine.do("pack", dims, bits, METHODS.indexOf(method), date);
  const file = machine.answerBytes();
  if (file.length === 0) throw new Error("these vectors do not fit into a file");
  const to = new Uint8Array(new SharedArrayBuffer(file.length));
  to.set(file);
  return to;
}

/** The vectors of a training as the file that they would be. */
export const packed = ({ pool, catalogue, options }: Job, vectors: Float32Array, fit: Fit): Uint8Array =>
  pack(pool.machine, { ...catalogue, ...options, vectors, fit });

function put(bytes: Uint8Array, numbers: Uint16Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const [place, number] of numbers.entries()) view.setUint16(2 * place, number, true);
}

/** 65,535 for the most popular item, in steps. */
function shares(count: number, popularity: ArrayLike<number> | undefined): Uint16Array {
  const all = Float64Array.from({ length: count }, (_, item) => popularity?.[item] ?? 0);
  const greatest = all.reduce((most, one) => Math.max(most, one), 0);
  return Uint16Array.from(all, (one) => (greatest > 0 ? Math.ceil((one / greatest) * STEPS) * (65_535 / STEPS) : 0));
}
