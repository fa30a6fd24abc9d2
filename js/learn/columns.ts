/** The columns of a log that have the features of a slot: fields → numbers from 0 to 1, as a device has them. */

import type { Row } from "../logs/csv.js";
import { numberFrom } from "../logs/parse.js";
import { fieldOf, isThere, quoted } from "../vectors/fields.js";
import type { Feature, Slot } from "./slot.js";

/** The columns of every log besides its features. */
export const OWN = ["variant", "reward", "propensity", "weight", "unit"] as const;

/** All columns that may be given another name. */
export const columnsOf = ({ features }: Slot): string[] => [
  ...new Set<string>([...OWN, ...features.map(({ name }) => name)]),
];

/** Writes the numbers of one column of a row, or answers what is wrong with it. What is empty is not known there, and counts nothing, as on a
 *  device. */
export type Fill = (row: Row, field: number, to: Float32Array, at: number) => string | undefined;

/** How each column with features is read. */
export function fillsOf({ features }: Slot): ReadonlyMap<string, Fill> {
  const fills = new Map<string, Fill>();
  for (const [place, feature] of features.entries()) {
    const { name, word, isRule } = feature;
    if (fills.has(name)) continue;
    fills.set(name, word !== undefined ? wordsFrom(features, name) : isRule ? ruleAt(place) : numberAt(place, feature));
  }
  return fills;
}

function wordsFrom(features: readonly Feature[], name: string): Fill {
  const places = new Map(
    features.flatMap(({ name: own, word }, place) => (own === name && word ? [[word, place]] : [])),
  );
  return (row, field, to, at) => {
    if (!isThere(row, field)) return undefined;
    const place = places.get(fieldOf(row, field));
    if (place === undefined) return `${quoted(row, field)} is none of ${[...places.keys()].join(", ")}`;
    to[at + place] = 1;
    return undefined;
  };
}

const RULE: Readonly<Record<string, number>> = { 0: 0, 1: 1, false: 0, true: 1 };

function ruleAt(place: number): Fill {
  return (row, field, to, at) => {
    if (!isThere(row, field)) return undefined;
    const text = fieldOf(row, field);
    const holds = Object.hasOwn(RULE, text) ? RULE[text] : undefined;
    if (holds === undefined) return `${quoted(row, field)} is none of true, false, 1 and 0`;
    to[at + place] = holds;
    return undefined;
  };
}

function numberAt(place: number, { from, span }: Feature): Fill {
  return (row, field, to, at) => {
    if (!isThere(row, field)) return undefined;
    const number = numberFrom(row.bytes, row.starts[field] as number, row.ends[field] as number);
    if (Number.isNaN(number)) return `${quoted(row, field)} is no finite number`;
    to[at + place] = Math.min(Math.max((number - from) / span, 0), 1);
    return undefined;
  };
}
