/** Files of a log → what is known of readers, of pairs or of texts. */

import { statSync } from "node:fs";
import { Fault } from "../logs/fault.js";
import { Events } from "./events.js";
import type { Begin } from "./fields.js";
import type { Catalogue } from "./kinds.js";
import type { Sparse } from "./matrix.js";
import { EVENTS, ownName, PAIRS, type Renamed, TEXTS } from "./names.js";
import { Pairs } from "./pairs.js";
import { readersOf } from "./readers.js";
import { readTable } from "./table.js";
import { Texts } from "./texts.js";

export interface ReadOptions {
  readonly columns: Renamed;
  /** Seconds after which an event counts half. */
  readonly halfLife?: number | undefined;
  /** Items with fewer readers are left out, and so are pairs. */
  readonly floor: number;
  /** Told which share of the bytes was read. */
  readonly tell?: ((done: number, of: number) => void) | undefined;
}

/** What a log is: rows of readers, counts of pairs, or texts. */
export type Found =
  | {
      readonly kind: "readers";
      readonly readers: Sparse;
      readonly catalogue: Catalogue;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: "pairs";
      readonly counts: Sparse;
      readonly catalogue: Catalogue;
      readonly notes: readonly string[];
    }
  | { readonly kind: "texts"; readonly texts: Texts; readonly notes: readonly string[] };

export async function readLog(files: readonly string[], options: ReadOptions): Promise<Found> {
  const events = new Events(options.halfLife !== undefined);
  const [pairs, texts] = [new Pairs(), new Texts()];
  const kinds = new Map<string, string>();
  const named = (names: readonly string[]): string[] => names.map((name) => ownName(options.columns, name));
  const optional = named(["weight", ...(options.halfLife === undefined ? [] : ["time"])]);
  const wanted = [...new Set(named([...EVENTS, ...PAIRS, ...TEXTS]))];
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
  let read = 0;
  const heard = (bytes: number): void => {
    read += bytes;
    options.tell?.(read, size);
  };
  for (const file of files) {
    const begin: Begin = (columns) => {
      const has = (names: readonly string[]): boolean => named(names).every((name) => columns.includes(name));
      const kind = has(["unit", "item"]) ? "readers" : has(PAIRS) ? "pairs" : has(TEXTS) ? "texts" : undefined;
      if (!kind) throw lacking(file, columns, options.columns);
      kinds.set(kind, file);
      if (kinds.size > 1) throw new Fault(file, `this is a table of ${kind}, and ${[...kinds.values()][0]} is none`);
      const to = { readers: events, pairs, texts }[kind];
      return to.taker(file, columns, options.columns);
    };
    await readTable(file, { wanted, optional, begin, heard });
  }
  const [first = ""] = files;
  const [kind] = kinds.keys();
  if (kind === "pairs") return { kind, ...pairs.matrix(first, options.floor) };
  if (kind === "texts") return { kind, texts, notes: texts.notes(first) };
  return { kind: "readers", ...readersOf(first, events, options.floor, options.halfLife) };
}

function lacking(file: string, columns: readonly string[], renamed: Renamed): Fault {
  const name = (own: string): string => ownName(renamed, own);
  const known = `a log has ${name("unit")} and ${name("item")}; counts of pairs have ${PAIRS.map(name).join(", ")}; texts have ${TEXTS.map(name).join(" and ")}`;
  const found = columns.length > 0 ? `; this file has ${columns.join(", ")}` : "";
  return new Fault(file, `columns are missing: ${known}${found}. Other names are given with --columns`, 1);
}
