/** Numbers and moments through the browser's `Intl`, each formatter made once: making one costs up to a hundred times
 *  what using it costs. Nothing here throws, because it is called from within the WebAssembly. */

import type { Formatters } from "./core.js";

type Write = (value: number) => string;

/** More than any page needs; beyond it all are made anew. */
const KEPT = 64;

const made = new Map<string, Write>();

function numbers(locale: string, most: number, least: number): Write {
  const options: Intl.NumberFormatOptions = {};
  if (least < 255) options.minimumFractionDigits = least;
  if (most < 255) options.maximumFractionDigits = most;
  return new Intl.NumberFormat(locale, options).format;
}

function moments(locale: string, zone: string, fields: number, length: number, time: number): Write {
  const options: Intl.DateTimeFormatOptions = {};
  if (zone) options.timeZone = zone;
  if (fields & 1) options.weekday = length === 2 ? "long" : "short";
  if (fields & 2) options.day = "numeric";
  if (fields & 4) options.month = (["numeric", "short", "long"] as const)[length] ?? "long";
  if (fields & 8) options.year = "numeric";
  if (time > 0) options.hour = "numeric";
  if (time > 1) options.minute = "2-digit";
  if (time > 2) options.second = "2-digit";
  return new Intl.DateTimeFormat(locale, options).format;
}

function make(locale: string, zone: string, style: number): Write {
  const byte = (place: number): number => (style >> (8 * place)) & 255;
  if (!locale) return String;
  return byte(3) ? moments(locale, zone, byte(0), byte(1), byte(2)) : numbers(locale, byte(0), byte(1));
}

export const formatters: Formatters = {
  write(value, ...wanted) {
    const key = wanted.join();
    try {
      let format = made.get(key);
      if (!format) {
        if (made.size >= KEPT) made.clear();
        format = make(...wanted);
        made.set(key, format);
      }
      return format(value);
    } catch {
      // An engine that cannot still writes digits.
      return String(value);
    }
  },
};
