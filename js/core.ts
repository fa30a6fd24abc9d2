/** What the WebAssembly exports, in both builds: texts and numbers, because richer shapes would cost visitors bytes. */

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
}

export interface Core {
  ask(question: Ask, texts: string, numbers: readonly number[]): string;
}

/** What the module borrows to write numbers and moments. */
export interface Formatters {
  /** Without a locale: plain digits. `src/web/intl.rs` says what the style is. */
  write(value: number, locale: string, zone: string, style: number): string;
}

/** What it borrows besides where the whole of CEL is to be run. */
export interface Services extends Formatters {
  fixed(value: number, digits: number, exponential: boolean): string;
  /** Milliseconds east of UTC; `NaN`: there is no such zone. */
  offset(zone: string, at: number): number;
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
  problems(): string;
  free(): void;
};
