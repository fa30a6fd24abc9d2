/** The WebAssembly that learns: lists go into its rooms and come out of them. `learn/src/web.rs` says what each question does. */

import { readFileSync } from "node:fs";

interface Exports {
  readonly memory: WebAssembly.Memory;
  desk(): number;
  features(desk: number, length: number): number;
  numbers(desk: number, room: number, length: number): number;
  wholes(desk: number, room: number, length: number): number;
  bytes(desk: number, length: number): number;
  length(desk: number, kind: number): number;
  open(desk: number, name: number): number;
  train(desk: number, isCounted: number): void;
  evaluate(desk: number, isCounted: number): void;
}

/** The rooms, as in `learn/src/web.rs`. */
export const NUMBERS = { rewards: 0, propensities: 1, weights: 2, answer: 3 } as const;
export const WHOLES = { variants: 0, units: 1, folds: 2 } as const;

export class Machine {
  private readonly exports: Exports;
  private readonly desk: number;

  constructor() {
    // The module lies beside the script.
    const module = new WebAssembly.Module(readFileSync(new URL("./learn.wasm", import.meta.url)));
    this.exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.desk = this.exports.desk();
  }

  putFeatures(values: Float32Array): void {
    const at = this.exports.features(this.desk, values.length) >>> 0;
    new Float32Array(this.exports.memory.buffer, at, values.length).set(values);
  }

  putNumbers(room: number, values: Float64Array): void {
    this.numbers(room, values.length).set(values);
  }

  putWholes(room: number, values: Uint32Array): void {
    const at = this.exports.wholes(this.desk, room, values.length) >>> 0;
    new Uint32Array(this.exports.memory.buffer, at, values.length).set(values);
  }

  putBytes(values: Uint8Array): void {
    this.bytes(values.length).set(values);
  }

  answer(): Float64Array {
    return this.numbers(NUMBERS.answer, this.exports.length(this.desk, 0)).slice();
  }

  answerBytes(): Uint8Array {
    return this.bytes(this.exports.length(this.desk, 1)).slice();
  }

  open(name: number): boolean {
    return this.exports.open(this.desk, name) === 1;
  }

  train(isCounted: boolean): void {
    this.exports.train(this.desk, Number(isCounted));
  }

  evaluate(isCounted: boolean): void {
    this.exports.evaluate(this.desk, Number(isCounted));
  }

  private numbers(room: number, length: number): Float64Array {
    const at = this.exports.numbers(this.desk, room, length) >>> 0;
    return new Float64Array(this.exports.memory.buffer, at, length);
  }

  private bytes(length: number): Uint8Array {
    const at = this.exports.bytes(this.desk, length) >>> 0;
    return new Uint8Array(this.exports.memory.buffer, at, length);
  }
}
