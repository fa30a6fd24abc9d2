// Proof-reading as npm ships it: good texts have no finding, and whatever is planted in them is found.

import assert from "node:assert/strict";
import { test } from "node:test";
import { proof } from "../../dist/copy.js";
import { FAULTS } from "./planted.mjs";
import { goodTexts } from "./products.mjs";

const PLANTED = 2000;

/** A generator with a seed (mulberry32). */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const good = goodTexts();

test("150 good texts in three languages have no finding", async () => {
  assert.equal(good.length, 150);
  for (const { text, brief, locale } of good)
    assert.deepEqual(
      await proof(text, { brief, locale, channels: ["mastodon"] }),
      { findings: [], problems: [] },
      text,
    );
});

test(`${PLANTED} faults that were planted are found, each as what it is`, async () => {
  const kinds = Object.entries(FAULTS);
  const random = chance(18);
  const counts = new Map();
  for (let number = 0; [...counts.values()].reduce((sum, one) => sum + one, 0) < PLANTED; number += 1) {
    const [name, plant] = kinds[number % kinds.length];
    const one = good[Math.floor(random() * good.length)];
    const planted = plant({ ...one, random });
    if (!planted) continue;
    const [text, expected] = planted;
    const { findings } = await proof(text, { brief: one.brief, locale: one.locale, channels: ["mastodon"] });
    const found = findings.filter(({ severity }) => severity === "error").map(({ kind }) => kind);
    assert.ok(
      expected.some((kind) => found.includes(kind)),
      `${name}: ${JSON.stringify(text)} has ${found.join(", ")}`,
    );
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  // No kind was left out for want of a place.
  for (const [name] of kinds) assert.ok(counts.get(name) > 15, `${name}: ${counts.get(name)}`);
});
