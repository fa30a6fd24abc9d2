/** Files → the bytes of a file of vectors, and what they are worth. */

import { Fault } from "../logs/fault.js";
import { eigenvectors } from "./counts.js";
import { readFactors } from "./factors.js";
import type { Method, Tell, Trained } from "./kinds.js";
import { type Found, readLog } from "./log.js";
import type { Fit } from "./machine.js";
import { rowCount, turned } from "./matrix.js";
import type { Renamed } from "./names.js";
import { pack } from "./pack.js";
import { Pool, workersFor } from "./pool.js";
import { train } from "./train.js";
import { PLAIN } from "./ways.js";

export interface MakeOptions {
  readonly dims: 32 | 64;
  readonly bits: 8 | 4;
  /** Without it, what the columns allow. */
  readonly method?: Exclude<Method, "elsewhere"> | undefined;
  /** Items and pairs with fewer readers are left out. */
  readonly minReaders: number;
  /** Seconds after which an event counts half. */
  readonly halfLife?: number | undefined;
  /** What the site calls the columns. */
  readonly columns?: Renamed;
  /** Days since 1970. */
  readonly date: number;
  /** The number of cores; the bytes are the same with any. */
  readonly workers?: number;
  /** Which readers are held out. */
  readonly turn?: number;
  readonly tell?: Tell;
  /** Hears what was read, before the long work begins. */
  readonly note?: (note: string) => void;
}

export interface Made extends Trained {
  readonly method: Method;
  readonly items: number;
  readonly dims: number;
}

/** What a WebAssembly has room for, with all that is beside it. */
const MOST_BYTES = 3_000_000_000;
const TOO_MANY =
  "there are more readers than vectors of them fit into the memory of a WebAssembly: have a warehouse count pairs with " +
  "`tailorbird sql --for pairs`, or train with Spark";

/** Trains vectors. Throws an error with file, row and column if something is wrong in a file. */
export async function makeVectors(files: readonly string[], options: MakeOptions): Promise<Made> {
  const [first] = files;
  if (first === undefined) throw new Error("there is no file");
  const { columns = {}, halfLife, minReaders: floor } = options;
  const tell = (done: number, of: number): void => options.tell?.("reading", done, of);
  const found = await readLog(files, { columns, halfLife, floor, tell });
  for (const note of found.notes) options.note?.(note);
  const bytes = found.kind === "readers" ? 4 * options.dims * rowCount(found.readers) : 1;
  if (bytes > MOST_BYTES) throw new Fault(first, TOO_MANY);
  const pool = new Pool(options.workers ?? workersFor(bytes));
  try {
    return await made(pool, first, found, options);
  } finally {
    await pool.close();
  }
}

/** What each kind of table can be trained with; the first of them where nobody says. */
const METHODS = { readers: ["als", "counts"], pairs: ["counts"], texts: ["texts"] } as const;

async function made(pool: Pool, file: string, found: Found, options: MakeOptions): Promise<Made> {
  const { dims, bits, date, minReaders: floor, tell, turn } = options;
  const known: readonly Method[] = METHODS[found.kind];
  const method = options.method ?? (known[0] as Method);
  if (!known.includes(method))
    throw new Fault(
      file,
      `this is a table of ${found.kind}, which --method ${known.join(" or ")} can use, not ${method}`,
    );
  if (found.kind === "readers") {
    const given = { dims, bits, date, floor, method, ...(turn && { turn }), ...(tell && { tell }) };
    const trained = await train(pool, found.readers, found.catalogue, given);
    return { ...trained, method, dims, items: found.catalogue.ids.length };
  }
  const told = (done: number, of: number): void => tell?.("training", done, of);
  const fit = found.kind === "pairs" ? PLAIN.counts : PLAIN.texts;
  const { ids, popularity } =
    found.kind === "pairs" ? found.catalogue : { ids: found.texts.ids, popularity: undefined };
  const factors = found.kind === "pairs" ? [found.counts] : halves(found.texts.matrix(file));
  const vectors = await eigenvectors(pool, factors, dims, told);
  const bytes = pack(pool.machine, { ids, popularity, vectors, dims, bits, fit, method, date });
  return { file: bytes, fit, tried: [], heldOut: 0, method, dims, items: ids.length };
}

/** A·Aᵀ, in the order in which it is multiplied by. */
function halves({ rows, words }: ReturnType<(Found & { kind: "texts" })["texts"]["matrix"]>) {
  return [turned(rows, words), rows];
}

export interface PackOptions {
  readonly fit: Fit;
  readonly bits: 8 | 4;
  readonly date: number;
  /** A file with a name in each line, for `.npy`. */
  readonly ids?: string | undefined;
  readonly note?: (note: string) => void;
}

/** Packs vectors that were made elsewhere. */
export async function packFactors(path: string, { fit, bits, date, ids: names, note }: PackOptions): Promise<Made> {
  const { ids, vectors, dims, notes } = await readFactors(path, names);
  for (const one of notes) note?.(one);
  const pool = new Pool(0);
  const file = pack(pool.machine, { ids, vectors, dims, bits, fit, method: "elsewhere", date });
  return { file, fit, tried: [], heldOut: 0, method: "elsewhere", dims, items: ids.length };
}
