/** The WebAssembly that trains: lists go into its rooms and come out of them. `vectors/src/web.rs` says what each question does. */

import { readFileSync } from "node:fs";

interface Exports {
  readonly memory: WebAssembly.Memory;
  workshop(): number;
  floats(shop: number, room: number, length: number): number;
  wholes(shop: number, room: number, length: number): number;
  bytes(shop: number, length: number): number;
  length(shop: number, kind: number): number;
  fit(shop: number, regularisation: number, alpha: number, perEvent: number): void;
  random(shop: number, dims: number, first: number): void;
  gram(shop: number, dims: number): void;
  solve(shop: number, dims: number): void;
  count(shop: number, items: number, floor: number): void;
  multiply(shop: number, dims: number): void;
  orthonormal(shop: number, dims: number): void;
  turn(shop: number, dims: number): void;
  ease(shop: number, regularisation: number): number;
  pack(shop: number, dims: number, bits: number, method: number, date: number): void;
  open(shop: number): number;
  refit(shop: number): void;
  evaluate(shop: number, kind: number, items: number): void;
  fold(shop: number): void;
}

/** The rooms, as in `vectors/src/web.rs`. */
export const FLOATS = { other: 0, gram: 1, weights: 2, own: 3, answer: 4 } as const;
export const WHOLES = {
  starts: 0,
  columns: 1,
  otherStarts: 2,
  otherColumns: 3,
  answerStarts: 4,
  answerColumns: 5,
} as const;

export type Compiled = WebAssembly.Module;

/** The module lies beside the script. */
export const compiled = (): Compiled =>
  new WebAssembly.Module(readFileSync(new URL("./vectors.wasm", import.meta.url)));

/** How rows are fitted, and readers folded in. */
export interface Fit {
  readonly regularisation: number;
  readonly alpha: number;
  readonly perEvent?: boolean;
}

export class Machine {
  private readonly exports: Exports;
  private readonly shop: number;

  constructor(module: Compiled) {
    this.exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.shop = this.exports.workshop();
  }

  /** Room for numbers with fractions; what was in it stays. Any call may move it. */
  floats(room: number, length: number): Float32Array {
    const at = this.exports.floats(this.shop, room, length) >>> 0;
    return new Float32Array(this.exports.memory.buffer, at, length);
  }

  wholes(room: number, length: number): Uint32Array {
    const at = this.exports.wholes(this.shop, room, length) >>> 0;
    return new Uint32Array(this.exports.memory.buffer, at, length);
  }

  bytes(length: number): Uint8Array {
    const at = this.exports.bytes(this.shop, length) >>> 0;
    return new Uint8Array(this.exports.memory.buffer, at, length);
  }

  putFloats(room: number, values: Float32Array): void {
    this.floats(room, values.length).set(values);
  }

  putWholes(room: number, values: Uint32Array): void {
    this.wholes(room, values.length).set(values);
  }

  putBytes(values: Uint8Array): void {
    this.bytes(values.length).set(values);
  }

  answer(): Float32Array {
    return this.floats(FLOATS.answer, this.exports.length(this.shop, 0));
  }

  answerColumns(): Uint32Array {
    return this.wholes(WHOLES.answerColumns, this.exports.length(this.shop, 1));
  }

  answerBytes(): Uint8Array {
    return this.bytes(this.exports.length(this.shop, 2));
  }

  fit({ regularisation, alpha, perEvent = false }: Fit): void {
    this.exports.fit(this.shop, regularisation, alpha, Number(perEvent));
  }

  /** Asks one of the questions that answer nothing. */
  do<
    Name extends
      | "random"
      | "gram"
      | "solve"
      | "count"
      | "multiply"
      | "orthonormal"
      | "turn"
      | "pack"
      | "refit"
      | "evaluate"
      | "fold",
  >(name: Name, ...numbers: number[]): void {
    (this.exports[name] as (shop: number, ...numbers: number[]) => void)(this.shop, ...numbers);
  }

  ease(regularisation: number): boolean {
    return this.exports.ease(this.shop, regularisation) === 1;
  }

  open(): boolean {
    return this.exports.open(this.shop) === 1;
  }
}
