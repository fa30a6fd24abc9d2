/** What a worker is asked: part of the rows of something, so that any number of workers gives the same bytes. */

import { type Fit, FLOATS, type Machine, WHOLES } from "./machine.js";
import { lengthOf, type Sparse } from "./matrix.js";

/** Rows from one to before another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A list that several tasks need. Who has it under this number does not copy it again. */
export interface Kept<List> {
  readonly version: number;
  readonly list: List;
}

export type Task =
  | ({ readonly do: "random"; readonly own: Float32Array; readonly dims: number } & Range)
  | ({ readonly do: "gram"; readonly own: Float32Array; readonly dims: number; readonly out: Float32Array } & Range)
  | ({
      readonly do: "solve";
      readonly rows: Sparse;
      readonly other: Kept<Float32Array>;
      readonly gram: Float32Array;
      readonly fit: Fit;
      readonly own: Float32Array;
      readonly dims: number;
    } & Range)
  | ({
      readonly do: "multiply";
      readonly rows: Sparse;
      readonly other: Kept<Float32Array>;
      readonly own: Float32Array;
      readonly dims: number;
    } & Range)
  | ({
      readonly do: "count";
      readonly readers: Kept<Sparse>;
      readonly items: Sparse;
      readonly total: number;
      readonly floor: number;
    } & Range)
  | { readonly do: "ease"; readonly counts: Sparse; readonly regularisation: number; readonly out: Float32Array }
  | ({
      readonly do: "evaluate";
      readonly model: Model;
      readonly shown: Sparse;
      readonly held: Sparse;
      readonly out: Float32Array;
    } & Range);

/** What is judged: a file and how readers are folded in, weights of pairs, or popularity. */
export type Model =
  | { readonly kind: "file"; readonly file: Kept<Uint8Array>; readonly fit: Fit }
  | { readonly kind: "pairs"; readonly weights: Kept<Float32Array>; readonly items: number }
  | { readonly kind: "popularity"; readonly scores: Kept<Float32Array> };

/** Counts of some rows. */
export interface Counted {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly counts: Float32Array;
}

/** How many rows a sum in single precision has: `vectors/src/dense.rs`. */
export const BLOCK = 1024;
/** How many events are copied into the machine at once. */
const PIECE = 1_048_576;

/** A worker's machine, and which lists it has. */
export class Bench {
  private versions = { floats: -1, readers: -1, file: -1 };

  constructor(readonly machine: Machine) {}

  run(task: Task): Counted | boolean {
    const { machine } = this;
    if (task.do === "random") this.random(task);
    else if (task.do === "gram") this.gram(task);
    else if (task.do === "solve") this.solve(task);
    else if (task.do === "multiply") this.multiply(task);
    else if (task.do === "count") return this.count(task);
    else if (task.do === "evaluate") this.evaluate(task);
    else {
      this.put(task.counts, { from: 0, to: task.counts.starts.length - 1 });
      this.versions.floats = -1;
      if (!machine.ease(task.regularisation)) return false;
      task.out.set(machine.floats(FLOATS.other, task.out.length));
    }
    return true;
  }

  private random({ own, dims, from, to }: Task & { do: "random" }): void {
    this.machine.floats(FLOATS.own, (to - from) * dims);
    this.machine.do("random", dims, from);
    own.set(this.machine.floats(FLOATS.own, (to - from) * dims), from * dims);
  }

  /** One square for each block of rows. */
  private gram({ own, dims, from, to, out }: Task & { do: "gram" }): void {
    for (let start = from; start < to; start += BLOCK) {
      this.machine.putFloats(FLOATS.own, own.subarray(start * dims, Math.min(start + BLOCK, to) * dims));
      this.machine.do("gram", dims);
      out.set(this.machine.answer(), (start / BLOCK) * dims * dims);
    }
  }

