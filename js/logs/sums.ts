/** A ledger → a row of sums for each arm and metric, as the query of `tailorbird sql --for arms` gives them. */

import type { Ledger } from "./ledger.js";
import type { ArmRow, SumOptions, Sums } from "./summary.js";

const DAY = 86_400_000_000;
/** Cells with fewer units are merged before anybody sees them. */
export const SMALL = 5;

interface Keys {
  readonly experiment: string;
  readonly arm: string;
  readonly [dimension: string]: string;
}

interface Cell {
  readonly keys: Keys;
  n: number;
}

/** Which cell each pair is in; -1 where the unit saw several arms. */
interface Cells {
  readonly of: Int32Array;
  readonly all: Cell[];
}

export function rowsOf(ledger: Ledger, options: SumOptions, by: readonly string[]): ArmRow[] {
  const cells = cellsOf(ledger, by);
  const excluded = excludedOf(ledger);
  const order = Array.from({ length: ledger.metrics.size }, (_, metric) => metric);
  const rows = order.flatMap((metric) => metricRows(ledger, options, cells, metric));
  const all = rows.length > 0 ? rows : cells.all.map(({ keys, n }): Sums => ({ ...keys, n }));
  return sorted(
    all.map((row) => ({
      ...row,
      excluded_units: excluded.get(row.experiment) ?? 0,
      excluded_rows: 0,
      ...(by.length > 0 && { small: row.n < SMALL ? 1 : 0 }),
    })),
    ["experiment", "arm", ...by, "metric"],
  );
}

function cellsOf(ledger: Ledger, by: readonly string[]): Cells {
  const { pairs, pairExperiment, pairArm, pairFirst, pairSeveral, pairDimensions } = ledger;
  const cells: Cells = { of: new Int32Array(pairs).fill(-1), all: [] };
  const dimensions = by.filter((name) => name !== "day");
  const columns = by.map((name) => (name === "day" ? undefined : pairDimensions[dimensions.indexOf(name)]));
  // One level for each key; the last has the number of the cell.
  const known = new Map<number, unknown>();
  const path: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    if (pairSeveral[pair]) continue;
    path.length = 0;
    path.push(pairExperiment[pair] as number, pairArm[pair] as number);
    for (const column of columns)
      path.push(column ? (column[pair] as number) : Math.floor((pairFirst[pair] as number) / DAY));
    const found = inside(known, path, cells.all.length);
    if (found === cells.all.length) cells.all.push({ keys: keysOf(ledger, by, path), n: 0 });
    (cells.all[found] as Cell).n += 1;
    cells.of[pair] = found;
  }
  return cells;
}

function inside(known: Map<number, unknown>, path: readonly number[], fresh: number): number {
  let level = known;
  for (let depth = 0; depth < path.length - 1; depth += 1) {
    const key = path[depth] as number;
    const next = (level.get(key) as Map<number, unknown> | undefined) ?? new Map<number, unknown>();
    level.set(key, next);
    level = next;
  }
  const last = path[path.length - 1] as number;
  const found = level.get(last) as number | undefined;
  if (found === undefined) level.set(last, fresh);
  return found ?? fresh;
}

function keysOf({ experiments, arms, dimensions }: Ledger, by: readonly string[], path: readonly number[]): Keys {
  const [experiment = 0, arm = 0, ...others] = path;
  const keys: Record<string, string> & Pick<Keys, "experiment" | "arm"> = {
    experiment: experiments.textOf(experiment),
    arm: arms.textOf(arm),
  };
  let dimension = 0;
  for (const [place, name] of by.entries()) {
    const id = others[place] ?? 0;
    if (name === "day") keys[name] = new Date((id * DAY) / 1000).toISOString().slice(0, 10);
    else keys[name] = dimensions[dimension++]?.textOf(id) ?? "";
  }
  return keys;
}

/** How many units of each experiment saw several arms. */
function excludedOf({ pairs, pairExperiment, pairSeveral, experiments }: Ledger): Map<string, number> {
  const counts = new Array<number>(experiments.size).fill(0);
  for (let pair = 0; pair < pairs; pair += 1)
    if (pairSeveral[pair]) counts[pairExperiment[pair] as number] = (counts[pairExperiment[pair] as number] ?? 0) + 1;
  return new Map(counts.map((count, id) => [experiments.textOf(id), count]));
}

function metricRows(ledger: Ledger, { window, before }: SumOptions, cells: Cells, metric: number): Sums[] {
  const { events, eventUnit, eventMetric, eventTime, eventValue, pairFirst } = ledger;
  const isSum = ledger.hasValues[metric] === true;
  const y = new Float64Array(ledger.pairs);
  const x = new Float64Array(before === undefined ? 0 : ledger.pairs);
  const [after, ago] = [(window ?? Number.POSITIVE_INFINITY) * 1_000_000, (before ?? 0) * 1_000_000];
  for (let event = 0; event < events; event += 1) {
    if (eventMetric[event] !== metric) continue;
    const [time, value] = [eventTime[event] as number, eventValue[event] as number];
    for (let pair = ledger.firstOf(eventUnit[event] as number); pair >= 0; pair = ledger.nextOf(pair)) {
      const since = time - (pairFirst[pair] as number);
      const to = since >= 0 ? y : x;
      if (since < after && since >= -ago) to[pair] = isSum ? (to[pair] as number) + value : 1;
    }
  }
  return added(cells, y, x).map((sums, cell) => ({
    ...(cells.all[cell] as Cell).keys,
    metric: ledger.metrics.textOf(metric),
    n: (cells.all[cell] as Cell).n,
    sum_y: sums[0] as number,
    sum_yy: sums[1] as number,
    ...(before !== undefined && { sum_x: sums[2] as number, sum_xx: sums[3] as number, sum_xy: sums[4] as number }),
  }));
}

/** Σy, Σy², Σx, Σx² and Σxy of each cell. */
function added(cells: Cells, y: Float64Array, x: Float64Array): Float64Array[] {
  const sums = cells.all.map(() => new Float64Array(5));
  for (let pair = 0; pair < y.length; pair += 1) {
    const own = sums[cells.of[pair] as number];
    if (!own) continue;
    const [one, other] = [y[pair] as number, x[pair] ?? 0];
    own[0] = (own[0] as number) + one;
    own[1] = (own[1] as number) + one * one;
    own[2] = (own[2] as number) + other;
    own[3] = (own[3] as number) + other * other;
    own[4] = (own[4] as number) + one * other;
  }
  return sums;
}

export function sorted(rows: ArmRow[], keys: readonly string[]): ArmRow[] {
  const text = (row: ArmRow, key: string): string => `${row[key] ?? ""}`;
  return rows.sort((a, b) => {
    const key = keys.find((one) => text(a, one) !== text(b, one));
    return key === undefined ? 0 : text(a, key) < text(b, key) ? -1 : 1;
  });
}

/** By metric: how many events are those of units that saw no experiment. */
export function unexposed(ledger: Ledger): Map<string, number> {
  const counts = new Map<string, number>();
  const all = new Array<number>(ledger.metrics.size).fill(0);
  for (let event = 0; event < ledger.events; event += 1) {
    const metric = ledger.eventMetric[event] as number;
    if (ledger.firstOf(ledger.eventUnit[event] as number) < 0) all[metric] = (all[metric] ?? 0) + 1;
  }
  for (const [metric, count] of all.entries()) if (count > 0) counts.set(ledger.metrics.textOf(metric), count);
  return counts;
}
