/** Whole numbers that somebody handed in. */

/** @throws TypeError if it is none, or too small or too large. */
export function checkWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new TypeError(`${name} is a whole number from ${least} to ${most}, and not ${String(value)}`);
}
