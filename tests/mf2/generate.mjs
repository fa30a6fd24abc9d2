// A seed becomes a random message of MessageFormat 2, its language and its values.

/** Mulberry32. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (count) => Math.floor(next() * count),
    of: (all) => all[Math.floor(next() * all.length)],
    often: (share) => next() < share,
  };
}

const LOCALES = ["en", "de", "fr", "pl", "ar", "he", "ja", "ru", "cy", "lv", "pt-BR", "en-GB"];
const WORDS = ["all", "green", "*", "one"];
const NUMBERS = [
  0, 1, 2, 3, 5, 11, 21, 22, 100, 1234, 1e6, 0.5, 1.5, 2.75, 1234.5678, -1, -2.5, -1234.5, 0.005, 99.995,
];
const TEXTS = ["Ana", "", "שלום", "a b", "{$x}", "<b>", "1", "12", "one", "green", "é", "e\u0301", "\\|", "🙂"];
const LITERALS = [
  "1",
  "2",
  "-3",
  "0.5",
  "12.34",
  "1e3",
  "foo",
  "|b c|",
  "|a\\\\b|",
  "||",
  "|1|",
  "01",
  "1.",
  "é",
  "|{}|",
];
const DATES = [
  "|2026-11-24|",
  "|2026-11-24T18:05:09|",
  "|2000-02-29T00:00:00Z|",
  "|1999-12-31T23:59:59+02:00|",
  "|horse|",
];
const DIGITS = ["0", "1", "2", "3", "|2|", "4"];

const COMMON = {
  minimumIntegerDigits: ["1", "2", "3", "|4|"],
  minimumFractionDigits: DIGITS,
  maximumFractionDigits: DIGITS,
  minimumSignificantDigits: ["1", "2", "3"],
  maximumSignificantDigits: ["3", "4", "5"],
  roundingMode: ["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven"],
  roundingPriority: ["auto", "morePrecision", "lessPrecision"],
  signDisplay: ["auto", "always", "exceptZero", "negative", "never"],
  trailingZeroDisplay: ["auto", "stripIfInteger"],
  useGrouping: ["auto", "always", "never", "min2"],
};
const pick = (...names) => Object.fromEntries(names.map((name) => [name, COMMON[name]]));
const without = (...names) => Object.fromEntries(Object.entries(COMMON).filter(([name]) => !names.includes(name)));

/** The options of each function, and what they are set to. */
const FUNCTIONS = {
  string: {},
  number: { ...COMMON, select: ["exact", "ordinal", "plural"] },
  integer: {
    ...pick("minimumIntegerDigits", "maximumSignificantDigits", "signDisplay", "useGrouping"),
    select: ["exact", "ordinal", "plural"],
  },
  percent: without("minimumIntegerDigits"),
  currency: {
    currency: ["EUR", "USD", "JPY", "|CHF|"],
    currencyDisplay: ["narrowSymbol", "symbol", "name", "code"],
    currencySign: ["standard", "accounting"],
    fractionDigits: ["auto", "0", "2", "3"],
    ...without("minimumFractionDigits", "maximumFractionDigits", "signDisplay"),
  },
  unit: {
    unit: ["kilometer", "liter", "celsius", "day", "kilometer-per-hour"],
    unitDisplay: ["short", "narrow", "long"],
    ...COMMON,
  },
  offset: { add: ["1", "2", "10"], subtract: ["1", "3"] },
  date: {
    fields: ["weekday", "day-weekday", "month-day", "month-day-weekday", "year-month-day", "year-month-day-weekday"],
    length: ["long", "medium", "short"],
    timeZone: ["UTC", "|Europe/Berlin|"],
  },
  time: {
    precision: ["hour", "minute", "second"],
    timeZoneStyle: ["long", "short"],
    hour12: ["true", "false"],
    timeZone: ["UTC", "|Asia/Tokyo|"],
  },
  datetime: {
    dateFields: ["weekday", "month-day", "year-month-day", "year-month-day-weekday"],
    dateLength: ["long", "medium", "short"],
    timePrecision: ["hour", "minute", "second"],
    hour12: ["true", "false"],
    calendar: ["gregory", "buddhist"],
  },
};
const NUMERIC = ["number", "integer", "percent", "currency", "unit", "offset"];
const DATED = ["date", "time", "datetime"];
const KEYS = ["0", "1", "2", "3", "one", "few", "many", "other", "two", "zero", "1.5", "100", "50", "-1"];
const TEXT_KEYS = ["Ana", "||", "green", "all", "|*|", "one", "1", "é", "|e\u0301|", "|a b|"];

