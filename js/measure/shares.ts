/** One report for two servers, of which neither learns what it says. The page sends it; nothing here does. */

import { divide } from "./divider.js";
import { checkWhole } from "./whole.js";

/** What the two servers have agreed on. */
export interface AggregateTask {
  /** What it is for, such as the name of an experiment: shares for one context say nothing in another. */
  readonly context: string;
  /** How many cells a report may be in, 1 to 1000: for two arms and one goal that is reached or not, four. */
  readonly cells: number;
  /** How many cells are proved at once. Default: the square root of all, rounded up, which is quickest. */
  readonly chunk?: number;
}

/** A report in two shares, as Prio3Histogram of draft-irtf-cfrg-vdaf-18 has it for two aggregators. Each share goes to its server alone,
 *  encrypted for it. */
export interface ReportShares {
  readonly vdaf: "draft-irtf-cfrg-vdaf-18/Prio3Histogram";
  readonly cells: number;
  readonly chunk: number;
  /** 16 bytes that tell this report from all others. Both servers get it. */
  readonly nonce: Uint8Array;
  /** 64 bytes. Both servers get it. */
  readonly publicShare: Uint8Array;
  /** For the first server: 16 bytes a cell, and a proof. */
  readonly leaderShare: Uint8Array;
  /** For the second server: 64 bytes. */
  readonly helperShare: Uint8Array;
}

const NONCE = 16;
const CHANCE = 128;
const PUBLIC = 64;
const HELPER = 64;
const MOST = 1000;

/** Divides a report into shares.
 *
 *  ```ts
 *  const { divideReport } = await import("tailorbird/aggregate");
 *  const report = divideReport({ context: "headline", cells: 4 }, 2 * arm + (reached ? 1 : 0));
 *  ```
 *
 *  @param cell What the report says, from 0.
 *  @throws TypeError if the task or the cell is none. */
export function divideReport({ context, cells, chunk }: AggregateTask, cell: number): ReportShares {
  if (typeof context !== "string") throw new TypeError("context is a text, such as the name of an experiment");
  const proved = chunk ?? Math.ceil(Math.sqrt(cells));
  checkWhole("cells", cells, 1, MOST);
  checkWhole("chunk", proved, 1, cells);
  checkWhole("cell", cell, 0, cells - 1);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const chance = crypto.getRandomValues(new Uint8Array(CHANCE));
  const all = divide([nonce, chance, new TextEncoder().encode(context)], cells, proved, cell);
  if (!all) throw new TypeError("the report was refused");
  return {
    vdaf: "draft-irtf-cfrg-vdaf-18/Prio3Histogram",
    cells,
    chunk: proved,
    nonce,
    publicShare: all.slice(0, PUBLIC),
    helperShare: all.slice(PUBLIC, PUBLIC + HELPER),
    leaderShare: all.slice(PUBLIC + HELPER),
  };
}
