/** The functions of the platform that the whole of CEL borrows: numbers as texts, and the clocks of the world. */

import type { Services } from "./core.js";
import { formatters } from "./intl.js";
import { likely } from "./locale.js";
import { offsetAt } from "./offset.js";

/** From here on `toFixed` writes exponents, and no number has a fraction any more. */
const LARGE = 1e21;

const whole = (value: number, digits: number): string =>
  `${BigInt(value)}${digits > 0 ? `.${"0".repeat(digits)}` : ""}`;

export const services: Services = {
  ...formatters,
  fixed: (value, digits, exponential) =>
    exponential ? value.toExponential(digits) : Math.abs(value) < LARGE ? value.toFixed(digits) : whole(value, digits),
  offset: offsetAt,
  likely,
};
