/** A condition of GrowthBook → CEL over signals. */

import { type Attributes, NotCarried, type Type } from "./attributes.js";
import { operators } from "./operators.js";
import { all, any, NO, not, type Truth, YES } from "./truth.js";

/** Lists of values by the ids of saved groups, or groups that are conditions. */
export type SavedGroups = Readonly<Record<string, unknown>>;

/** What a value is compared as. */
export interface Value {
  readonly cel: string;
  readonly type: Type;
  /** CEL for whether there is one. */
  readonly has: string;
}

export interface Scope {
  readonly attributes: Attributes;
  readonly groups: SavedGroups;
  /** Groups that are being read, so that none reads itself. */
  readonly reading: readonly string[];
}

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object with operators only. */
export const isOperators = (value: unknown): value is Json => {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length > 0 && keys.every((key) => key.startsWith("$"));
};

export function conditionOf(condition: unknown, scope: Scope): Truth {
  if (!isObject(condition)) return NO;
  return all(Object.entries(condition).map(([key, inside]) => partOf(key, inside, scope)));
}

function partOf(key: string, inside: unknown, scope: Scope): Truth {
  const list = (): Truth[] => (Array.isArray(inside) ? inside : []).map((one) => conditionOf(one, scope));
  if (key === "$and") return all(list());
  // An empty list of alternatives lets everybody pass.
  if (key === "$or") return Array.isArray(inside) && inside.length === 0 ? YES : any(list());
  if (key === "$nor") return Array.isArray(inside) && inside.length === 0 ? NO : not(any(list()));
  if (key === "$not") return isObject(inside) ? not(conditionOf(inside, scope)) : NO;
  if (key === "$savedGroup") return savedGroup(inside, scope);
  const { signal, type } = scope.attributes.at(key, typeIn(inside, scope) ?? "text");
  return comparisonOf(inside, { cel: `signal.${signal}`, type, has: `has(signal.${signal})` }, scope);
}

function savedGroup(reference: unknown, scope: Scope): Truth {
  const { id, attributeKey } = isObject(reference) ? reference : {};
  if (typeof id !== "string" || scope.reading.includes(id)) return NO;
  const group = scope.groups[id];
  if (!isObject(group)) return NO;
  const inside = { ...scope, reading: [...scope.reading, id] };
  if (group.type === "condition") return conditionOf(group.condition, inside);
  const key = attributeKey ?? group.attributeKey;
  if (group.type !== "list" || typeof key !== "string" || !Array.isArray(group.values)) return NO;
  return partOf(key, { $in: group.values }, inside);
}

/** What a condition says of one value. */
export function comparisonOf(condition: unknown, value: Value, scope: Scope): Truth {
  if (isOperators(condition))
    return all(Object.entries(condition).map(([name, given]) => operators(name, given, value, scope)));
  if (isObject(condition) && Object.keys(condition).length === 0) return YES;
  if (isObject(condition)) throw new NotCarried("an object is compared as a whole");
  return operators("$eq", condition, value, scope);
}

/** The type that a condition asks for. */
function typeIn(condition: unknown, scope: Scope): Type | undefined {
  if (typeof condition === "string") return "text";
  if (typeof condition === "number") return "number";
  if (typeof condition === "boolean") return "flag";
  if (Array.isArray(condition)) return "list";
  if (!isOperators(condition)) return undefined;
  for (const [name, given] of Object.entries(condition)) {
    const found = typeFor(name, given, scope);
    if (found) return found;
  }
  return undefined;
}

function typeFor(name: string, given: unknown, scope: Scope): Type | undefined {
  if (["$size", "$all", "$alli", "$elemMatch"].includes(name)) return "list";
  if (name === "$exists") return undefined;
  if (name === "$type") return TYPES[`${given}`];
  if (/^\$n?in/.test(name)) return typeIn(Array.isArray(given) ? given[0] : undefined, scope);
  if (/Group$/.test(name)) return typeIn(valuesOf(scope.groups[`${given}`])?.[0], scope);
  return typeIn(given, scope);
}

/** The types by the names that GrowthBook has for them. */
export const TYPES: Readonly<Record<string, Type>> = {
  string: "text",
  number: "number",
  boolean: "flag",
  array: "list",
};

/** The values of a saved group; absent if it is none of values. */
export function valuesOf(group: unknown): readonly unknown[] | undefined {
  if (group === undefined) return [];
  if (Array.isArray(group)) return group;
  return isObject(group) && group.type === "list" && Array.isArray(group.values) ? group.values : undefined;
}
