/** Compares lists. */

const isSame = (one: unknown, other: unknown): boolean => one === other;

/** Do two lists hold the same, in the same order? */
export const areSame = <A, B>(
  some: readonly A[],
  others: readonly B[],
  same: (one: A, other: B | undefined) => boolean = isSame,
): boolean => some.length === others.length && some.every((one, place) => same(one, others[place]));
