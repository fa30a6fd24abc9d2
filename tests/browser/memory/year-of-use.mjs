// A year of heavy use, twenty visits a day, becomes what is then in the store. Runs in Node, on a clock of its own.

import { setImmediate as pause } from "node:timers/promises";
import { compile } from "../../../dist/author.js";
import { open } from "../../../dist/index.js";
import { memory } from "../../../dist/keepers.js";

const HOUR = 3_600_000;
const START = Date.UTC(2025, 10, 28, 6);
const VISITS = 20;
const DAYS = 365;
const SLOTS = 30;
const TOPICS = 40;
const GRANTED = { remember: "granted", learn: "granted", measure: "granted" };

const names = (what, count) => Array.from({ length: count }, (_, number) => `${what}-${number}`);

/** Thirty slots of three variants, and a list of items with topics. */
const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  preferences: { name: { type: "text" }, topics: { type: "list", values: names("topic", TOPICS) } },
  goals: { signup: {} },
  catalogs: {
    articles: { items: names("article", TOPICS).map((id, number) => ({ id, topics: [`topic-${number}`] })) },
  },
  slots: {
    ...Object.fromEntries(
      names("slot", SLOTS).map((name) => [
        name,
        {
          default: "plain",
          variants: {
            morning: { when: "now.hour < 12", fields: { title: "Good morning" } },
            known: { when: "has(preference.name)", fields: { title: "Hello, {$preference.name}" } },
            plain: { fields: { title: "Hello" } },
          },
        },
      ]),
    ),
    list: { catalog: "articles", count: 20 },
  },
};

export async function yearOfUse() {
  const { bytes, problems } = compile(MANIFEST);
  if (problems.some(({ severity }) => severity === "error")) throw new Error(JSON.stringify(problems));
  const real = globalThis.setTimeout;
  const waiting = [];
  globalThis.setTimeout = (callback) => waiting.push(callback);
  const keeper = memory();
  const store = { read: keeper.read, write: keeper.write };
  const consent = { initial: GRANTED };
  let most = 0;
  let now = START;
  try {
    for (let visit = 0; visit < VISITS * DAYS; visit += 1) {
      now = START + Math.floor(visit / VISITS) * 24 * HOUR + (visit % VISITS) * 0.8 * HOUR;
      const page = open(bytes, {
        root: null,
        remember: store,
        consent,
        locales: ["en"],
        timeZone: "UTC",
        now: () => now,
      });
      page.decide();
      for (const callback of waiting.splice(0)) callback();
      for (let slot = visit % 3; slot < SLOTS; slot += 5) page.observe({ kind: "view", slot: `slot-${slot}` });
      page.observe({ kind: "click", slot: `slot-${visit % SLOTS}` });
      page.observe({ kind: "click", slot: "list", item: `article-${(visit * visit) % 20}` });
      if (visit % 50 === 0) page.observe({ kind: "convert", goal: "signup" });
      if (visit === 0) page.observe({ kind: "preference", name: "name", value: "Ada" });
      page.close();
      most = Math.max(most, sizeOf(keeper.read()));
      // The WebAssembly's memory of a page is given back only between tasks.
      if (visit % 100 === 0) await pause();
    }
  } finally {
    globalThis.setTimeout = real;
  }
  return { bytes, entries: keeper.read(), most, now: now + HOUR };
}

/** As a browser counts it, in characters. */
const sizeOf = (entries) => entries.reduce((sum, [key, text]) => sum + key.length + text.length, 0);
