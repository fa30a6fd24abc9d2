/** Numbers, moments and plurals through the browser's `Intl`, each formatter made once: making one costs up to a hundred
 *  times what using it costs. Nothing here throws, because it is called from within the WebAssembly. */

import { type Formatters, ITEM } from "./core.js";

type Write = (value: number) => string;

/** More than any page needs; beyond it all are made anew. */
const KEPT = 64;

const made = new Map<string, Write>();

/** Of the locales the first is taken that the engine has: one that lacks a language would silently answer in another. */
function make(how: string, locales: string[], given: string, zone: string): Write {
  if (how === "s") return () => given.normalize();
  const options = given ? JSON.parse(given) : {};
  if (how === "n") return new Intl.NumberFormat(locales, options).format;
  if (how === "d") return new Intl.DateTimeFormat(locales, zone ? { timeZone: zone, ...options } : options).format;
  const rules = new Intl.PluralRules(locales, options);
  return (value) => rules.select(value);
}

/** What cannot be written as it should is written as the language would by itself, or else as digits. */
function makeAny(how: string): Write {
  const [locales = "", options = "", zone = ""] = how.slice(1).split(ITEM);
  for (const given of [options, ""])
    try {
      return make(how.charAt(0), locales.split(","), given, zone);
    } catch {
      // An option from a value may be out of its range.
    }
  return String;
}

export const formatters: Formatters = {
  write(value, how) {
    let format = made.get(how);
    if (!format) {
      if (made.size >= KEPT) made.clear();
      format = how ? makeAny(how) : String;
      made.set(how, format);
    }
    try {
      return format(value);
    } catch {
      // A moment that no calendar has.
      return String(value);
    }
  },
};
