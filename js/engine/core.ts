/** What the engine is asked, and what it borrows: texts and numbers, because richer shapes would cost visitors bytes. */

import { type Ask, GROUP, ITEM } from "./protocol.js";

/** A list as one text. */
export function list(items: readonly string[]): string {
  return items.map((item) => item.replaceAll(ITEM, "").replaceAll(GROUP, "")).join(ITEM);
}

export interface Core {
  /** @param given Texts, or the bytes of a program */
  ask(question: Ask, given: string | Uint8Array, numbers: readonly number[]): string;
  free(): void;
}

/** The memory of the WebAssembly, as the functions that it borrows read and write it. */
export interface Texts {
  read(at: number, length: number): string;
  /** Writes a text, and answers how many bytes it has; where there is no room for it, how many it may have. */
  put(text: string, at: number, room: number): number;
}

/** The functions that the WebAssembly borrows: `src/web/intl.rs` documents them. */
export type Lend = (texts: Texts) => Readonly<Record<string, (...numbers: number[]) => number>>;
