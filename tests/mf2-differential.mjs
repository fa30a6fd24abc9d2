// Random messages and values (tests/mf2/generate.mjs) → the same text from the test build and from npm
// `messageformat`, both with Node's own `Intl`, or a reason why not. What compiles without a problem is said once more
// the way a page says it: compiled by the author build and decided.

import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { MessageFormat } from "messageformat";
import { DraftFunctions } from "messageformat/functions";
import { generate } from "./mf2/generate.mjs";
import { crossing } from "./mf2/suite.mjs";
import { FOLDER } from "./mf2/testing.mjs";
import { none } from "./native.mjs";

process.env.TZ = "UTC";
console.warn = () => {};

const MESSAGES = 24_000;
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

const { start } = await import(`${FOLDER}/testing.js`);
const testing = start(await readFile(`${FOLDER}/glue_bg.wasm`));

function ours({ src, locale, isolated, values }) {
  const params = Object.entries(values).map(([name, value]) => ({ name, value }));
  return JSON.parse(testing.format(src, locale, RTL.includes(locale), isolated, crossing(params)));
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

/** Counts what is left out, by the reason. */
function counter(t, intro) {
  const times = new Map();
  return {
    add: (reason) => times.set(reason, (times.get(reason) ?? 0) + 1),
    tell: () => {
      for (const [reason, count] of times) t.diagnostic(`${intro}: ${reason}: ${count}`);
    },
  };
}

/** Messages that both say alike, and without an error. */
const sound = [];

test("random messages are said as npm messageformat says them", (t) => {
  const failures = [];
  // Besides: dates of numbers and of texts, which JavaScript takes for moments and a page does not, are not generated.
  const deviations = counter(t, "left out, the peer differs");
  let same = 0;
  for (let seed = 1; seed <= MESSAGES; seed += 1) {
    const message = generate(seed);
    const [a, b] = [ours(message), theirs(message)];
    const deviation =
      a.text === b.text ? undefined : DEVIATIONS.find(({ applies }) => applies({ ...message, ours: a, theirs: b }));
    if (deviation) deviations.add(deviation.reason);
    else if (a.text !== b.text)
      failures.push(
        `seed ${seed} (${message.locale}): ${message.src}\n  values ${JSON.stringify(message.values)}\n` +
          `  ours   ${JSON.stringify(a.text)} ${a.errors}\n  theirs ${JSON.stringify(b.text)} ${b.details.join("; ")}`,
      );
    else same += 1;
    if (a.text === b.text && a.errors.length === 0 && b.errors.length === 0 && message.isolated)
      sound.push({ ...message, seed, text: a.text });
  }
  t.diagnostic(`${same} of ${MESSAGES} messages with the same text`);
  deviations.tell();
  none(failures);
});

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

test("messages without an error are said by pages too, the same in both builds", (t) => {
  const failures = [];
  const left = counter(t, "left out");
  let same = 0;
  for (const { text, seed, ...message } of sound) {
    // A preference that is empty is none.
    if (message.values["preference.t"] === "" && message.src.includes("preference.t")) {
      left.add("values that are empty, which a page takes for missing");
      continue;
    }
    const { said, refused } = paged(message);
    const [reason] = (refused && REFUSED.find(([, pattern]) => pattern.test(refused))) ?? [];
    if (said?.every((one) => one.replaceAll("\n", "") === text)) same += 1;
    else if (reason) left.add(`compiling refuses ${reason}`);
    else
      failures.push(
        `seed ${seed}: ${message.src}\n  ours   ${refused ?? JSON.stringify(said)}\n  theirs ${JSON.stringify(text)}`,
      );
  }
  t.diagnostic(`${same} of ${sound.length} messages`);
  left.tell();
  none(failures);
});
