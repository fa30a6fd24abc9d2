/** Rows of a table → the sums of each arm. */

import type { Arms } from "./compare.js";
import type { Part } from "./gather.js";
import { NOBODY, plus, type Sums } from "./sums.js";

/** The arms in the order of their names that is given. */
export function summed(parts: readonly Part[], names: readonly string[]): Arms<Sums> {
  const sums = new Map(names.map((name) => [name, NOBODY]));
  for (const { arm, sums: own } of parts) sums.set(arm, plus(sums.get(arm) ?? NOBODY, own));
  return [...sums];
}
