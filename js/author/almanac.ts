/** The years and the holidays that compiling needs, as one text beside the manifest. The manifest's own text stays
 *  unchanged, and so do the lines and columns of problems in it. */

import { list } from "../engine/core.js";
import { GROUP } from "../engine/protocol.js";
import { error } from "../shared/problem.js";
import type { CompileOptions } from "../types/index.js";
import { daysIn } from "./calendars.js";

/** The largest span of years. */
const MOST_YEARS = 100;

/** Returns the years, then for each region its name and its holidays, and for each date of another calendar the same. `src/manifest/almanac.rs` parses it. */
export function almanac(manifest: string, { years, holidays }: CompileOptions): string {
  const [first, last] = years ?? yearsAround(new Date());
  if (![first, last].every(Number.isInteger) || first < 1 || last < first || last - first > MOST_YEARS)
    throw error(`\`years\` are the first and the last year that matter, at most ${MOST_YEARS} apart`);
  const span = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const groups = [[...span.slice(0, 1), ...span.slice(-1)].map(String).concat(years ? [] : ["around"])];
  const entries: Entry[] = Object.values(calendarOf(manifest) ?? {});
  for (const region of holidays ? regions(entries) : [])
    groups.push([region, ...span.flatMap((year) => holidays?.(region, year) ?? [])]);
  for (const { rscale, dates } of entries.filter(Boolean))
    for (const date of typeof rscale === "string" && Array.isArray(dates) ? dates : [])
      if (CALENDARS.test(`${rscale}`)) groups.push([`${rscale} ${date}`, ...daysIn(`${rscale}`, `${date}`, span)]);
  return groups.map(list).join(GROUP);
}

/** The year before, this one, and three more. */
export function yearsAround(now: Date): [number, number] {
  return [now.getFullYear() - 1, now.getFullYear() + 3];
}

interface Entry {
  readonly holidays?: unknown;
  readonly rscale?: unknown;
  readonly dates?: unknown;
}

/** The form of a calendar's name; others would be no language tag. */
const CALENDARS = /^[a-z]{3,8}(-[a-z]{3,8})?$/;

function regions(entries: readonly Entry[]): Set<string> {
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
