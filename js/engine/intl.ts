/** Numbers, moments and plurals through the browser's `Intl`, each formatter made once: making one costs up to a hundred
 *  times what using it costs. Nothing here throws, because the WebAssembly calls it. */

import type { Lend } from "./core.js";
import { sameLanguage } from "./locale.js";
import { Formatter, GROUP, ITEM } from "./protocol.js";

type Write = (value: number) => string;

/** More formatters than any page needs. Beyond it all are made anew. */
const MOST = 64;

/** The names of all ways to write that were asked for. The first is plain digits. The second is a text in normal form,
 *  which is another each time. */
const ways = ["", ""];
let made: Write[] = [];

/** The options that name what a platform may not have, and those that need them. */
const NAMES = /zone|calendar|system|currency|unit|style/i;

/** An object of options from JSON text, without the numbers that are not whole ones up to `most`; where that is negative,
 *  without any number, and below -1 without any name that may be refused. */
const parse = (text: string, most: number): object =>
  text
    ? JSON.parse(text, (key, value) =>
        (typeof value === "number" && !(value >= 0 && value <= most && value % 1 === 0)) ||
        (most < -1 && NAMES.test(key))
          ? undefined
          : value,
      )
    : {};

/** Without a zone it is the device's, which may move: a formatter keeps the one that it was made in. */
function moments(locales: string[], options: object, zone: string): Write {
  const made = () => new Intl.DateTimeFormat(locales, zone ? { timeZone: zone, ...options } : options).format;
  const first = made();
  return zone ? first : (value) => made()(value);
}

/** `Intl` takes the first of the locales that it has: with one that it lacks it would silently answer in another. */
function make(kind: string, locales: string[], options: object, zone: string): Write {
  if (kind === Formatter.Number) return new Intl.NumberFormat(locales, options).format;
  // Explanations tell moments too.
  if (($time || $explain || $insights) && kind === Formatter.Moment) return moments(locales, options, zone);
  if ($phrase && kind === Formatter.List) {
    const words = new Intl.ListFormat(locales, options).format(zone.split(GROUP));
    return () => words;
  }
  if ($phrase && kind === Formatter.Relative) return fromNow(locales, options);
  const rules = new Intl.PluralRules(locales, options);
  return (value) => rules.select(value);
}

/** A stretch of time in its unit; without one it is in milliseconds, and the largest unit is taken that fits. */
function fromNow(locales: string[], options: object): Write {
  const words = new Intl.RelativeTimeFormat(locales, options);
  const { unit } = options as { unit?: Intl.RelativeTimeFormatUnit };
  if (unit) return (value) => words.format(value, unit);
  return (value) => {
    const minutes = Math.trunc(value / 60_000);
    const hours = Math.trunc(minutes / 60);
    const days = Math.trunc(hours / 24);
    return days ? words.format(days, "day") : hours ? words.format(hours, "hour") : words.format(minutes, "minute");
  };
}

/** The languages to write in, most wanted first. A reader's own tag stands before a semicolon; it counts where it is the same language
 *  in the same script. Plurals are those of the words, whatever the reader's region. */
function regional(kind: string, tags: string): string[] {
  const [own = "", reader] = tags.split(";").reverse();
  const all = own.split(",");
  return reader && kind !== Formatter.Plural && sameLanguage(reader, all[0] as string) ? [reader, ...all] : all;
}

/** Where an option cannot be, because a value set it to too many digits, the options that are numbers are left out; then
 *  whatever else the platform may refuse, the zone too: some browsers name one that they do not know. The rest are words
 *  that compiling checked, so that no moment is ever written in digits. */
function makeAny(way: string): Write {
  const [locales = "", options = "", zone = ""] = way.slice(1).split(ITEM);
  const kind = way.charAt(0);
  const hasOptions = $options || $time || $explain || $insights;
  if (!way) return String;
  if ($wording && way.startsWith(Formatter.Normal)) return () => options.normalize();
  for (const most of [5000, -1, -2])
    try {
      return make(kind, regional(kind, locales), hasOptions ? parse(options, most) : {}, most < -1 ? "" : zone);
    } catch {
      // With less, then.
    }
  return String;
}

/** The number of a way to write. */
function learn(how: string): number {
  if (($wording && how.startsWith(Formatter.Normal)) || ($phrase && how.startsWith(Formatter.List))) {
    delete made[1];
    ways[1] = how;
  }
  const way = ways.indexOf(how);
  return way < 0 ? ways.push(how) - 1 : way;
}

function write(value: number, way: number): string {
  let format = made[way];
  if (!format) {
    if (Object.keys(made).length >= MOST) made = [];
    format = makeAny(ways[way] as string);
    made[way] = format;
  }
  try {
    return format(value);
  } catch {
    // No calendar has such a moment.
    return String(value);
  }
}

export const formatters: Lend = (texts) => ({
  learn: (at, length) => learn(texts.read(at, length)),
  write: (value, way, at, room) => texts.put(write(value, way), at, room),
});
