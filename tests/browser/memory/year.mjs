// A year of heavy use is small, and is all there at the first decision. How fast that is, `npm run bench` tells.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browsers } from "../browsers.mjs";
import { GRANTED, testInTabs } from "./tabs.mjs";
import { yearOfUse } from "./year-of-use.mjs";

/** What is promised of a year's memory, in characters. */
const MOST_KEPT = 32 << 10;

let lived;
const year = () => {
  lived ??= yearOfUse();
  return lived;
};

for (const browser of browsers)
  describe(browser.name, () => {
    testInTabs(
      browser,
      "a year of heavy use is there at the first decision, and every entry is read once",
      1,
      async ({ tabs: [tab] }) => {
        const { bytes, entries, now } = await year();
        const found = await tab.evaluate(readYear, { entries, bytes: [...bytes], now, state: GRANTED });
        assert.ok(found.visits > 3000, "there is half a year of visits, and what is older has been forgotten");
        assert.equal(found.title, "Hello, Ada");
        assert.deepEqual(found.reads.sort(), entries.map(([key]) => key).sort());
      },
    );
  });

/** Runs in the page: what a page knows that opens over these entries, and which of them it reads before its first decision. */
function readYear({ entries, bytes, now, state }) {
  for (const [key, text] of entries) localStorage.setItem(key, text);
  const reads = [];
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (key) {
    reads.push(key);
    return getItem.call(this, key);
  };
  const options = { root: null, now, timeZone: "UTC", consent: { initial: state }, remember: "local" };
  const page = kit.open(new Uint8Array(bytes), options);
  const { fields } = page.decide("slot-0");
  Storage.prototype.getItem = getItem;
  return { visits: page.export().visits, title: fields.title.replace(/[\u2066-\u2069]/g, ""), reads };
}

test(`a year of heavy use takes ${MOST_KEPT} characters at most`, async (t) => {
  const { most, entries } = await year();
  t.diagnostic(`${most} characters at most, ${entries.length} entries at the end`);
  assert.ok(most <= MOST_KEPT, `${most}`);
});
