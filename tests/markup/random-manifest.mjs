// Chance → a manifest, and what is publicly known when a page is asked for.

export const SLOTS = ["s0", "s1", "s2", "s3"];
export const VARIANTS = ["x", "y", "z"];
export const WORDS = ["title", "text", "tip"];
/** Fields, and what stands in them. */
export const FIELDS = [...WORDS, "link", "tone", "closed", "image", "none"];

const RULES = [
  "signal.on",
  "!signal.on",
  "signal.count > 2",
  "signal.name == 'Ada'",
  "'sea' in signal.tags",
  "size(signal.tags) > 1",
  "page.at('/shop/:id')",
  "'sea' in page.topics",
  "now.hour >= 18",
  "locale.language == 'de'",
  "device.viewport == 'phone'",
  "visitor.visits > 1",
];
const TEXTS = ["", "A", "B & <b>b</b>", " spaced  out ", 'quoted "text"', "two\nlines", "é😀 \u00a0x", "\nfirst"];
const RICH = [
  "All {#b}ferries{/b} run",
  "{#a href=|/ferries|}Go{/a} now",
  "No {#em}boat {#strong}today{/strong}{/em}{#br/}at all",
  "{#span class=|loud|}{$signal.name}{/span}",
  "{#i}x{/i}",
];
const VALUES = ["Hello, {$signal.name}!", "{$signal.count :number} boats", "It is {$now :date}"];
const TONES = ["", "warm", "own", "warm own md:p-4", "a a b"];
const LINKS = ["/", "/gale?a=1&b=2", "#top", "mailto:a@example.org"];

function words(random, locales) {
  const one = () => random.pick(random.pick([TEXTS, TEXTS, RICH, VALUES]));
  if (random.chance(0.4)) return one();
  const [first, ...others] = locales;
  return Object.fromEntries([first, ...random.some(others, 0.8)].map((locale) => [locale, one()]));
}

const FIELD = {
  link: (random) => random.pick(LINKS),
  tone: (random) => random.pick(TONES),
  closed: (random) => random.chance(0.5),
  image: (random) => random.pick(["#one", "#two"]),
};

function fields(random, locales) {
  const names = random.some(["title", "text", "tip", "link", "tone", "closed", "image"], 0.75);
  return Object.fromEntries(names.map((name) => [name, FIELD[name]?.(random) ?? words(random, locales)]));
}

function slot(random, locales) {
  const names = [...random.some(VARIANTS.slice(0, 2), 0.8), "z"];
  const variant = (name) => [
    name,
    {
      ...(name !== "z" && random.chance(0.9) && { when: random.pick(RULES) }),
      ...(name !== "z" &&
        random.chance(0.1) && { schedule: { from: "2026-11-24T00:00:00Z", to: "2026-11-26T00:00:00Z" } }),
      fields: fields(random, locales),
    },
  ];
  return {
    default: "z",
    variants: Object.fromEntries(names.map(variant)),
    ...(random.chance(0.25) && { variesRequests: true }),
    ...(random.chance(0.3) && { mixLanguages: true }),
  };
}

export function randomManifest(random) {
  const locales = random.pick([["en"], ["en", "de"], ["en", "de", "ar"], ["ar", "en"], ["de", "he", "en"]]);
  const slots = Object.fromEntries(SLOTS.map((name) => [name, slot(random, locales)]));
  const items = random.many(1 + random.below(3), (place) => ({ id: `i${place}`, fields: fields(random, locales) }));
  const lists = random.chance(0.3);
  return {
    tailorbird: 1,
    locales,
    signals: {
      on: { type: "flag" },
      count: { type: "number", default: 1 },
      name: { type: "text", default: "you" },
      tags: { type: "list" },
    },
    ...(lists && { catalogs: { all: { items } } }),
    slots: { ...slots, ...(lists && { list: { catalog: "all", count: 2 } }) },
  };
}

const SIGNALS = {
  on: [true, true, false, "true", null],
  count: [0, 3, 1.5, "3"],
  name: ["Ada", "", "<i>&amp;</i>", "a\r\nb", "a\u001fb\u0000c", "  Ada ", "שלום", 7],
  tags: [["sea"], ["sea", "birds"], [], [1, "sea"], "sea", [...Array(100).fill("x"), "sea"]],
};

export function randomFacts(random) {
  const signals = random.some(Object.keys(SIGNALS), 0.7).map((name) => [name, random.pick(SIGNALS[name])]);
  const path = random.chance(0.95) && { path: random.pick(["/", "/shop/7"]) };
  const topics = random.chance(0.95) && { topics: random.pick([[], ["sea"], [...Array(100).fill("x"), "sea"]]) };
  return {
    now: Date.parse("2026-11-25T12:00:00Z") + random.below(5) * 6 * 3_600_000,
    ...(random.chance(0.95) && { timeZone: random.pick(["UTC", "Europe/Berlin", "Asia/Kolkata"]) }),
    ...(random.chance(0.95) && { locales: random.pick([["en"], ["de-AT", "en"], ["ar-EG"], ["he"], ["fr"], []]) }),
    page: { ...path, ...topics },
    signals: Object.fromEntries(signals),
  };
}
