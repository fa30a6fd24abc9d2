// Random messages and values (tests/mf2/generate.mjs) → the same text from the crate's laboratory and from npm
// `messageformat`, both with Node's own `Intl`, or a reason why not. What compiles without a problem is said once more
// the way a page says it: compiled by the author build and decided.

import { readFile } from "node:fs/promises";
import { MessageFormat } from "messageformat";
import { DraftFunctions } from "messageformat/functions";
import { generate } from "./mf2/generate.mjs";
import { buildLaboratory } from "./mf2/laboratory.mjs";
import { crossing } from "./mf2/suite.mjs";

process.env.TZ = "UTC";
console.warn = () => {};

const MESSAGES = Number(process.argv[2] ?? 24_000);
const RTL = ["ar", "he"];

/** Where the peer is known to differ, by what the message has in it and by its errors. A message is only left out for it
 *  where the texts differ. */
const DEVIATIONS = [
  {
    reason: "where an option cannot be what it is set to, it gives up the value; here only the option",
    applies: ({ theirs }) =>
      theirs.details.some((detail) => /RangeError: .*(out of range|Incorrect|Invalid)/.test(detail)),
  },
  {
    reason: "it asks Intl for plural rules of the type “plural”, which there is not, so select=plural selects nothing",
    applies: ({ src, theirs }) => src.includes("select=plural") && theirs.details.includes("Error: Selection failed"),
  },
  {
    reason: "its :string of a number that was written is what was written; here its digits",
    applies: ({ src }) =>
      /\$[\w.]+ :string/.test(src) && /:(number|integer|percent|currency|unit|offset|date|time|datetime)/.test(src),
  },
  {
    reason: "it takes no number of a value for fractionDigits",
    applies: ({ theirs }) => theirs.details.some((detail) => detail.includes("option fractionDigits")),
  },
  {
    reason: "it minds that the fewest digits are more than the most only where it writes them",
    applies: ({ src, ours, theirs }) =>
      /minimum\w+Digits/.test(src) && ours.errors.includes("bad-option") && !theirs.errors.includes("bad-option"),
  },
  {
    reason: "its :string of what is not there is nothing; here {$name}",
    applies: ({ src, theirs }) => /:string/.test(src) && theirs.errors.includes("unresolved-variable"),
  },
];

const folder = await buildLaboratory();
const { start } = await import(`${folder}/laboratory.js`);
const laboratory = start(await readFile(`${folder}/glue_bg.wasm`));

function ours({ src, locale, isolated, values }) {
  const params = Object.entries(values).map(([name, value]) => ({ name, value }));
  return JSON.parse(laboratory.format(src, locale, RTL.includes(locale), isolated, crossing(params)));
}

function theirs({ src, locale, isolated, values }) {
  const errors = [];
  const options = { functions: DraftFunctions, bidiIsolation: isolated ? "default" : "none" };
  try {
    const text = new MessageFormat(locale, src, options).format(values, (error) => errors.push(error));
    return { text, errors: errors.map(({ type }) => type ?? "unknown"), details: errors.map(String) };
  } catch (error) {
    return { text: "{\ufffd}", errors: [error.type ?? String(error)], details: [String(error)] };
  }
}

const counts = { passed: 0, failed: 0, skipped: 0 };
const deviations = new Map();
const sound = [];
for (let seed = 1; seed <= MESSAGES; seed += 1) {
  const message = generate(seed);
  const [a, b] = [ours(message), theirs(message)];
  if (a.text === b.text) {
    counts.passed += 1;
    if (a.errors.length === 0 && b.errors.length === 0 && message.isolated)
      sound.push({ ...message, seed, text: a.text });
    continue;
  }
  const deviation = DEVIATIONS.find(({ applies }) => applies({ ...message, ours: a, theirs: b }));
  if (deviation) {
    counts.skipped += 1;
    deviations.set(deviation.reason, (deviations.get(deviation.reason) ?? 0) + 1);
    continue;
  }
  counts.failed += 1;
  if (counts.failed <= 30)
    console.log(
      `FAILED  seed ${seed} (${message.locale}): ${message.src}\n  values ${JSON.stringify(message.values)}\n` +
        `  ours   ${JSON.stringify(a.text)} ${a.errors}\n  theirs ${JSON.stringify(b.text)} ${b.details.join("; ")}`,
    );
}
for (const [reason, times] of deviations) console.log(`the peer differs: ${reason}: ${times}`);
console.log("left out: dates of numbers and of texts, which JavaScript takes for moments and a page does not");

// ------------------------------------------------------------------------------------------------------- as a page says

const { compile, open } = await import("../dist/author.js");
const { open: openRuntime } = await import("../dist/index.js");
const PREFERENCES = {
  n: { type: "number" },
  m: { type: "number" },
  t: { type: "text" },
  w: { type: "text" },
};

/** What a page says, in both builds; a problem, where it is refused. */
function paged({ src, locale, values }) {
  const slots = { hero: { default: "none", variants: { said: { fields: { title: src } }, none: {} } } };
  const { bytes, problems } = compile({ tailorbird: 1, locales: [locale], preferences: PREFERENCES, slots });
  if (!bytes) return { refused: problems[0].message };
  const preferences = Object.fromEntries(Object.entries(values).map(([name, value]) => [name.slice(11), value]));
  const given = { root: null, now: 0, timeZone: "UTC", locales: [locale], profile: { preferences } };
  const said = [open, openRuntime].map((build) => {
    const page = build(bytes, given);
    const [{ fields }] = page.decide();
    page.close();
    return fields.title;
  });
  return { said };
}

/** Why a page says nothing of what a formatter lets pass. */
const REFUSED = [
  ["markup that does not pair up, or an element that words may not have", /open here|no end|element/],
  ["keys that can never be", /never|no plural category|no number is written|number itself/],
  ["slips that the specification lets pass", /no option|no zone|more steps/],
  [
    "a mistake in a declaration or a variant that is not said",
    /^there is no (function|name) |^“.*” is (no number|no moment|one of|true or false|a unit that|a currency’s|a name, as|a whole number|a text, and nothing|a moment, and nothing|not known, and nothing|a number, and nothing)|^“:\w+” (needs|takes) |^the fewest digits|cannot be set by this value$|not taken from a variable$|^how something is selected|turned into another/,
  ],
];
const refused = new Map();
const pages = { said: 0, empty: 0 };
for (const { text, seed, ...message } of sound) {
  // A preference that is empty is none.
  if (message.values["preference.t"] === "" && message.src.includes("preference.t")) {
    pages.empty += 1;
    continue;
  }
  const { said, refused: why } = paged(message);
  if (said?.every((one) => one.replaceAll("\n", "") === text)) {
    pages.said += 1;
    continue;
  }
  const [reason] = (why && REFUSED.find(([, pattern]) => pattern.test(why))) ?? [];
  if (reason) refused.set(reason, (refused.get(reason) ?? 0) + 1);
  else {
    counts.failed += 1;
    console.log(
      `FAILED  seed ${seed}, as a page: ${message.src}\n  ours   ${why ?? JSON.stringify(said)}\n  theirs ${JSON.stringify(text)}`,
    );
  }
}
console.log(`${pages.said} of the messages without an error said once more by pages, the same in both builds`);
console.log(`left out there: values that are empty, which a page takes for missing: ${pages.empty}`);
for (const [reason, times] of refused)
  console.log(`left out there, because compiling refuses them: ${reason}: ${times}`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;
