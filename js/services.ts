/** What the whole of CEL borrows of the platform: numbers as texts, and the clocks of the world. */

import type { Services } from "./core.js";
import { formatters } from "./intl.js";
import { offsetAt } from "./zone.js";

export const services: Services = {
  ...formatters,
  fixed: (value, digits, exponential) => (exponential ? value.toExponential(digits) : value.toFixed(digits)),
  offset: offsetAt,
};
