/** The sums of an arm. */

/** n, Σy, Σy², of x or the denominator the same two, and Σ of the products. */
export type Sums = readonly [n: number, y: number, yy: number, other: number, others: number, products: number];

export const NOBODY: Sums = [0, 0, 0, 0, 0, 0];

/** Both together. */
export const plus = (one: Sums, other: Sums): Sums =>
  one.map((sum, place) => sum + (other[place] ?? 0)) as unknown as Sums;
