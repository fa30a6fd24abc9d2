// A year of heavy use is small, and read in no time.

import assert from "node:assert/strict";
import { check } from "../../package/checks.mjs";
import { GRANTED } from "./tabs.mjs";
import { yearOfUse } from "./year.mjs";

/** What is promised of a year's memory: milliseconds and characters. */
const MOST_TIME = 2;
const MOST_KEPT = 32 << 10;

let lived;
const year = () => {
  lived ??= yearOfUse();
  return lived;
};

export async function checkYear({ name, inTabs }) {
  await inTabs(`a year of heavy use is there in ${MOST_TIME} ms`, 1, async (tab) => {
    const { cost, without, visits } = await tab.evaluate(measure, {
      ...year(),
      bytes: [...year().bytes],
      state: GRANTED,
    });
    console.log(
      `       ${name}: to read and merge takes ${cost.toFixed(2)} ms beside ${without.toFixed(2)} ms for opening, after ${visits} visits`,
    );
    assert.ok(visits > 3000, "there is half a year of visits, and what is older has been forgotten");
    assert.ok(cost <= MOST_TIME, `${cost} ms`);
  });
}

/** Runs in the page: how long it takes to open with and without what was kept, in milliseconds. */
function measure({ entries, bytes, now, state }) {
  for (const [key, text] of entries) localStorage.setItem(key, text);
  const program = new Uint8Array(bytes);
  const given = { root: null, now, consent: { initial: state } };
  const time = (options) => {
    const pages = [];
    const start = performance.now();
    for (let count = 0; count < 10; count += 1) pages.push(kit.open(program, { ...given, ...options }));
    const spent = (performance.now() - start) / 10;
    for (const page of pages) page.close();
    return spent;
  };
  const median = (options) => {
    const times = Array.from({ length: 15 }, () => time(options)).sort((one, other) => one - other);
    return times[7];
  };
  median({});
  const without = median({});
  return {
    cost: median({ remember: "local" }) - without,
    without,
    visits: kit.open(program, { ...given, remember: "local" }).export().visits,
  };
}

/** It takes a minute, and no browser. */
export function checkSize() {
  return check(`a year of heavy use takes ${MOST_KEPT} characters at most`, () => {
    const { most, entries } = year();
    console.log(`       ${most} characters at most, ${entries.length} entries at the end`);
    assert.ok(most <= MOST_KEPT, `${most}`);
  });
}
