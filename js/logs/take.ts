/** The rows of files → a ledger, or the first thing that is wrong with them. */

import { type Row, readCsv } from "./csv.js";
import { Fault } from "./fault.js";
import { Ledger, TooMuch } from "./ledger.js";
import { readLines } from "./lines.js";
import { momentFrom, numberFrom } from "./parse.js";

/** The columns of a log. A row has an experiment and an arm (who was shown what), or a metric (who did what). */
export const COLUMNS = ["time", "unit", "experiment", "arm", "metric", "value"] as const;

/** Whether a header is that of a log. */
export const isLog = (header: readonly string[]): boolean =>
  ["time", "unit"].every((name) => header.includes(name)) && ["arm", "metric"].some((name) => header.includes(name));

const EMPTY = "this file is empty";
const decoder = new TextDecoder();
const fieldOf = ({ bytes, starts, ends }: Row, field: number): string =>
  decoder.decode(bytes.subarray(starts[field], ends[field]));

/** What files these are. */
export const isJson = (file: string): boolean => /\.(jsonl|ndjson|json)$/i.test(file);
export const isParquet = (file: string): boolean => /\.parquet$/i.test(file);

export function ledgerOf(files: readonly string[], dimensions: readonly string[]): Ledger {
  const ledger = new Ledger(dimensions.length);
  for (const file of files) {
    if (isJson(file)) {
      const columns = [...COLUMNS, ...dimensions];
      readLines(file, columns, takerOf(ledger, file, columns, dimensions));
    } else takeCsv(ledger, file, dimensions);
  }
  return ledger;
}

function takeCsv(ledger: Ledger, file: string, dimensions: readonly string[]): void {
  let take: ((row: Row) => void) | undefined;
  let width = 0;
  readCsv(file, (row) => {
    if (take && row.count !== width)
      throw new Fault(file, `this row has ${row.count} fields, and the header ${width}`, row.number);
    if (take) take(row);
    else {
      width = row.count;
      take = takerOf(ledger, file, namesOf(file, row, dimensions), dimensions);
    }
    return true;
  });
  if (!take) throw new Fault(file, EMPTY);
}

/** The columns of a file, and what stands between them. */
export function headerOf(file: string, dimensions: readonly string[]): { names: string[]; separator: string } {
  let names: string[] | undefined;
  const separator = readCsv(file, (row) => {
    names = namesOf(file, row, dimensions);
    return false;
  });
  if (!names) throw new Fault(file, EMPTY);
  return { names, separator };
}

function namesOf(file: string, row: Row, dimensions: readonly string[]): string[] {
  const names = Array.from({ length: row.count }, (_, field) => fieldOf(row, field).trim());
  checkHeader(file, names, dimensions);
  return names;
}

function checkHeader(file: string, header: readonly string[], dimensions: readonly string[]): void {
  const twice = header.find((name, place) => header.indexOf(name) !== place);
  if (twice !== undefined) throw new Fault(file, "this column is there twice", 1, twice || '""');
  const needed = header.includes("arm") ? ["time", "unit", "experiment", ...dimensions] : ["time", "unit", "metric"];
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length === 0) return;
  const known = `a log has time, unit, and experiment and arm, or metric and value`;
  throw new Fault(file, `the header lacks ${missing.join(", ")}; ${known}`, 1);
}

/** What takes the rows of a file whose columns are known. */
function takerOf(ledger: Ledger, file: string, header: readonly string[], dimensions: readonly string[]) {
  const [time, unit, experiment, arm, metric, value] = COLUMNS.map((name) => header.indexOf(name)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const own = dimensions.map((name) => header.indexOf(name));
  const ids = new Int32Array(own.length);
  const has = ({ starts, ends }: Row, field: number): boolean => field >= 0 && starts[field] !== ends[field];
  const wrong = (row: Row, field: number, message: string): Fault =>
    new Fault(file, message, row.number, header[field] ?? "");
  const quote = (row: Row, field: number): string => JSON.stringify(fieldOf(row, field).slice(0, 80));

  function exposure(row: Row, unitId: number, moment: number): void {
    const { bytes, starts, ends } = row;
    if (!has(row, experiment)) throw wrong(row, experiment, "the name of the experiment is missing");
    const experimentId = ledger.experiments.idOf(bytes, starts[experiment] as number, ends[experiment] as number);
    const armId = ledger.arms.idOf(bytes, starts[arm] as number, ends[arm] as number);
    for (let place = 0; place < own.length; place += 1) {
      const field = own[place] as number;
      ids[place] = ledger.dimensions[place]?.idOf(bytes, starts[field] as number, ends[field] as number) ?? 0;
    }
    ledger.exposure(unitId, experimentId, armId, moment, ids);
  }

  function event(row: Row, unitId: number, moment: number): void {
    const { bytes, starts, ends } = row;
    const id = ledger.metrics.idOf(bytes, starts[metric] as number, ends[metric] as number);
    const isNumber = has(row, value);
    ledger.hasValues[id] ??= isNumber;
    const hasValues = ledger.hasValues[id] === true;
    if (isNumber !== hasValues)
      throw wrong(row, value, `${quote(row, metric)} has ${hasValues ? "values" : "no values"} in other rows`);
    const number = isNumber ? numberFrom(bytes, starts[value] as number, ends[value] as number) : 1;
    if (Number.isNaN(number)) throw wrong(row, value, `${quote(row, value)} is no number`);
    if (number < 0) throw wrong(row, value, `${quote(row, value)} is negative`);
    ledger.event(unitId, id, moment, number);
  }

  return (row: Row): void => {
    const { bytes, starts, ends } = row;
    if (!has(row, unit)) throw wrong(row, unit, "the unit is missing");
    if (!has(row, time)) throw wrong(row, time, "the time is missing");
    const moment = momentFrom(bytes, starts[time] as number, ends[time] as number);
    if (Number.isNaN(moment)) throw wrong(row, time, `${quote(row, time)} is no time such as 2026-11-30T17:05:00Z`);
    const [isExposure, isEvent] = [has(row, arm), has(row, metric)];
    if (isExposure && isEvent) throw wrong(row, metric, "a row has an arm or a metric, not both");
    if (!isExposure && (!isEvent || has(row, experiment))) throw wrong(row, arm < 0 ? metric : arm, "this is missing");
    try {
      const unitId = ledger.unitOf(bytes, starts[unit] as number, ends[unit] as number);
      if (isExposure) exposure(row, unitId, moment);
      else event(row, unitId, moment);
    } catch (thrown) {
      throw thrown instanceof TooMuch ? new Fault(file, thrown.message, row.number) : thrown;
    }
  };
}
