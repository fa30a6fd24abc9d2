/** The declarations of a module that is built for one manifest: the names of its slots, variants, preferences and goals. */

import type { Manifest } from "../types/index.js";

type Names = Readonly<Record<string, unknown>>;
type Slots = Readonly<Record<string, { readonly variants?: Readonly<Record<string, { readonly value?: unknown }>> }>>;

/** @param uses The capabilities that the module has.
 *  @param isLater Does `open` fetch the engine? */
export function declarations(manifest: Manifest | string, uses: ReadonlySet<string>, isLater: boolean): string {
  const { slots = {}, preferences = {}, signals = {}, goals = [] } = parsed(manifest);
  const [page, options] = uses.has("memory") ? ["Page", "OpenOptions"] : ["ContextualPage", "ContextualOptions"];
  const absent = [
    ...(uses.has("events") ? [] : ["observe"]),
    ...(uses.has("declared") ? [] : ["signal"]),
    ...(uses.has("given") ? [] : ["assume"]),
    ...(uses.has("explain") ? [] : ["explain"]),
    ...(uses.has("load") ? [] : ["load"]),
    ...(uses.has("take") ? [] : ["take"]),
    ...(uses.has("memory") && !uses.has("insights") ? ["insights"] : []),
    ...(uses.has("memory") && !uses.has("export") ? ["export"] : []),
    ...(uses.has("memory") && !uses.has("import") ? ["import"] : []),
  ];
  const left = ["decide", "decisions", "force", ...absent].map((name) => JSON.stringify(name)).join(" | ");
  const given = uses.has("given") ? "" : `, ${union(["now", "timeZone", "locales", "page", "place", "device"])}`;
  const taken = given ? `Omit<${options}${given}>` : options;
  return `// Made by \`tailorbird build\`. What the manifest says is what is here.
import type { ${[page, options, "Decision"].sort().join(", ")} } from "tailorbird";

/** The variants of each slot. A list has none. */
export interface Variants {
${Object.entries(slots as Record<string, { readonly variants?: Names }>)
  .map(
    ([slot, { variants }]) => `  readonly ${JSON.stringify(slot)}: ${variants ? union(Object.keys(variants)) : '""'};`,
  )
  .join("\n")}
}

export type Slot = keyof Variants;
export type PreferenceName = ${union(Object.keys(preferences as Names))};
export type SignalName = ${union(Object.keys(signals as Names))};
export type Goal = ${union(goals as readonly string[])};

${uses.has("typed") ? valuesOf(slots as Slots) : ""}/** What one slot shows. */
export type DecisionFor<S extends Slot> = Decision & { readonly slot: S; readonly variant: Variants[S]${
    uses.has("typed") ? "; readonly value?: Values[S]" : ""
  } };

export interface SitePage extends Omit<${page}, ${left}> {
  decide<S extends Slot>(slot: S): DecisionFor<S> | undefined;
  /** @deprecated Use \`decisions\`. */
  decide(): readonly { [S in Slot]: DecisionFor<S> }[Slot][];
  readonly decisions: readonly { [S in Slot]: DecisionFor<S> }[Slot][];
${uses.has("force") ? "  force<S extends Slot>(slot: S, variant: Variants[S] | null): void;\n" : ""}}

/** Opens the page. Never ${isLater ? "rejects" : "throws"}. */
export declare function open(options?: ${taken}): ${isLater ? "Promise<SitePage>" : "SitePage"};
`;
}

/** The values that each slot may have. */
const valuesOf = (slots: Slots): string => `/** The values of the variants of each slot. */
export interface Values {
${Object.entries(slots)
  .map(([slot, { variants = {} }]) => {
    const values = Object.values(variants).map(({ value }) => (value == null ? "undefined" : literal(value)));
    return `  readonly ${JSON.stringify(slot)}: ${[...new Set(values)].join(" | ") || "undefined"};`;
  })
  .join("\n")}
}

`;

/** The type of nothing but this value. */
function literal(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `readonly [${value.map(literal).join(", ")}]`;
  const keys = Object.entries(value).map(([key, part]) => `readonly ${JSON.stringify(key)}: ${literal(part)}`);
  return `{ ${keys.join("; ")} }`;
}

function parsed(manifest: Manifest | string): Partial<Manifest> & Names {
  return (typeof manifest === "string" ? JSON.parse(manifest.replace(/^\ufeff/, "")) : manifest) as never;
}

const union = (names: readonly string[]): string =>
  names.length > 0 ? names.map((name) => JSON.stringify(name)).join(" | ") : "never";
