/** The rows of an array that NumPy saved (`.npy`, versions 1 to 3): two dimensions of single or double precision. */

import { readFileSync } from "node:fs";
import { Fault } from "../logs/fault.js";

const MAGIC = "\u0093NUMPY";
const KINDS = { "<f4": 4, "<f8": 8 } as const;

export function readNpy(file: string): Float64Array[] {
  const bytes = readFileSync(file);
  if (bytes.toString("latin1", 0, 6) !== MAGIC) throw new Fault(file, "this is no array of NumPy");
  if (bytes.length < 12) throw cut(file, bytes.length);
  const isLong = (bytes[6] as number) > 1;
  const start = (isLong ? 12 : 10) + (isLong ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const head = bytes.toString("latin1", 10, start);
  const kind = /'descr': *'([^']*)'/.exec(head)?.[1] as keyof typeof KINDS;
  const [, rows, dims] = /'shape': *\((\d+), *(\d+),?\)/.exec(head) ?? [];
  if (rows === undefined) throw new Fault(file, `this array has to have two dimensions: ${head.trim()}`);
  if (!Object.hasOwn(KINDS, kind)) throw new Fault(file, `this array has to be float32 or float64, not ${kind}`);
  if (/'fortran_order': *True/.test(head)) throw new Fault(file, "this array is saved by columns: save it by rows");
  const [size, count, length] = [KINDS[kind], Number(rows), Number(dims)];
  if (bytes.length < start + count * length * size) throw cut(file, bytes.length);
  const at = (place: number): number => (size === 4 ? bytes.readFloatLE(place) : bytes.readDoubleLE(place));
  return Array.from({ length: count }, (_, row) =>
    Float64Array.from({ length }, (_, column) => at(start + (row * length + column) * size)),
  );
}

const cut = (file: string, length: number): Fault =>
  new Fault(file, `this array is cut off: the file ends after ${length} bytes`);
