/** Prerequisites: features that have to have some value before a rule counts → when that is so. */

import { NotCarried } from "./attributes.js";
import { comparisonOf, conditionOf, isObject, type Json, type Scope, TYPES } from "./condition.js";
import { isDealt } from "./experiment.js";
import { all, any, NO, not, type Truth, YES } from "./truth.js";

export type Features = Readonly<Record<string, unknown>>;

/** When all features have the values that a rule asks for. */
export function prerequisites(given: unknown, features: Features, scope: Scope, seen: readonly string[] = []): Truth {
  if (!Array.isArray(given)) return YES;
  return all(
    given.map((one) => {
      const { id, condition } = isObject(one) ? one : {};
      if (typeof id !== "string" || seen.includes(id)) throw new NotCarried("features that ask for each other");
      return any(
        outcomes(features[id], features, scope, [...seen, id]).map(([value, reached]) =>
          all([reached, holds(condition, value, scope)]),
        ),
      );
    }),
  );
}

/** Whether a gate stands before a rule: without it the feature has no value. */
export const isGate = (given: unknown): boolean =>
  Array.isArray(given) && given.some((one) => isObject(one) && one.gate);

/** The values that a feature may have, and when it has each. */
function outcomes(feature: unknown, features: Features, scope: Scope, seen: readonly string[]): [unknown, Truth][] {
  if (!isObject(feature)) return [];
  const found: [unknown, Truth][] = [];
  let left: Truth = YES;
  for (const rule of Array.isArray(feature.rules) ? feature.rules : []) {
    if (!isObject(rule) || isDealt(rule)) throw new NotCarried("a prerequisite is dealt by chance");
    const open = prerequisites(rule.parentConditions, features, scope, seen);
    if (isGate(rule.parentConditions)) left = all([left, open]);
    if (!("force" in rule)) continue;
    const when = all([open, rule.condition === undefined ? YES : conditionOf(rule.condition, scope)]);
    found.push([rule.force, all([left, when])]);
    left = all([left, not(when)]);
  }
  return [...found, [feature.defaultValue ?? null, left]];
}

/** Whether a value that is known is as a condition asks for. */
function holds(condition: unknown, value: unknown, scope: Scope): Truth {
  const { value: asked, ...others } = isObject(condition) ? (condition as Json) : { value: undefined };
  if (asked === undefined || Object.keys(others).length > 0)
    throw new NotCarried("a prerequisite asks for more than a value");
  if (value === null) return NO;
  const type = TYPES[Array.isArray(value) ? "array" : typeof value];
  if (type === undefined) throw new NotCarried("a prerequisite is an object");
  return comparisonOf(asked, { cel: JSON.stringify(value), type, has: "true" }, scope);
}
