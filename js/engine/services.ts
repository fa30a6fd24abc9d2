/** The functions of the platform that the whole of CEL borrows: numbers as texts, and the clocks of the world. */

import type { Lend } from "./core.js";
import { formatters } from "./intl.js";
import { likely } from "./locale.js";
import { offsetAt } from "./offset.js";

/** From here on `toFixed` writes exponents, and no number has a fraction any more. */
const LARGE = 1e21;

const whole = (value: number, digits: number): string =>
  `${BigInt(value)}${digits > 0 ? `.${"0".repeat(digits)}` : ""}`;

function fixed(value: number, digits: number, exponential: number): string {
  if (exponential) return value.toExponential(digits);
  return Math.abs(value) < LARGE ? value.toFixed(digits) : whole(value, digits);
}

export const services: Lend = (texts) => ({
  ...formatters(texts),
  fixed: (value, digits, exponential, at, room) => texts.put(fixed(value, digits, exponential), at, room),
  offset: (moment, at, length) => offsetAt(texts.read(at, length), moment),
  parse: (at, length) => Number(texts.read(at, length)),
  // Only compiling asks.
  likely: (at, length, to, room) => texts.put(likely(texts.read(at, length)), to, room),
});
