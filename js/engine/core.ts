/** The exports of the WebAssembly, in all builds: texts and numbers, because richer shapes would cost visitors bytes. */

import { type Ask, GROUP, ITEM } from "./protocol.js";

/** A list as one text. */
export function list(items: readonly string[]): string {
  return items.map((item) => item.replaceAll(ITEM, "").replaceAll(GROUP, "")).join(ITEM);
}

export interface Core {
  ask(question: Ask, texts: string, numbers: readonly number[]): string;
  free(): void;
}

/** The functions that the module borrows to write numbers and moments. */
export interface Formatters {
  /** The number of a way to write: `src/web/intl.rs` documents how a way is named. */
  learn(how: string): number;
  /** Way 0: plain digits. */
  write(value: number, way: number): string;
}

/** The functions that a build with the whole of CEL borrows. */
export interface Services extends Formatters {
  fixed(value: number, digits: number, exponential: boolean): string;
  /** Milliseconds east of UTC; `NaN`: there is no such zone. */
  offset(zone: string, at: number): number;
  /** Only compiling asks. */
  likely(tag: string): string;
}

export type CoreClass = new (bytes: Uint8Array, intl: Formatters) => Core;

/** The parts of a build: its engine, and the functions that the engine borrows. */
export interface Exports {
  readonly Core: CoreClass;
  readonly formatters: Formatters;
}

/** Only in the author build. The manifest is JSON text, which is either written by its author or made from an object. */
export type CompilationClass = new (
  manifest: string,
  written: boolean,
  almanac: string,
  intl: Services,
) => {
  bytes(): Uint8Array | undefined;
  /** Does a rule need the whole of CEL at run time? */
  full(): boolean;
  /** How long a page waits for the module, in milliseconds. */
  budget(): number;
  problems(): string;
  free(): void;
};
