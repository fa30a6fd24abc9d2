/** Numbers and moments through the browser's `Intl`, each formatter made once: making one costs up to a hundred times
 *  what using it costs. Nothing here throws, because it is called from within the WebAssembly. */

import type { Formatters } from "./core.js";
import { offsetAt } from "./zone.js";

type Write = (value: number) => string;

/** More than any page needs; beyond it all are made anew. */
const KEPT = 64;

const made = new Map<string, Write>();

function write(key: string, value: number, make: () => Write): string {
  try {
    let format = made.get(key);
    if (!format) {
      if (made.size >= KEPT) made.clear();
      format = make();
      made.set(key, format);
    }
    return format(value);
  } catch {
    // An engine that cannot still writes digits.
    return String(value);
  }
}

function dateOptions(zone: string, fields: number, length: number, time: number): Intl.DateTimeFormatOptions {
  const options: Intl.DateTimeFormatOptions = {};
  if (zone) options.timeZone = zone;
  if (fields & 1) options.weekday = length === 2 ? "long" : "short";
  if (fields & 2) options.day = "numeric";
  if (fields & 4) options.month = (["numeric", "short", "long"] as const)[length] ?? "long";
  if (fields & 8) options.year = "numeric";
  if (time > 0) options.hour = "numeric";
  if (time > 1) options.minute = "2-digit";
  if (time > 2) options.second = "2-digit";
  return options;
}

export const formatters: Formatters = {
  number: (locale, value, least, most) =>
    write(`${locale} ${least} ${most}`, value, () => {
      const options: Intl.NumberFormatOptions = {};
      if (least < 255) options.minimumFractionDigits = least;
      if (most < 255) options.maximumFractionDigits = most;
      return new Intl.NumberFormat(locale, options).format;
    }),
  date: (locale, instant, zone, ...style) =>
    write(
      [locale, zone, ...style].join(),
      instant,
      () => new Intl.DateTimeFormat(locale, dateOptions(zone, ...style)).format,
    ),
  fixed: (value, digits, exponential) => (exponential ? value.toExponential(digits) : value.toFixed(digits)),
  offset: offsetAt,
};
