/** The way into the WebAssembly that divides reports: `aggregate/src/web.rs` says what crosses. */

import compiled from "compiled:aggregate";

interface Exports {
  readonly memory: WebAssembly.Memory;
  divider(): number;
  room(divider: number, size: number): number;
  divide(divider: number, cells: number, chunk: number, cell: number): number;
}

let started: { readonly exports: Exports; readonly divider: number } | undefined;

/** Asks for the shares of a report. Undefined: it is refused.
 *  @param question Nonce, chance and context. */
export function divide(
  question: readonly Uint8Array[],
  cells: number,
  chunk: number,
  cell: number,
): Uint8Array<ArrayBuffer> | undefined {
  const { exports, divider } = start();
  const size = question.reduce((sum, { length }) => sum + length, 0);
  let at = exports.room(divider, size);
  for (const part of question) {
    new Uint8Array(exports.memory.buffer).set(part, at);
    at += part.length;
  }
  const answer = exports.divide(divider, cells, chunk, cell);
  // Where it is and, times 2³², how long.
  return answer ? new Uint8Array(exports.memory.buffer, answer % 2 ** 32, answer / 2 ** 32).slice() : undefined;
}

function start(): { readonly exports: Exports; readonly divider: number } {
  if (!started) {
    const exports = new WebAssembly.Instance(compiled()).exports as unknown as Exports;
    started = { exports, divider: exports.divider() };
  }
  return started;
}
