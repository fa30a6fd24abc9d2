/** Numbers, moments and plurals through the browser's `Intl`, each formatter made once: making one costs up to a hundred
 *  times what using it costs. Nothing here throws, because it is called from within the WebAssembly. */

import { type Formatters, ITEM } from "./protocol.js";

type Write = (value: number) => string;

/** More than any page needs; beyond it all are made anew. */
const KEPT = 64;

/** Every way to write that was asked for: plain digits, a text in normal form, which changes each time, and more. */
const ways = ["", ""];
let made: Write[] = [];

/** What JSON text says, without the numbers that are not whole ones up to `most`. */
const parse = (text: string, most: number): object =>
  text
    ? JSON.parse(text, (_, value) =>
        typeof value === "number" && !(value >= 0 && value <= most && value % 1 === 0) ? undefined : value,
      )
    : {};

/** Of the locales the first is taken that the engine has: one that lacks a language would silently answer in another. */
function make(how: string, locales: string[], options: object, zone: string): Write {
  if (how === "n") return new Intl.NumberFormat(locales, options).format;
  if (how === "d") return new Intl.DateTimeFormat(locales, zone ? { timeZone: zone, ...options } : options).format;
  const rules = new Intl.PluralRules(locales, options);
  return (value) => rules.select(value);
}

/** Where an option cannot be, because a value set it to too many digits, numbers are left out; what cannot be written at
 *  all is digits. */
function makeAny(how: string): Write {
  const [locales = "", options = "", zone = ""] = how.slice(1).split(ITEM);
  if (!how) return String;
  if (how.startsWith("s")) return () => options.normalize();
  for (const most of [5000, -1])
    try {
      return make(how.charAt(0), locales.split(","), parse(options, most), zone);
    } catch {
      // Without its numbers, then.
    }
  return String;
}

export const formatters: Formatters = {
  learn(how) {
    if (how.startsWith("s")) {
      delete made[1];
      ways[1] = how;
    }
    const way = ways.indexOf(how);
    return way < 0 ? ways.push(how) - 1 : way;
  },
  write(value, way) {
    let format = made[way];
    if (!format) {
      if (Object.keys(made).length >= KEPT) made = [];
      format = makeAny(ways[way] as string);
      made[way] = format;
    }
    try {
      return format(value);
    } catch {
      // A moment that no calendar has.
      return String(value);
    }
  },
};
