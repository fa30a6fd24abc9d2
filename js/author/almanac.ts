/** The years and the holidays that compiling needs, as one text beside the manifest. The manifest's own text stays
 *  unchanged, and so do the lines and columns of problems in it. */

import { list } from "../engine/core.js";
import { GROUP } from "../engine/protocol.js";
import { error } from "../shared/problem.js";
import type { CompileOptions } from "../types/index.js";

/** The largest span of years. */
const MOST_YEARS = 100;

/** Returns the years, then for each region its name and its holidays. `src/manifest/almanac.rs` parses it. */
export function almanac(manifest: string, { years, holidays }: CompileOptions): string {
  const [first, last] = years ?? yearsAround(new Date());
  if (![first, last].every(Number.isInteger) || first < 1 || last < first || last - first > MOST_YEARS)
    throw error(`\`years\` are the first and the last year that matter, at most ${MOST_YEARS} apart`);
  const span = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const groups = [years?.map(String) ?? []];
  for (const region of holidays ? regions(manifest) : [])
    groups.push([region, ...span.flatMap((year) => holidays?.(region, year) ?? [])]);
  return groups.map(list).join(GROUP);
}

/** The year before, this one, and three more. */
export function yearsAround(now: Date): [number, number] {
  return [now.getFullYear() - 1, now.getFullYear() + 3];
}

function regions(manifest: string): Set<string> {
  const entries: { holidays?: unknown }[] = Object.values(calendarOf(manifest) ?? {});
  const named = entries.map((entry) => entry?.holidays).filter((region) => typeof region === "string");
  return new Set(named);
}

/** Returns the calendar of a manifest. Invalid JSON has none here; compiling reports it. */
function calendarOf(manifest: string): object | undefined {
  try {
    return JSON.parse(manifest)?.calendar;
  } catch {
    return undefined;
  }
}
