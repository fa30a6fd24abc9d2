/** The years that matter and the holidays of each region that a manifest names → one text that goes beside it, so that
 *  the manifest's own text, and with it every place in it, stays as it is. */

import { list } from "../engine/core.js";
import { GROUP } from "../engine/protocol.js";
import { error } from "../shared/problem.js";
import type { CompileOptions } from "../types/index.js";

/** The most years that may be asked for. */
const MOST = 100;

/** In the order in which `src/manifest/almanac.rs` takes it. */
export function almanac(manifest: string, { years, holidays }: CompileOptions): string {
  const [first, last] = years ?? yearsAround(new Date());
  if (![first, last].every(Number.isInteger) || first < 1 || last < first || last - first > MOST)
    throw error(`\`years\` are the first and the last year that matter, at most ${MOST} apart`);
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

/** What is no JSON is told of where it is compiled. */
function calendarOf(manifest: string): object | undefined {
  try {
    return JSON.parse(manifest)?.calendar;
  } catch {
    return undefined;
  }
}