  private solve({ rows, other, gram, fit, own, dims, from, to }: Task & { do: "solve" }): void {
    this.putOther(other);
    this.machine.putFloats(FLOATS.gram, gram);
    this.machine.fit(fit);
    for (const piece of pieces(rows, { from, to })) {
      this.put(rows, piece);
      this.machine.putFloats(FLOATS.own, own.subarray(piece.from * dims, piece.to * dims));
      this.machine.do("solve", dims);
      own.set(this.machine.floats(FLOATS.own, (piece.to - piece.from) * dims), piece.from * dims);
    }
  }

  private multiply({ rows, other, own, dims, from, to }: Task & { do: "multiply" }): void {
    this.putOther(other);
    for (const piece of pieces(rows, { from, to })) {
      this.put(rows, piece);
      this.machine.floats(FLOATS.own, (piece.to - piece.from) * dims);
      this.machine.do("multiply", dims);
      own.set(this.machine.floats(FLOATS.own, (piece.to - piece.from) * dims), piece.from * dims);
    }
  }

  private count({ readers, items, total, floor, from, to }: Task & { do: "count" }): Counted {
    if (this.versions.readers !== readers.version) this.put(readers.list, all(readers.list));
    this.versions.readers = readers.version;
    this.putOtherRows(items, { from, to });
    this.machine.do("count", total, floor);
    const starts = this.machine.wholes(WHOLES.answerStarts, to - from + 1).slice();
    return { starts, columns: this.machine.answerColumns().slice(), counts: this.machine.answer().slice() };
  }

  private evaluate({ model, shown, held, out, from, to }: Task & { do: "evaluate" }): void {
    const items = model.kind === "pairs" ? model.items : 0;
    if (model.kind === "file") this.open(model);
    else this.putOther(model.kind === "pairs" ? model.weights : model.scores);
    this.put(shown, { from, to });
    this.putOtherRows(held, { from, to });
    this.machine.do("evaluate", ["file", "pairs", "popularity"].indexOf(model.kind), items);
    out.set(this.machine.answer(), 2 * from);
  }

  private open({ file, fit }: Model & { kind: "file" }): void {
    if (this.versions.file !== file.version) {
      this.machine.putBytes(file.list);
      if (!this.machine.open()) throw new Error("the vectors cannot be read that were just packed");
      this.versions.file = file.version;
    }
    this.machine.fit(fit);
    this.machine.do("refit");
  }

  private putOther({ version, list }: Kept<Float32Array>): void {
    if (this.versions.floats !== version) this.machine.putFloats(FLOATS.other, list);
    this.versions.floats = version;
  }

  private put(rows: Sparse, { from, to }: Range): void {
    this.versions.readers = -1;
    const [start, end] = [rows.starts[from] as number, rows.starts[to] as number];
    this.machine.putWholes(WHOLES.starts, since(rows.starts, { from, to }));
    this.machine.putWholes(WHOLES.columns, rows.columns.subarray(start, end));
    this.machine.putFloats(FLOATS.weights, rows.weights.subarray(start, end));
  }

  private putOtherRows(rows: Sparse, { from, to }: Range): void {
    this.machine.putWholes(WHOLES.otherStarts, since(rows.starts, { from, to }));
    this.machine.putWholes(WHOLES.otherColumns, rows.columns.subarray(rows.starts[from], rows.starts[to]));
  }
}

const all = (rows: Sparse): Range => ({ from: 0, to: rows.starts.length - 1 });

/** Where rows begin, counted from the first of them. */
const since = (starts: Uint32Array, { from, to }: Range): Uint32Array =>
  Uint32Array.from(starts.subarray(from, to + 1), (start) => start - (starts[from] as number));

/** Parts with about as many events. */
export function pieces(rows: Sparse, { from, to }: Range, size = PIECE): Range[] {
  const found: Range[] = [];
  let [start, events] = [from, 0];
  for (let row = from; row < to; row += 1) {
    // A row is work by itself.
    events += lengthOf(rows, row) + 8;
    if (events < size && row + 1 < to) continue;
    found.push({ from: start, to: row + 1 });
    [start, events] = [row + 1, 0];
  }
  return found;
}
