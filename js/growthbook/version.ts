/** A comparison of versions with a fixed one → a pattern. GrowthBook compares them as texts in which each number takes five places,
 *  and a version of three parts has a fourth, “~”, so that it is behind its previews. */

import { NotCarried } from "./attributes.js";

export type Comparison = "==" | "<" | "<=" | ">" | ">=";

/** Any part, and what stands between two. */
const [PART, BETWEEN] = ["[^.+-]*", "[.-]"];
const LAST = "~";

/** The pattern of all versions that compare so, without a `v` before them. It has no beginning. */
export function versionPattern(comparison: Comparison, given: string): string {
  const parts = given.replace(/^v|\+.*$/g, "").split(/[-.]/);
  const all = parts.length === 3 ? [...parts, LAST] : parts;
  const found = [
    ...(comparison.includes(">") ? differing(all, greater, true) : []),
    ...(comparison.includes("<") ? differing(all, less, false) : []),
    ...(comparison.includes("=") ? [equal(parts, parts.length)] : []),
  ];
  return `(?:${found.length > 0 ? found.join("|") : "$^"})(?:\\+.*)?$`;
}

const equal = (parts: readonly string[], count: number): string => parts.slice(0, count).map(plain).join(BETWEEN);
const plain = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
const ANY = `(?:${BETWEEN}${PART})*`;
const MORE = `(?:${BETWEEN}${PART})+`;

/** All versions that are the same up to a part, and differ there. */
function differing(parts: readonly string[], differ: (part: string) => string[], isGreater: boolean): string[] {
  const found = parts.flatMap((part, place) => {
    const before = place === 0 ? "" : equal(parts, place) + BETWEEN;
    const here = differ(part);
    return [...(here.length > 0 ? [`${before}(?:${here.join("|")})${ANY}`] : []), ...ending(parts, place, isGreater)];
  });
  return isGreater ? [...found, equal(parts, parts.length) + MORE] : found;
}

/** A version that ends before a part is less; one of three parts has its fourth, “~”, compared. */
function ending(parts: readonly string[], place: number, isGreater: boolean): string[] {
  const part = parts[place] as string;
  const counts = place === 3 ? (isGreater ? part < LAST : part > LAST) : !isGreater && place > 0;
  return counts ? [equal(parts, place)] : [];
}

const isNumber = (part: string): boolean => /^[0-9]+$/.test(part);

/** What a part may be so that it stands behind this one. */
function greater(part: string): string[] {
  if (isNumber(part)) return [...sameLength(part, true), `[0-9]{${places(part) + 1},}`, `[0-9]*[^0-9.+-]${PART}`];
  return [...steps(part).map(([before, letter]) => before + above(letter) + PART), `${plain(part)}[^.+-]+`];
}

/** What a part may be so that it stands before this one. */
function less(part: string): string[] {
  if (isNumber(part))
    return [...sameLength(part, false), ...(places(part) > 1 ? [`[0-9]{1,${places(part) - 1}}`] : [])];
  const begun = steps(part).map(([before]) => before);
  return [...steps(part).map(([before, letter]) => before + below(letter) + PART), ...begun];
}

function places(part: string): number {
  if (part.length > 4) throw new NotCarried("a number in a version has more than four digits");
  return part.length;
}

/** Numbers of as many digits that are greater, or less. */
const sameLength = (part: string, isGreater: boolean): string[] =>
  [...part].flatMap((digit, place) => {
    const [from, to] = isGreater ? [Number(digit) + 1, 9] : [0, Number(digit) - 1];
    return from > to ? [] : [`${part.slice(0, place)}[${from}-${to}][0-9]{${part.length - place - 1}}`];
  });

/** Each letter, and what stands before it. */
function steps(part: string): [string, string][] {
  if (!/^[A-Za-z~][^.+-]*$/.test(part))
    throw new NotCarried("a part of a version begins with neither a letter nor is a number");
  return [...part].map((letter, place) => [plain(part.slice(0, place)), letter]);
}

const hex = (code: number): string => `\\x{${code.toString(16)}}`;
const above = (letter: string): string => `[^\\x{0}-${hex(letter.codePointAt(0) ?? 0)}]`;
/** Without the three that end a part: + - and the full stop. */
const below = (letter: string): string => `[\\x{0}-\\x{2a}\\x{2c}\\x{2f}-${hex((letter.codePointAt(0) ?? 0) - 1)}]`;
