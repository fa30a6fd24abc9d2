/** Can sums be those of numbers at all? */

import type { Complaints, Spot } from "./complaints.js";
import type { Sums } from "./sums.js";

/** Sums of a million numbers are rounded by so much. */
const ROUNDED = 1e-9;

/** True: they can be.
 *  @param column How Σy is called.
 *  @param other What the second variable is called.
 *  @param at Where the row is, or a cell of it. */
export function isSound(
  [n, y, yy, x, xx, xy]: Sums,
  column: string,
  other: string,
  at: (column?: string) => Spot,
  complaints: Complaints,
): boolean {
  const refuse = (message: string): boolean => {
    complaints.error(at(), message);
    return false;
  };
  if (n === 0) return y === 0 && yy === 0 ? true : refuse(`${column} is ${y} of nobody`);
  const binary = yy === y;
  if (binary && y < 0) return refuse(`${column} is negative: ${y}`);
  if (binary && y > n)
    return refuse(`more ${column === "conversions" ? column : `of ${column}`} (${y}) than units (${n})`);
  // No numbers have less than Σy²/n of squares (Cauchy and Schwarz).
  if (lies(y * y, yy * n))
    return refuse(`sum_yy is too small: ${n} numbers that add up to ${y} have at least ${(y * y) / n}`);
  if (lies(x * x, xx * n)) return refuse(`the squares ${xx} are too small: ${n} numbers that add up to ${x} have more`);
  if (lies(xy * xy, xx * yy)) return refuse(`the products ${xy} are too large for squares of ${xx} and ${yy}`);
  for (const [name, sum, squares] of [
    ["yy", y, yy],
    [other + other, x, xx],
  ] as const)
    if (sum !== squares && n > 1 && isFaint(sum * sum, squares * n))
      complaints.warning(
        at(`sum_${name}`),
        `sum_${name} says next to nothing of how ${n} numbers vary: they are alike, or rounding took it; take a number near their mean off each before they are summed up`,
      );
  return true;
}

/** Whole numbers are not rounded up to 2⁵³. */
const isFaint = (less: number, more: number): boolean =>
  more > Number.MAX_SAFE_INTEGER && Math.abs(more - less) < ROUNDED * more;

const lies = (less: number, more: number): boolean => less > more * (1 + ROUNDED) + 1e-300;
