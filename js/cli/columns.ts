/** Reads `--columns`: what a site calls the columns of its tables. */

import { Misunderstood } from "./usable.js";

/** @param known The names that may be given another one. A name may be a rule with commas and equals signs in it. */
export function columnsFrom(
  text: string | undefined,
  known: readonly string[],
  example: string,
): Record<string, string> {
  const columns: Record<string, string> = {};
  let rest = text ?? "";
  while (rest) {
    // Of names that begin alike the longest.
    const own = known.filter((name) => rest.startsWith(`${name}=`)).sort((a, b) => b.length - a.length)[0];
    const [pair = "", name = ""] = /^([^,]+)(?:,|$)/.exec(rest.slice((own ?? "").length + 1)) ?? [];
    if (own === undefined || !name)
      throw new Misunderstood(
        `--columns takes names as ${example}, for ${known.join(", ")}; not ${rest.split(",", 1)[0]}`,
      );
    columns[own] = name;
    rest = rest.slice(own.length + 1 + pair.length);
  }
  return columns;
}
