/** Where a site's tables are and what their columns are called: the file of settings → the same checked, or everything that is
 *  wrong with it. */

import type { Problem } from "../types/index.js";

/** A table, and the rows of it that count. */
export interface Source {
  /** `shop.events` is split at its dots; a list of names is not. */
  readonly table: string | readonly string[];
  /** Only rows in which these columns have these values. */
  readonly where?: Readonly<Record<string, string | number>>;
}

/** Each of these names a column; without it, the column has the key's own name. */
export interface Exposures extends Source {
  readonly experiment?: string;
  readonly unit?: string;
  readonly arm?: string;
  readonly time?: string;
}

export interface Metric extends Source {
  readonly unit?: string;
  readonly time?: string;
  /** The column of its numbers. */
  readonly value?: string;
  /** What of its rows counts for a unit: whether there is one, how many there are, or the sum of their values. Without this
   *  key it is `sum` with a `value`, and `converted` without one. */
  readonly as?: "converted" | "count" | "sum";
  /** How long after the first exposure it counts, such as `72h`. Without it, for good. */
  readonly window?: string;
  /** How long before the first exposure its pre-period begins, such as `14d`. */
  readonly before?: string;
}

/** A row for each time that somebody used, bought or liked an item. */
export interface Interactions extends Source {
  readonly unit?: string;
  readonly item?: string;
}

/** The settings of `tailorbird sql`. */
export interface Analysis {
  readonly exposures?: Exposures;
  /** One row for each session, or page view: what `hours` divides by. */
  readonly sessions?: Source & { readonly time?: string };
  readonly metrics?: Readonly<Record<string, Metric>>;
  readonly ratios?: Readonly<Record<string, { readonly of: string; readonly per: string }>>;
  /** Columns of the exposures by which results may be told apart. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** What `pairs` counts. */
  readonly interactions?: Interactions;
}

/** What is printed beside dimensions. */
export const RESERVED = /^(experiment|arm|day|metric|n|sum_.*|excluded_.*|small)$/;
/** Names that are printed as values. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N} _.:-]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const CONTROL = /[\u0000-\u001f\u007f]/;
const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 };
/** Ten years. */
const LONGEST = 315_360_000;

/** The seconds of a time such as `72h`. */
export function secondsOf(span: string): number | undefined {
  const [, digits, unit] = /^(\d{1,9})([smhd])$/.exec(span) ?? [];
  const seconds = Number(digits) * SECONDS[unit as keyof typeof SECONDS];
  return seconds > 0 && seconds <= LONGEST ? seconds : undefined;
}

type Check = (value: unknown, path: string) => Problem[];
type Checks = Readonly<Record<string, Check>>;

const wrong = (path: string, message: string): Problem[] => [{ path, message, severity: "error" }];
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const step = (path: string, key: string): string => `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;

const column: Check = (value, path) => {
  if (typeof value !== "string" || !value) return wrong(path, "this has to be the name of a column");
  return CONTROL.test(value) ? wrong(path, "a name has no control characters") : [];
};

const table: Check = (value, path) => {
  const parts = typeof value === "string" ? value.split(".") : value;
  if (!Array.isArray(parts) || parts.length === 0) return wrong(path, "this has to be the name of a table");
  return parts.some((part) => column(part, "").length > 0)
    ? wrong(path, "a table's name has parts with dots between them, none of them empty or with control characters")
    : [];
};

const span: Check = (value, path) =>
  typeof value === "string" && secondsOf(value) ? [] : wrong(path, 'this has to be a time such as "72h" or "14d"');

const measure: Check = (value, path) =>
  ["converted", "count", "sum"].includes(value as string)
    ? []
    : wrong(path, 'this has to be "converted", "count" or "sum"');

const literal: Check = (value, path) => {
  if (typeof value === "number" && Number.isFinite(value)) return [];
  if (typeof value !== "string") return wrong(path, "this has to be a text or a number");
  return CONTROL.test(value) || value.includes("\\")
    ? wrong(path, "a value has no backslash and no control characters")
    : [];
};

/** An object with some of these keys. */
const object =
  (checks: Checks, required: readonly string[] = []): Check =>
  (value, path) => {
    if (!isObject(value)) return wrong(path, "this has to be an object");
    const missing = required.filter((key) => !(key in value)).flatMap((key) => wrong(path, `\`${key}\` is missing`));
    const found = Object.entries(value).flatMap(([key, inside]) => {
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      const known = Object.keys(checks).join(", ");
      return check ? check(inside, step(path, key)) : wrong(step(path, key), `unknown key; there are ${known}`);
    });
    return [...missing, ...found];
  };

/** An object in which the site chose the keys. */
const each =
  (check: Check, key: (name: string) => string | undefined): Check =>
  (value, path) => {
    if (!isObject(value)) return wrong(path, "this has to be an object");
    return Object.entries(value).flatMap(([name, inside]) => {
      const complaint = key(name);
      return complaint ? wrong(step(path, name), complaint) : check(inside, step(path, name));
    });
  };

const printed = (name: string): string | undefined =>
  NAME.test(name) ? undefined : "a name has letters, digits, spaces and _ . : - only";
const dimension = (name: string): string | undefined =>
  RESERVED.test(name) ? "a column of this name is printed already" : printed(name);
const where: Check = each(literal, (name) => column(name, "")[0]?.message);
const source = { table, where };

const everything = object({
  $schema: () => [],
  exposures: object({ ...source, experiment: column, unit: column, arm: column, time: column }, ["table"]),
  sessions: object({ ...source, time: column }, ["table"]),
  metrics: each(
    object({ ...source, unit: column, time: column, value: column, as: measure, window: span, before: span }, [
      "table",
    ]),
    printed,
  ),
  ratios: each(object({ of: column, per: column }, ["of", "per"]), printed),
  dimensions: each(column, dimension),
  interactions: object({ ...source, unit: column, item: column }, ["table"]),
});

/** Everything that is wrong with the settings. */
export function checkAnalysis(analysis: unknown): Problem[] {
  const problems = everything(analysis, "");
  return problems.length > 0 ? problems : [...sums(analysis as Analysis), ...parts(analysis as Analysis)];
}

const sums = ({ metrics = {} }: Analysis): Problem[] =>
  Object.entries(metrics)
    .filter(([, { as, value }]) => as === "sum" && !value)
    .flatMap(([name]) => wrong(step("/metrics", name), "a sum needs the column of its `value`"));

const parts = ({ metrics = {}, ratios = {} }: Analysis): Problem[] =>
  Object.entries(ratios).flatMap(([name, ratio]) =>
    (["of", "per"] as const)
      .filter((key) => !Object.hasOwn(metrics, ratio[key]))
      .flatMap((key) => wrong(`${step("/ratios", name)}/${key}`, `there is no metric \`${ratio[key]}\``)),
  );
