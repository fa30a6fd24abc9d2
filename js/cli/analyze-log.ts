/** Raw events for `tailorbird analyze`: what begins like a log is summed up first, as `tailorbird sums` does it. */

import { closeSync, openSync, readSync } from "node:fs";
import { isLog } from "../entries/logs.js";
import { Unusable, usable } from "./usable.js";

/** No header is longer. */
const HEADER = 65_536;

/** Are these files logs of events? Throws if only some are. */
export function areLogs(files: readonly string[]): boolean {
  const logs = files.filter(isLogFile);
  const other = files.find((file) => !logs.includes(file));
  if (logs[0] !== undefined && other !== undefined)
    throw new Unusable(`${logs[0]} has raw events and ${other} has sums: they are no one analysis`);
  return logs[0] !== undefined;
}

/** Parquet and JSON lines are logs; a CSV is one by its header. */
function isLogFile(file: string): boolean {
  if (/\.(parquet|jsonl|ndjson)$/i.test(file)) return true;
  return !/\.json$/i.test(file) && isLog(usable(() => headerOf(file)));
}

function headerOf(file: string): string[] {
  const opened = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(HEADER);
    const [line = ""] = bytes
      .toString("utf8", 0, readSync(opened, bytes))
      .replace(/^\ufeff/, "")
      .split(/[\r\n]/);
    return line.split(/[,;\t]/).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  } finally {
    closeSync(opened);
  }
}
