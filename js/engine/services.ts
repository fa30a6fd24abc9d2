/** What the whole of CEL borrows of the platform: numbers as texts, and the clocks of the world. */

import { likely } from "../context/locale.js";
import { offsetAt } from "../context/zone.js";
import { formatters } from "./intl.js";
import type { Services } from "./protocol.js";

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