/** @returns {{ src: string, locale: string, isolated: boolean, values: Record<string, string | number> }} */
export function generate(seed) {
  const { below, of, often } = chance(seed);
  const values = {
    "preference.n": of(NUMBERS),
    "preference.m": of(NUMBERS),
    "preference.t": of(TEXTS),
    "preference.w": of(WORDS),
  };
  /** The names that are there, each with what it holds: `n` a number, `t` a text, `d` a moment, `x` nobody knows. */
  const names = { "preference.n": "n", "preference.m": "n", "preference.t": "t", "preference.w": "t" };
  if (often(0.03)) names["preference.none"] = "x";

  const named = (kind) => {
    // The peer takes numbers and texts for dates, as JavaScript does; here only moments are.
    const fitting = Object.keys(names).filter((name) => names[name] === kind || (kind !== "d" && often(0.02)));
    return fitting.length > 0 ? `$${of(fitting)}` : undefined;
  };
  const option = (table) => {
    const name = of(Object.keys(table));
    if (often(0.01)) return [name, of(["foo", "-1", "99999"])];
    if (often(0.01)) return ["unheardOf", "1"];
    const digits = /Digits$/.test(name);
    return [name, digits && often(0.05) ? (named("n") ?? "2") : of(table[name])];
  };
  const call = (name) => {
    const table = FUNCTIONS[name];
    const chosen = new Map();
    if (name === "currency" || name === "unit") if (often(0.9)) chosen.set(name, of(table[name]));
    if (name === "offset" && often(0.95))
      chosen.set(
        ...of([
          ["add", of(table.add)],
          ["subtract", of(table.subtract)],
        ]),
      );
    if (Object.keys(table).length > 0 && name !== "offset")
      for (let count = below(3); count > 0; count -= 1) chosen.set(...option(table));
    if (often(0.05)) chosen.set("u:dir", of(["ltr", "rtl", "auto"]));
    const attributes = often(0.05) ? " @note @as=|is|" : "";
    return ` :${name}${[...chosen].map(([key, value]) => ` ${key}=${value}`).join("")}${attributes}`;
  };
  /** An expression without its braces, and what it holds. */
  const expression = () => {
    const kind = of(["n", "n", "n", "t", "t", "d"]);
    const operand =
      (often(0.7) && named(kind)) ||
      (kind === "d" ? of(DATES) : kind === "n" ? of(LITERALS.slice(0, 7)) : of(LITERALS));
    if (kind === "d") return [operand + call(of(DATED)), "d"];
    if (often(0.02)) return [`${operand} :unheardOf`, "x"];
    if (often(0.25)) return [operand, operand.startsWith("$") ? (names[operand.slice(1)] ?? "x") : "t"];
    if (kind === "n") return [operand + call(of(NUMERIC)), "n"];
    return [operand + call("string"), "t"];
  };
  const pattern = () => {
    let text = "";
    for (let count = below(4) + 1; count > 0; count -= 1) {
      const which = below(10);
      if (which < 3) text += of(["Hello ", "a\\{b", " – ", "שלום ", "x|y ", "\\\\ "]);
      else if (which < 4) text += of(["{#b}in{/b}", "{#br/}", "{#a href=|/x|}", "{/i}"]);
      else text += `{${expression()[0]}}`;
    }
    return text;
  };

  const declarations = [];
  for (let count = below(4); count > 0; count -= 1) {
    const free = Object.keys(names).filter(
      (name) => name.startsWith("preference.") && !declarations.some(([, used]) => used.includes(name)),
    );
    const [body, kind] = expression();
    if (often(0.4) && free.length > 0) {
      const name = of(free);
      const how = names[name] === "n" ? call(of(NUMERIC)) : names[name] === "t" ? call("string") : "";
      if (how.includes("$")) continue;
      declarations.push([`.input {$${name}${how}}`, name]);
    } else {
      const name = `local${declarations.length}`;
      declarations.push([`.local $${name} = {${body}}`, body]);
      names[name] = kind;
    }
  }
  const annotated = declarations
    .map(([text]) => /^\.(?:input \{|local )\$([\w.]+)(?: = \{\S+)? :/.exec(text)?.[1])
    .filter(Boolean);
  const prefix = declarations.map(([text]) => `${text} `).join("");
  const more = { locale: of(LOCALES), isolated: often(0.7), values };
  if (annotated.length === 0 || often(0.4)) {
    const simple = prefix === "" && often(0.7);
    const said = pattern();
    return { src: simple && !/^\s*\./.test(said) ? said : `${prefix}{{${said}}}`, ...more };
  }
  const selectors = [of(annotated), of(annotated)].slice(0, below(2) + 1);
  const keys = (name) => (names[name] === "t" ? TEXT_KEYS : KEYS);
  const variants = new Map();
  for (let count = below(5); count > 0; count -= 1) {
    const all = selectors.map((name) => (often(0.25) ? "*" : of(keys(name))));
    // Two spellings of one key would be a duplicate.
    variants.set(all.map((key) => (key.normalize("NFC") === "|é|" ? "é" : key)).join(" "), pattern());
  }
  variants.set(selectors.map(() => "*").join(" "), pattern());
  const said = [...variants].map(([key, text]) => `${key} {{${text}}}`).join(" ");
  return { src: `${prefix}.match ${selectors.map((name) => `$${name}`).join(" ")} ${said}`, ...more };
}
