/** Vectors that were made elsewhere: Parquet with `id` and `features` as Spark writes it, `.npy` with a list of names, or a line of text for
 *  each as word2vec has it. */

import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Fault } from "../logs/fault.js";
import { isParquet } from "../logs/take.js";
import { LONGEST_ID, MOST_ITEMS } from "./events.js";
import { floats } from "./matrix.js";
import { readNpy } from "./npy.js";
import { parquetRows } from "./parquet.js";

/** Dimensions of the file come in steps, and there are at most so many: `src/vectors/mod.rs`. */
const STEP = 16;
const MOST = 128;

export interface Factors {
  readonly ids: string[];
  readonly vectors: Float32Array;
  /** A multiple of 16; what was shorter has zeros at its end. */
  readonly dims: number;
  readonly notes: readonly string[];
}

/** A vector, and where it stands. */
interface Found {
  readonly id: string;
  readonly numbers: ArrayLike<number>;
  readonly file: string;
  readonly row: number;
}

/** @param names A file with a name in each line, for `.npy`. */
export async function readFactors(path: string, names?: string): Promise<Factors> {
  const all: Found[] = [];
  for (const file of filesIn(path)) all.push(...(await vectorsIn(file, names)));
  const [first] = all;
  if (!first || all.length < 2) throw new Fault(path, `there are ${all.length} vectors: two are needed`);
  if (all.length > MOST_ITEMS) throw new Fault(path, `there are more than ${MOST_ITEMS} vectors`);
  const length = first.numbers.length;
  if (length < 1 || length > MOST)
    throw new Fault(path, `these vectors have ${length} numbers, and a file has 1 to ${MOST}: train with fewer`);
  for (const one of all) check(one, length);
  all.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const twice = all.find(({ id }, place) => id === all[place + 1]?.id);
  if (twice) throw new Fault(twice.file, `the item ${JSON.stringify(twice.id)} is there twice`, twice.row);
  const dims = Math.ceil(length / STEP) * STEP;
  const vectors = floats(all.length * dims);
  for (const [place, { numbers }] of all.entries()) vectors.set(numbers, place * dims);
  const notes = [`${all.length} vectors of ${length} numbers`];
  if (dims > length) notes.push(`the file has ${dims} numbers a vector: those behind are 0`);
  return { ids: all.map(({ id }) => id), vectors, dims, notes };
}

function check({ id, numbers, file, row }: Found, length: number): void {
  if (!id) throw new Fault(file, "the name of the item is missing", row);
  if (new TextEncoder().encode(id).length > LONGEST_ID)
    throw new Fault(file, `the name of an item has at most ${LONGEST_ID} bytes`, row);
  if (numbers.length !== length)
    throw new Fault(file, `this vector has ${numbers.length} numbers, and the first one ${length}`, row);
  for (let at = 0; at < length; at += 1)
    if (!Number.isFinite(Math.fround(numbers[at] as number)))
      throw new Fault(file, `number ${at + 1} of this vector is ${numbers[at]}`, row);
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path)
    .filter((name) => isParquet(name) && !/^[._]/.test(name))
    .sort();
  if (files.length === 0) throw new Fault(path, "there is no Parquet file in this folder");
  return files.map((name) => join(path, name));
}

async function vectorsIn(file: string, names: string | undefined): Promise<Found[]> {
  if (isParquet(file)) return inParquet(file);
  if (!/\.npy$/i.test(file)) return inText(file);
  if (names === undefined) throw new Fault(file, "an array has no names: --ids takes a file with one in each line");
  const rows = readNpy(file);
  const ids = readFileSync(names, "utf8").replace(/\n$/, "").split(/\r?\n/);
  if (ids.length !== rows.length)
    throw new Fault(names, `there are ${ids.length} names, and ${rows.length} vectors in ${file}`);
  return rows.map((numbers, place) => ({ id: ids[place] as string, numbers, file, row: place + 1 }));
}

async function inParquet(file: string): Promise<Found[]> {
  const rows = await parquetRows(file, ["id", "features"]);
  return rows.map(([id, features], place) => {
    if (!isList(features)) throw new Fault(file, "this is no list of numbers", place + 1, "features");
    return { id: `${id ?? ""}`, numbers: Float64Array.from(features, Number), file, row: place + 1 };
  });
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  typeof value === "object" && value !== null && "length" in value;

async function inText(file: string): Promise<Found[]> {
  const all: Found[] = [];
  let row = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    row += 1;
    const [id = "", ...fields] = line.trimEnd().split(/[ \t]+/);
    // word2vec begins with how many there are, and how long each is.
    const isHead = row === 1 && fields.length === 1 && /^\d+$/.test(id);
    if (isHead || !line.trim()) continue;
    const wrong = fields.find((field) => field === "" || Number.isNaN(Number(field)));
    if (wrong !== undefined) throw new Fault(file, `${JSON.stringify(wrong)} is no number`, row);
    all.push({ id, numbers: Float64Array.from(fields, Number), file, row });
  }
  return all;
}
