/** Each operator of GrowthBook's conditions in CEL. A value of another type than is asked for is not equal to anything. */

import { NotCarried } from "./attributes.js";
import { comparisonOf, isObject, isOperators, type Scope, TYPES, type Value, valuesOf } from "./condition.js";
import { all, any, NO, not, rule, type Truth, UNKNOWN } from "./truth.js";
import { type Comparison, versionPattern } from "./version.js";

type Operator = (given: unknown, value: Value, scope: Scope) => Truth;

const literal = (value: unknown): string => JSON.stringify(value).replaceAll("\u2028", "\\u2028");
const typeOf = (value: unknown): string | undefined => TYPES[Array.isArray(value) ? "array" : typeof value];
const there = ({ has }: Value, cel: string): Truth => all([rule(has), rule(cel)]);
const missing = ({ has }: Value): Truth => not(rule(has));

const equals: Operator = (given, value) => {
  if (given === null) return missing(value);
  if (isObject(given)) return NO;
  if (typeOf(given) !== value.type) return NO;
  if (Array.isArray(given) && given.some((one) => typeof one !== "string")) return NO;
  return there(value, `${value.cel} == ${literal(given)}`);
};

const compares =
  (sign: string): Operator =>
  (given, value) =>
    typeOf(given) === value.type && (value.type === "text" || value.type === "number")
      ? there(value, `${value.cel} ${sign} ${literal(given)}`)
      : NO;

/** Which of these an element, or one of the elements, is. */
function isIn(given: readonly unknown[], value: Value): Truth {
  const type = value.type === "list" ? "text" : value.type;
  const same = given.filter((one) => typeOf(one) === type).map(literal);
  const found = same.length === 0 ? NO : among(value, `[${[...new Set(same)].join(", ")}]`);
  return given.includes(null) && value.type !== "list" ? any([found, missing(value)]) : found;
}

const among = (value: Value, list: string): Truth =>
  there(value, value.type === "list" ? `${value.cel}.exists(one, one in ${list})` : `${value.cel} in ${list}`);

/** The same, whether letters are large or small. */
function isInFolded(given: readonly unknown[], value: Value): Truth {
  if (value.type === "number" || value.type === "flag") return isIn(given, value);
  const texts = given.filter((one) => typeof one === "string");
  if (texts.length === 0) return isIn(given, value);
  const pattern = literal(`(?i)^(?:${texts.map(plain).join("|")})$`);
  return there(
    value,
    value.type === "list" ? `${value.cel}.exists(one, one.matches(${pattern}))` : `${value.cel}.matches(${pattern})`,
  );
}

const plain = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");

const listed =
  (test: (given: readonly unknown[], value: Value) => Truth): Operator =>
  (given, value) =>
    Array.isArray(given) ? test(given, value) : NO;

const grouped =
  (test: (given: readonly unknown[], value: Value) => Truth): Operator =>
  (given, value, { groups }) => {
    const values = valuesOf(groups[`${given}`]);
    return values ? test(values, value) : NO;
  };

const matches =
  (flags: string): Operator =>
  (given, value) => {
    if (typeof given !== "string" || value.type !== "text" || !isPattern(given)) return NO;
    return there(value, `${value.cel}.matches(${literal(flags + given)})`);
  };

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}

/** Lists of signals have texts. */
function checkTexts(given: unknown): void {
  const numbers = isOperators(given) ? Object.values(given) : [given];
  if (numbers.some((one) => typeof one === "number"))
    throw new NotCarried("a list has texts, and this asks for numbers in it");
}

const element = (cel: string): Value => ({ cel, type: "text", has: "true" });
/** Whether one of the elements is so. */
function exists(value: Value, truth: Truth): Truth {
  if (truth.holds === "false") return truth.fails === "true" ? NO : UNKNOWN;
  return there(value, truth.holds === "true" ? `${value.cel}.size() > 0` : `${value.cel}.exists(one, ${truth.holds})`);
}

const elemMatch: Operator = (given, value, scope) => {
  if (value.type !== "list") return NO;
  const isOfElements = isOperators(given) && !Object.keys(given).some((key) => /^\$(and|or|nor)$/.test(key));
  if (!isOfElements) throw new NotCarried("a list has texts, and this asks for objects in it");
  checkTexts(given);
  return exists(value, comparisonOf(given, element("one"), scope));
};

const everyOne =
  (test: (one: unknown, scope: Scope) => Truth): Operator =>
  (given, value, scope) => {
    if (value.type !== "list" || !Array.isArray(given)) return NO;
    given.forEach(checkTexts);
    return all([rule(value.has), ...given.map((one) => exists(value, test(one, scope)))]);
  };

const size: Operator = (given, value, scope) =>
  value.type === "list"
    ? all([rule(value.has), comparisonOf(given, { cel: `${value.cel}.size()`, type: "number", has: "true" }, scope)])
    : NO;

const type: Operator = (given, value) => {
  if (given === "object") throw new NotCarried("a signal is no object");
  if (given === "null") return missing(value);
  return TYPES[`${given}`] === value.type ? rule(value.has) : NO;
};

/** A text may be a version. Nothing else is equal to one. */
const version =
  (comparison: Comparison): Operator =>
  (given, value) => {
    if (value.type === "number") throw new NotCarried("a number is compared as a version");
    if (value.type !== "text" || (typeof given !== "string" && typeof given !== "number")) return NO;
    const pattern = versionPattern(comparison, `${given}`);
    const [marked, bare] = ["^v", "^"].map((beginning) => `${value.cel}.matches(${literal(beginning + pattern)})`);
    return there(value, `(${value.cel}.startsWith("v") ? ${marked} : ${bare})`);
  };

const OPERATORS: Readonly<Record<string, Operator>> = {
  $eq: equals,
  $ne: (given, value, scope) => not(equals(given, value, scope)),
  $lt: compares("<"),
  $lte: compares("<="),
  $gt: compares(">"),
  $gte: compares(">="),
  $exists: (given, value) => (given ? rule(value.has) : missing(value)),
  $in: listed(isIn),
  $nin: listed((given, value) => not(isIn(given, value))),
  $ini: listed(isInFolded),
  $nini: listed((given, value) => not(isInFolded(given, value))),
  $inGroup: grouped(isIn),
  $notInGroup: grouped((given, value) => not(isIn(given, value))),
  $not: (given, value, scope) => not(comparisonOf(given, value, scope)),
  $size: size,
  $all: everyOne((one, scope) => comparisonOf(one, element("one"), scope)),
  $alli: everyOne((one) => isInFolded([one], element("one"))),
  $elemMatch: elemMatch,
  $regex: matches(""),
  $regexi: matches("(?i)"),
  $type: type,
  $veq: version("=="),
  $vne: (given, value, scope) => not(version("==")(given, value, scope)),
  $vlt: version("<"),
  $vlte: version("<="),
  $vgt: version(">"),
  $vgte: version(">="),
};

/** What is no operator is unknown, and what belongs to a whole condition never holds for a value. */
export function operators(name: string, given: unknown, value: Value, scope: Scope): Truth {
  if (["$and", "$or", "$nor", "$savedGroup"].includes(name)) return NO;
  const found = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  return found ? found(given, value, scope) : UNKNOWN;
}
