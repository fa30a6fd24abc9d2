// Stores and imported profiles that nobody's use would make → steps in proportion to them, and what is kept stays small.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checksum } from "./count/checksum.mjs";
import { stepsOf } from "./count/wasm-steps.mjs";

console.warn = () => {};
const { compile } = await import("../dist/author.js");
const { open } = await import("../dist/index.js");

const { bytes } = compile({
  tailorbird: 1,
  locales: ["en"],
  preferences: { name: { type: "text" }, diet: { type: "list", values: ["vegan"] } },
  slots: { hero: { default: "plain", variants: { plain: { fields: { text: "Hello" } } } } },
});
const NOW = Date.parse("2026-11-24T12:00:00Z");
const GRANTED = { remember: "granted", learn: "granted", measure: "granted" };
/** What is promised. */
const PROMISE = 32 << 10;

const base36 = (number) => number.toString(36);

/** A sound record, however it came about. */
function record(id, lines) {
  const content = `1 ${id} 1 ${base36(NOW - 1000)} 0 0 0 0\n${lines}`;
  const sum = checksum(new TextEncoder().encode(content));
  return [`tailorbird:${id}:0`, `${content}\n${base36(sum)}`];
}

function opened(entries) {
  const kept = new Map(entries);
  const keeper = {
    read: () => [...kept],
    write: (changes) => {
      for (const [key, text] of changes) text === null ? kept.delete(key) : kept.set(key, text);
    },
  };
  const page = open(bytes, {
    root: null,
    now: NOW,
    timeZone: "UTC",
    consent: { initial: GRANTED },
    remember: { in: keeper },
  });
  page.decide("hero");
  return { page, kept };
}

const start = (number) => base36(NOW - 86_400_000 * 150 + number * 100_000);
/** Lines of a kind, each different, by a number. */
const LINES = {
  visits: (number) => `v 0 ${start(number)}\n`,
  preferences: (number) => `p name${number} 5 t x\n`,
  counters: (number) => `c 0 hero v${number} 1 ${start(number)}\n`,
  interests: (number) => `i topic${number} 0 ${start(number)} 0 0 1 0 0 0\n`,
  wishes: (number) => `p .topic${number} 5 t more\n`,
  names: (number) => `x page${number} 1\n`,
};
const SIZES = [400_000, 800_000];

/** A store of so many bytes: records of 24 KB. */
function storeOf(line, size) {
  const entries = [];
  for (let number = 0, left = size; left > 0; left -= 24_000) {
    let lines = "";
    for (; lines.length < 24_000; number += 1) lines += line(number);
    entries.push(record(`w${entries.length}`, lines));
  }
  return entries;
}

const proportional = (name, works) =>
  test(name, () => {
    works[0]();
    const [once, twice] = works.map((work) => stepsOf(work));
    assert.ok(twice < 2.4 * once, `${once} steps, and for twice as much ${twice}`);
  });

for (const [kind, line] of Object.entries(LINES)) {
  proportional(
    `a store of ${kind} is read in proportion`,
    SIZES.map((size) => storeOf(line, size)).map((entries) => () => opened(entries).page.close()),
  );
  test(`one record of ${kind} that is longer than any is refused before it is read`, () => {
    let lines = "";
    for (let number = 0; lines.length < 900_000; number += 1) lines += line(number);
    const entry = record("w", lines);
    opened([]).page.close();
    const [without, beside] = [[], [entry]].map((entries) => stepsOf(() => opened(entries).page.close()));
    // Its bytes are looked through for where its key ends, and where it ends itself.
    assert.ok(beside < without + 3 * entry[1].length, `${without} steps without it, ${beside} beside it`);
  });
}
proportional(
  "a store of many small records is read in proportion",
  [8000, 16_000].map((count) => {
    const entries = Array.from({ length: count }, (_, number) => record(`w${number}`, LINES.visits(number)));
    return () => opened(entries).page.close();
  }),
);

const list = (size, make) => Array.from({ length: size }, (_, number) => make(number));
/** Profiles by their size. */
const profiles = {
  events: (size) => ({
    events: list(size / 100, (number) => ({
      kind: "view",
      slot: "hero",
      variant: `v${number}`,
      times: 1,
      moments: list(8, (hour) => NOW - hour),
    })),
  }),
  interests: (size) => ({
    interests: list(size / 100, (number) => ({ topic: `topic${number}`, at: NOW, short: 1, long: 1, pages: 1 })),
  }),
  moments: (size) => ({
    events: [
      { kind: "view", slot: "hero", variant: "plain", times: 9, moments: list(size / 14, (hour) => NOW - hour) },
    ],
  }),
  habits: (size) => ({ habits: list(size / 14, (hour) => NOW - hour) }),
  topics: (size) => ({ topics: Object.fromEntries(list(size / 20, (number) => [`topic${number}`, "more"])) }),
  preferences: (size) => ({ preferences: Object.fromEntries(list(size / 20, (number) => [`name${number}`, "x"])) }),
  texts: (size) => ({ preferences: { name: "%".repeat(size), diet: list(size / 10, () => "vegan") } }),
};

const sizeOf = (kept) => [...kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0);

for (const [kind, profileOf] of Object.entries(profiles)) {
  const [once, twice] = SIZES.map((size) => ({ visits: 3, ...profileOf(2 * size) }));
  proportional(
    `a profile with many ${kind} is imported in proportion`,
    [once, twice].map((profile) => () => {
      const { page } = opened([]);
      page.import(profile);
      page.close();
    }),
  );
  test(`of a profile with many ${kind} at most 32 KB are kept, and what was cut is named`, () => {
    const { page, kept } = opened([]);
    page.import(twice);
    page.close();
    assert.ok(sizeOf(kept) <= PROMISE, `${sizeOf(kept)} characters`);
    const told = page.problems.map(({ path, message }) => `${path}: ${message}`);
    const expected = {
      events: [
        "/profile/events: only the first 1000 are taken",
        "/profile: it is longer than the 6 KB that are kept: what is oldest is left out",
      ],
      interests: [
        "/profile/interests: only the first 1000 are taken",
        "/profile: it is longer than the 6 KB that are kept: what is oldest is left out",
      ],
      topics: ["/profile/topics: only the first 100 are taken"],
      preferences: ["/profile/preferences: only the first 100 are taken"],
    }[kind];
    if (expected) for (const problem of expected) assert.ok(told.includes(problem), told.join("\n"));
  });
}

test("the records that are made here are sound", () => {
  const { page } = opened([record("w", LINES.counters(3))]);
  assert.deepEqual(
    page.export().events.map(({ variant, times }) => [variant, times]),
    [["v3", 1]],
  );
});

test("what a page has kept comes back from its own export, whole", () => {
  const { page } = opened([]);
  page.import({ visits: 3, preferences: { name: "Ada" }, ...profiles.events(8000) });
  const taken = page.export();
  const other = opened([]).page;
  other.import(taken);
  assert.deepEqual([other.export().preferences, other.export().events], [taken.preferences, taken.events]);
  assert.equal(other.export().events.length, 80);
  assert.deepEqual(other.problems, []);
});
