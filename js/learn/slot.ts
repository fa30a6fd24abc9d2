/** What a compiled manifest says of a slot that learns. */

import type { Machine } from "./machine.js";

export interface Slot {
  readonly name: string;
  /** The default is the last. */
  readonly variants: readonly string[];
  /** Each a number of a row, in this order. */
  readonly features: readonly Feature[];
  /** The checksum of the features. */
  readonly form: number;
  readonly hasPrior: boolean;
}

export interface Feature {
  /** The rule or the fact, as the manifest has it, and the column of a log that has it. */
  readonly name: string;
  /** Of a fact that is one of several words, the word for which this is 1. */
  readonly word: string | undefined;
  readonly isRule: boolean;
  /** A number is less this, and divided by that. */
  readonly from: number;
  readonly span: number;
}

const BETWEEN = "\u001f";

/** Has the machine learn of a slot. Absent where the program has no such slot, or it does not learn. */
export function openSlot(machine: Machine, program: Uint8Array, name: string): Slot | undefined {
  const own = new TextEncoder().encode(name);
  const both = new Uint8Array(own.length + program.length);
  both.set(own);
  both.set(program, own.length);
  machine.putBytes(both);
  if (!machine.open(own.length)) return undefined;
  const names = new TextDecoder().decode(machine.answerBytes()).split(BETWEEN);
  const [count = 0, form = 0, hasPrior, ...rest] = machine.answer();
  const features = Array.from({ length: rest.length / 3 }, (_, place) => ({
    name: names[count + 2 * place] ?? "",
    word: names[count + 2 * place + 1] || undefined,
    isRule: rest[3 * place] === 1,
    from: rest[3 * place + 1] ?? 0,
    span: rest[3 * place + 2] ?? 1,
  }));
  return { name, variants: names.slice(0, count), features, form, hasPrior: hasPrior === 1 };
}
