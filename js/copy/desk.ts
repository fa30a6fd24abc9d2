/** The way into the WebAssembly that reads copy: a question is a number and texts, the answer JSON. `copy/src/answer/mod.rs` says what each does. */

import compiled from "source:copy";
import { moduleFrom } from "../engine/load.js";

interface Exports {
  readonly memory: WebAssembly.Memory;
  desk(): number;
  room(desk: number, size: number): number;
  ask(desk: number, question: number): number;
}

/** The questions, as in `copy/src/answer/mod.rs`. */
export const ASK = {
  channels: 0,
  measure: 1,
  entities: 2,
  brief: 3,
  proof: 4,
  voice: 5,
  learn: 6,
  distance: 7,
} as const;

/** What separates the texts of a question. */
const BETWEEN = "\u001f";

export type Desk = <Answer>(question: number, ...texts: string[]) => Answer;

let opened: Promise<Desk> | undefined;

/** Loads it once. A load that failed is tried again at the next call. */
export function desk(): Promise<Desk> {
  opened ??= moduleFrom(compiled()).then(start);
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

function start(module: WebAssembly.Module): Desk {
  const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
  const one = exports.desk();
  return (question, ...texts) => {
    // What separates them cannot be part of one.
    const bytes = new TextEncoder().encode(texts.map((text) => text.replaceAll(BETWEEN, " ")).join(BETWEEN));
    const at = exports.room(one, bytes.length) >>> 0;
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
    const answer = exports.ask(one, question);
    const from = new Uint8Array(exports.memory.buffer, answer % 2 ** 32, Math.floor(answer / 2 ** 32));
    return JSON.parse(new TextDecoder().decode(from));
  };
}
