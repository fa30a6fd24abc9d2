/** Numbers → places in a drawing, and the round numbers that stand beside its axis. */

export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

const ROUND = [1, 2, 5, 10];

/** @param room Where the first and the last value stand.
 *  @param most How many round numbers there may be. */
export function scale(values: readonly number[], [from, to]: readonly [number, number], most: number): Scale {
  const known = values.filter(Number.isFinite);
  const [least, greatest] = [Math.min(0, ...known), Math.max(0, ...known)];
  const spread = greatest - least || 1;
  const [low, high] = [least - 0.04 * spread, greatest + 0.04 * spread];
  const at = (value: number): number => from + ((value - low) / (high - low)) * (to - from);
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (ROUND.find((one) => one * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  // Not added up, because what is rounded adds up too.
  return { at, ticks: Array.from({ length: count }, (_, place) => (first + place) * step) };
}
