/** One sentence about what a log says of a slot that learns, and what it does not. */

import type { Earned, Estimate } from "./answer.js";

/** Of less than so many views of a way nothing is said. */
const LEAST = 100;

/** A number with as many digits as it takes to tell the ends of its interval apart. */
export function written(value: number, { interval: [low, high] }: Estimate): string {
  const wide = high - low;
  const digits = wide > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(wide)), 2), 8) : 4;
  return value.toFixed(digits);
}

/** @param what What is judged, such as “this prior”. @param best What is best for everybody. */
export function concluded(what: string, best: string, ways: readonly Earned[]): string {
  const own = ways.find(({ way }) => way === "prior");
  if (!own) return "";
  const { more, effective } = own;
  const [low, high] = more.interval;
  const all = `“${best}” for everybody`;
  const between = `between ${written(low, more)} and ${written(high, more)} a view`;
  if (effective < LEAST)
    return (
      `This log is too small to tell: of what ${what} would show it has as much as ${Math.floor(effective)} views, and ` +
      `${LEAST} are the least.`
    );
  if (low === high)
    return `${sentence(what)} shows what is best for everybody, “${best}”, in each of these views: features tell nothing here.`;
  if (low > 0) return `${sentence(what)} brings more than ${all}: ${between}.`;
  if (high < 0) return `${sentence(what)} brings less than ${all}: ${between}. Show “${best}” to everybody.`;
  return (
    `Nothing here shows that ${what} is better than ${all}: the difference is ${between}, and in a log of this size ` +
    `one of less than ${written((high - low) / 2, more)} cannot be seen.`
  );
}

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
