/** How a language writes the facts of a brief: the forms that the host's `Intl` has for them. The core compares texts with these alone. */

import type { Brief, Fact } from "../types/copy.js";

/** Ways to write a fact, each of parts, each with the forms that it may have. */
export type Ways = readonly (readonly (readonly string[])[])[];

/** Digits that are usual beside those of the locale. */
const NUMBERING: Readonly<Record<string, readonly string[]>> = { ar: ["arab", "latn"], fa: ["arabext", "latn"] };

type Write = (amount: number) => readonly string[];

/** For each fact that the host has to write. */
export function formsOf({ facts = {} }: Brief, locale: string): Readonly<Record<string, Ways>> {
  const known = Object.entries(facts).map(([name, fact]) => [name, waysOf(fact, localesOf(locale))] as const);
  return Object.fromEntries(known.filter(([, ways]) => ways.length > 0));
}

/** The locale with each numbering that is usual in it. */
function localesOf(locale: string): readonly string[] {
  const [language = ""] = locale.split("-");
  const usual = NUMBERING[language.toLowerCase()];
  return usual ? usual.map((name) => new Intl.Locale(locale, { numberingSystem: name }).toString()) : [locale];
}

function waysOf(fact: Fact, locales: readonly string[]): Ways {
  if (fact.type === "price") return [[prices(locales, fact.currency)(fact.amount)]];
  if (fact.type === "quantity") return [[quantities(locales, fact.unit)(fact.amount)]];
  if (fact.type === "date") return dates(locales, fact.date, fact.until);
  if (fact.type !== "change") return [];
  const write = fact.currency ? prices(locales, fact.currency) : quantities(locales, fact.unit);
  // “from 20 to 30 percent”: the unit may stand once.
  const bare = quantities(locales, undefined);
  return [
    [write(fact.from), write(fact.to)],
    [bare(fact.from), write(fact.to)],
  ];
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making one takes longer than all that is done with it. */
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];

function each(locales: readonly string[], options: readonly Intl.NumberFormatOptions[], amount: number): string[] {
  const grouping = Math.abs(amount) < 10_000 ? [true, false] : [true];
  return locales.flatMap((locale) =>
    options.flatMap((one) =>
      grouping.map((useGrouping) => numberFormat(locale, { ...one, useGrouping }).format(amount)),
    ),
  );
}

function prices(locales: readonly string[], currency: string): Write {
  const displays = ["symbol", "narrowSymbol", "code", "name"] as const;
  return (amount) => {
    const whole = Number.isInteger(amount) ? [{}, { minimumFractionDigits: 0, maximumFractionDigits: 0 }] : [{}];
    const styles = displays.flatMap((currencyDisplay) =>
      whole.map((digits) => ({ style: "currency", currency, currencyDisplay, ...digits }) as const),
    );
    return unique(each(locales, styles, amount));
  };
}

/** More digits than any quantity of a text has. */
const DIGITS = { maximumFractionDigits: 12 };

function quantities(locales: readonly string[], unit: FactUnit): Write {
  if (unit === undefined) return (amount) => unique(each(locales, [DIGITS], amount));
  if (unit === "percent") {
    const displays = ["short", "long", "narrow"] as const;
    const styles = displays.map((unitDisplay) => ({ style: "unit", unit, unitDisplay, ...DIGITS }) as const);
    return (amount) => unique(each(locales, styles, amount));
  }
  if (typeof unit === "string" && isKnown(unit)) {
    const displays = ["long", "short", "narrow"] as const;
    return (amount) =>
      unique(
        each(
          locales,
          displays.map((unitDisplay) => ({ style: "unit", unit, unitDisplay, ...DIGITS }) as const),
          amount,
        ),
      );
  }
  const words = locales.flatMap((locale) => own(unit, locale));
  return (amount) =>
    unique(each(locales, [DIGITS], amount).flatMap((number) => words.map((word) => `${number} ${word}`)));
}

type FactUnit = Extract<Fact, { type: "quantity" }>["unit"];

function isKnown(unit: string): boolean {
  try {
    new Intl.NumberFormat("en", { style: "unit", unit });
    return true;
  } catch {
    return false;
  }
}

/** Words of the site's own for a language. */
function own(unit: NonNullable<FactUnit>, locale: string): readonly string[] {
  if (typeof unit === "string") return [unit];
  if (Array.isArray(unit)) return unit.flat();
  const [language = ""] = locale.split("-");
  const words = (unit as Readonly<Record<string, string | readonly (string | readonly string[])[]>>)[language] ?? [];
  return typeof words === "string" ? [words] : words.flat();
}

/** The ways to write a day. */
const DAYS: readonly Intl.DateTimeFormatOptions[] = [
  { dateStyle: "long" },
  { dateStyle: "full" },
  { dateStyle: "medium" },
  { dateStyle: "short" },
  { day: "numeric", month: "long" },
  { day: "numeric", month: "short" },
  { weekday: "long", day: "numeric", month: "long" },
  { weekday: "short", day: "numeric", month: "short" },
  { weekday: "short", day: "numeric", month: "long" },
  { day: "numeric", month: "numeric" },
  { day: "2-digit", month: "2-digit" },
  { day: "numeric", month: "numeric", year: "numeric" },
  { day: "2-digit", month: "2-digit", year: "numeric" },
];

function dates(locales: readonly string[], from: string, until: string | undefined): Ways {
  const regions = locales.flatMap((locale) => (/^en(-[uU]-.*)?$/.test(locale) ? [locale, "en-GB"] : [locale]));
  // In English of no region only days with the month in words mean one day.
  const styles = (locale: string) => (locale === "en-GB" && !locales.includes(locale) ? DAYS.filter(isInWords) : DAYS);
  const formats = regions.flatMap((locale) =>
    styles(locale).map((style) => new Intl.DateTimeFormat(locale, { ...style, calendar: "gregory", timeZone: "UTC" })),
  );
  const inEnglish = locales.some((locale) => /^en\b/.test(locale));
  const one = (day: string): readonly string[] => {
    const moment = new Date(`${day}T00:00:00Z`);
    return unique([
      ...formats.flatMap((format) => (inEnglish ? ordinals(format, moment) : [format.format(moment)])),
      day,
    ]);
  };
  if (until === undefined) return [[one(from)]];
  const [begin, end] = [new Date(`${from}T00:00:00Z`), new Date(`${until}T00:00:00Z`)];
  const whole = unique(formats.map((format) => format.formatRange(begin, end)));
  return [[whole], [one(from), one(until)], [regions.map((locale) => bareDay(locale, begin)), one(until)]];
}

const isInWords = ({ dateStyle, month }: Intl.DateTimeFormatOptions): boolean =>
  dateStyle ? dateStyle !== "short" : month === "long" || month === "short";

/** “from 24 to 31 December”: the first day may be a number. */
const bareDay = (locale: string, moment: Date): string =>
  new Intl.DateTimeFormat(locale, { day: "numeric", timeZone: "UTC" }).format(moment);

/** English also says “December 24th”. */
function ordinals(format: Intl.DateTimeFormat, moment: Date): readonly string[] {
  const parts = format.formatToParts(moment);
  const inWords = parts.some(({ type, value }) => type === "month" && /[a-z]/i.test(value));
  const text = parts.map(({ value }) => value).join("");
  if (!inWords) return [text];
  const day = moment.getUTCDate();
  const ending = day > 10 && day < 14 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return [text, parts.map(({ type, value }) => (type === "day" ? `${value}${ending}` : value)).join("")];
}
