/** What the WebAssembly exports, in both builds: texts and numbers, because richer shapes would cost visitors bytes. */

/** Between the items of a list that crosses as one text. */
export const ITEM = "\x1f";
/** Between lists. */
export const GROUP = "\x1e";

/** A list as one text. */
export function list(items: readonly string[]): string {
  return items.map((item) => item.replaceAll(ITEM, "").replaceAll(GROUP, "")).join(ITEM);
}

/** `src/web/core.rs` says what goes in and out. */
export interface Core {
  problem(): string;
  decide(texts: string, numbers: Float64Array): string;
  patch(places: string): string;
  observe(texts: string, numbers: Float64Array): string;
  explain(slot: string): string;
  export(): string;
  free(): void;
}

/** What the module borrows to write numbers and moments. */
export interface Formatters {
  number(locale: string, value: number, least: number, most: number): string;
  date(locale: string, instant: number, zone: string, fields: number, length: number, time: number): string;
  fixed(value: number, digits: number, exponential: boolean): string;
  /** Milliseconds east of UTC; `NaN`: there is no such zone. */
  offset(zone: string, at: number): number;
}

export type CoreClass = new (bytes: Uint8Array, intl: Formatters) => Core;

/** Only in the author build. The manifest is JSON text, which is either written by its author or made from an object. */
export type CompilationClass = new (
  manifest: string,
  written: boolean,
  almanac: string,
  intl: Formatters,
) => {
  bytes(): Uint8Array | undefined;
  /** Does a rule need the whole of CEL at run time? */
  full(): boolean;
  problems(): string;
  free(): void;
};
