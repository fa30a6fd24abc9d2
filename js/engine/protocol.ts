/** What the WebAssembly exports, in all builds: texts and numbers, because richer shapes would cost visitors bytes. */

/** Between the items of a list that crosses as one text. */
export const ITEM = "\x1f";
/** Between lists. */
export const GROUP = "\x1e";

/** A list as one text. */
export function list(items: readonly string[]): string {
  return items.map((item) => item.replaceAll(ITEM, "").replaceAll(GROUP, "")).join(ITEM);
}

/** The questions of a core: `src/web/core.rs` says what goes in and out. */
export enum Ask {
  Decide,
  About,
  Tried,
  Patch,
  Observe,
  Explain,
  Export,
  Problem,
  /** Takes in what the store holds, and tells what it needs. */
  Merge,
  /** What this page has to keep. */
  Record,
  /** What may happen: see `src/profile/writer.rs`. */
  Allow,
  Forget,
  /** Only the author build answers. */
  Settled,
  Insights,
}

export interface Core {
  ask(question: Ask, texts: string, numbers: readonly number[]): string;
  free(): void;
}

/** What the module borrows to write numbers and moments. */
export interface Formatters {
  /** The number of a way to write: `src/web/intl.rs` says what is asked for. */
  learn(how: string): number;
  /** Way 0: plain digits. */
  write(value: number, way: number): string;
}

/** What it borrows besides where the whole of CEL is to be run. */
export interface Services extends Formatters {
  fixed(value: number, digits: number, exponential: boolean): string;
  /** Milliseconds east of UTC; `NaN`: there is no such zone. */
  offset(zone: string, at: number): number;
  /** Only compiling asks. */
  likely(tag: string): string;
}

export type CoreClass = new (bytes: Uint8Array, intl: Formatters) => Core;

/** What a build brings: its engine, and what that engine borrows. */
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
