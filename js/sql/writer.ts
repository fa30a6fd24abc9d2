/** Pieces of a query in one dialect, with the names of a site. */

import type { Dialect } from "./dialects.js";
import type { Source } from "./settings.js";

/** Two spaces before each line. */
export const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");
export const listed = (parts: readonly string[]): string => indented(parts.join(",\n"));
/** Named parts of a query, each of which may read those before it. */
export const withParts = (parts: Readonly<Record<string, string>>): string =>
  `with ${Object.entries(parts)
    .map(([name, text]) => `${name} as (\n${indented(text)}\n)`)
    .join(",\n")}`;

/** What is written of a dialect with the names of a site. */
export function writer(dialect: Dialect) {
  const table = ({ table }: Source): string =>
    (typeof table === "string" ? table.split(".") : table).map(dialect.name).join(".");
  const literal = (value: string | number): string => (typeof value === "number" ? `${value}` : dialect.text(value));
  const where = (alias: string, { where = {} }: Source): string => {
    const all = Object.entries(where).map(([column, value]) => `${alias}.${dialect.name(column)} = ${literal(value)}`);
    return all.length > 0 ? `\nwhere ${all.join(" and ")}` : "";
  };
  return {
    ...dialect,
    column: (alias: string, name: string): string => `${alias}.${dialect.name(name)}`,
    from: (source: Source, alias: string): string => `from ${table(source)} ${alias}${where(alias, source)}`,
  };
}
export type Writer = ReturnType<typeof writer>;
