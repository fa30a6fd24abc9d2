// A seed becomes slots, the users who meet them, and what each of them has to be shown: the same work for every engine.

const COUNTRIES = Array.from({ length: 20 }, (_, place) => `c${String(place).padStart(2, "0")}`);
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "fi"];
const TAGS = Array.from({ length: 12 }, (_, place) => `t${String(place).padStart(2, "0")}`);
const RULES = 3;
/** What a slot shows where no rule holds. */
export const OTHERWISE = "off";

/** Two who differ in enough that every rule is looked at anew. Language and visits are those of one device. */
export const USERS = [
  { country: "c03", language: "de", visits: 8, hour: 12, tags: ["t01", "t05", "t09"] },
  { country: "c11", language: "de", visits: 8, hour: 10, tags: ["t02", "t05", "t07"] },
];

/** Midnight of a day in UTC: an hour of it is a moment. */
export const MIDNIGHT = Date.UTC(2026, 10, 24);

/** @param {number} count how many slots */
export function workload(count, seed = 20_261_124) {
  const chance = new Chance(seed);
  const rule = (place) => {
    const from = chance.below(12);
    return {
      answer: `r${place}`,
      countries: chance.some(COUNTRIES, 8),
      languages: chance.some(LANGUAGES, 5),
      visits: chance.below(10),
      from,
      to: from + 6 + chance.below(7),
      tags: chance.some(TAGS, 4),
    };
  };
  return Array.from({ length: count }, (_, number) => ({
    name: `slot${number}`,
    rules: Array.from({ length: RULES }, (_, place) => rule(place)),
  }));
}

/** What each slot has to show, written to be read and not to be fast. */
export function expected(slots, user) {
  const holds = (rule) =>
    rule.countries.includes(user.country) &&
    rule.languages.includes(user.language) &&
    user.visits >= rule.visits &&
    user.hour >= rule.from &&
    user.hour < rule.to &&
    rule.tags.some((tag) => user.tags.includes(tag));
  return slots.map(({ rules }) => rules.find(holds)?.answer ?? OTHERWISE);
}

/** The manifest for Tailorbird. */
export function manifest(slots) {
  const choice = (values) => values.map((value) => `'${value}'`).join(", ");
  const when = ({ countries, languages, visits, from, to, tags }) =>
    [
      `preference.country in [${choice(countries)}]`,
      `locale.language in [${choice(languages)}]`,
      `visitor.visits >= ${visits}`,
      `now.hour >= ${from} && now.hour < ${to}`,
      `(${tags.map((tag) => `'${tag}' in preference.tags`).join(" || ")})`,
    ].join(" && ");
  const variants = ({ name, rules }) => [
    ...rules.map((rule) => [rule.answer, { when: when(rule), fields: { title: `${name} ${rule.answer}` } }]),
    [OTHERWISE, { fields: { title: `${name} as it was` } }],
  ];
  return {
    tailorbird: 1,
    locales: ["en"],
    preferences: { country: { type: "choice", values: COUNTRIES }, tags: { type: "list", values: TAGS } },
    slots: Object.fromEntries(
      slots.map((slot) => [slot.name, { default: OTHERWISE, variants: Object.fromEntries(variants(slot)) }]),
    ),
  };
}

/** Features for GrowthBook. */
export function features(slots) {
  const force = ({ answer, countries, languages, visits, from, to, tags }) => ({
    condition: {
      country: { $in: countries },
      language: { $in: languages },
      visits: { $gte: visits },
      hour: { $gte: from, $lt: to },
      tags: { $in: tags },
    },
    force: answer,
  });
  return Object.fromEntries(
    slots.map(({ name, rules }) => [name, { defaultValue: OTHERWISE, rules: rules.map(force) }]),
  );
}

/** Expressions for a CEL engine: the manifest's rules over plain variables. */
export function expressions(slots) {
  const list = (values) => JSON.stringify(values);
  const cel = ({ countries, languages, visits, from, to, tags }) =>
    `country in ${list(countries)} && language in ${list(languages)} && visits >= ${visits} && ` +
    `hour >= ${from} && hour < ${to} && (${tags.map((tag) => `"${tag}" in tags`).join(" || ")})`;
  return slots.map(({ rules }) => rules.map((rule) => ({ answer: rule.answer, expression: cel(rule) })));
}

/** Mulberry32, public domain: the same numbers from the same seed everywhere. */
class Chance {
  #state;

  constructor(seed) {
    this.#state = seed;
  }

  /** A whole number from 0 on. */
  below(end) {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  }

  /** So many of them, each once. */
  some(items, count) {
    const left = [...items];
    return Array.from({ length: count }, () => left.splice(this.below(left.length), 1)[0]);
  }
}
