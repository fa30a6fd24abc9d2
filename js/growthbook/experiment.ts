/** A rule of GrowthBook that deals by chance → an experiment, in which everybody stays where they are: the same seed, version of the
 *  hash, ranges and unit. */

import { NotCarried } from "./attributes.js";
import type { Json } from "./condition.js";
import { DEFAULT, type Draft, withValue } from "./draft.js";

export interface Dealing {
  /** How its variants are called. */
  readonly name: string;
  readonly slot: string;
  /** The feature's key. */
  readonly key: string;
  readonly path: string;
  readonly draft: Draft;
}

export interface Dealt {
  readonly variants: Record<string, Json>;
  /** Absent where nobody takes part. */
  readonly experiment?: Json;
}

/** Whether a rule is about a share of the readers. */
export const isDealt = (rule: Json): boolean =>
  Array.isArray(rule.variations) || ["coverage", "range"].some((name) => name in rule);

export function dealt(rule: Json, dealing: Dealing): Dealt {
  const values = Array.isArray(rule.variations) ? rule.variations : [rule.force];
  const names = values.map((_, place) => (values.length > 1 ? `${dealing.name}-${place}` : dealing.name));
  const variants = Object.fromEntries(values.map((value, place) => [names[place] ?? "", withValue({}, value)]));
  if (rule.active === false || (Array.isArray(rule.variations) && values.length < 2)) return { variants: {} };
  const version = rule.hashVersion ?? 1;
  if (version !== 1 && version !== 2) return { variants: {} };
  const ranges = rangesOf(rule, values.length);
  if (ranges === undefined) return { variants: {} };
  unitOf(rule, dealing);
  const arms = Object.fromEntries(names.map((name, place) => [name, ranges[place]]));
  const experiment = {
    slot: dealing.slot,
    // An experiment has two arms: where one value is forced for a share of the readers, nobody gets the other.
    arms: values.length > 1 ? arms : { ...arms, [DEFAULT]: [1, 1] },
    ...layerOf(rule),
    seed: rule.seed ?? rule.key ?? dealing.key,
    hashVersion: version,
  };
  return { variants, experiment };
}

/** The ranges of the arms, put together as GrowthBook does it, to the last bit. Absent where nobody takes part. */
function rangesOf(rule: Json, count: number): readonly unknown[] | undefined {
  if (Array.isArray(rule.ranges)) return rule.ranges;
  if (rule.range !== undefined) return [rule.range];
  const coverage = Math.min(1, Math.max(0, typeof rule.coverage === "number" ? rule.coverage : 1));
  if (coverage === 0) return undefined;
  let start = 0;
  return weightsOf(rule, count).map((weight) => {
    const from = start;
    start += weight;
    return [from, Math.min(1, from + coverage * weight)];
  });
}

/** Weights that do not add up to 1 are equal ones. */
function weightsOf({ weights }: Json, count: number): readonly number[] {
  const equal = Array.from({ length: count }, () => 1 / count);
  if (!Array.isArray(weights) || weights.length !== count) return equal;
  const sum = weights.reduce((all: number, one: number) => all + one, 0);
  return sum >= 0.99 && sum <= 1.01 ? weights : equal;
}

/** A namespace is a part of a layer. */
function layerOf({ namespace }: Json): Json {
  if (!Array.isArray(namespace)) return {};
  const [name, from, to] = namespace;
  return { layer: { name, from, to } };
}

/** A page has one unit, so that all experiments deal by one attribute. */
function unitOf({ hashAttribute = "id" }: Json, { draft, path }: Dealing): void {
  const attribute = `${hashAttribute || "id"}`;
  draft.unit ??= attribute;
  if (draft.unit !== attribute)
    throw new NotCarried(`this deals by ${attribute}, and others by ${draft.unit}: a page has one unit`, path);
}
