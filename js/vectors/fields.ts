/** Fields of a row, and who takes rows. */

import type { Row } from "../logs/csv.js";

/** Told the columns that a file has, answers what takes its rows, whose fields stand in this order. */
export type Begin = (columns: readonly string[]) => (row: Row) => void;

const decoder = new TextDecoder();
export const fieldOf = ({ bytes, starts, ends }: Row, field: number): string =>
  decoder.decode(bytes.subarray(starts[field], ends[field]));
export const isThere = ({ starts, ends }: Row, field: number): boolean =>
  field >= 0 && (ends[field] as number) > (starts[field] as number);
/** A field as it is shown in a message. */
export const quoted = (row: Row, field: number): string => JSON.stringify(fieldOf(row, field).slice(0, 80));
