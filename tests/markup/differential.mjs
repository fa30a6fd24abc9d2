// Ten thousand random pages, manifests and public facts: the DOM that the server's text gives is the DOM that the device makes,
// and where the server has been the device has nothing left to do.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { differences } from "./differences.mjs";
import { openPainters } from "./painters.mjs";
import { randomFrom } from "./random.mjs";
import { randomFacts, randomManifest } from "./random-manifest.mjs";
import { randomPage } from "./random-page.mjs";

const CASES = Number(process.env.TAILORBIRD_CASES ?? 10_000);
const BATCH = 200;

function caseOf(seed) {
  const random = randomFrom(seed);
  const manifest = randomManifest(random);
  return { html: randomPage(random), manifest, facts: randomFacts(random) };
}

const painters = await openPainters();
after(() => painters.close());

test("device and server paint the same", async () => {
  const counts = { pages: 0, changed: 0, slots: 0, turned: 0, left: 0, refused: 0 };
  const found = [];
  const count = (first, results) => {
    for (const [place, result] of results.entries()) {
      counts.pages += 1;
      counts.slots += result.counts.written;
      counts.turned += result.counts.turned;
      counts.left += result.left.length;
      counts.refused += result.device.problems.filter((problem) => problem.includes("would load")).length;
      if (result.counts.written) counts.changed += 1;
      for (const difference of differences(result)) found.push({ seed: first + place, difference });
    }
  };
  // While the browser looks at some the server writes the next.
  let before = Promise.resolve();
  for (let first = 0; first < CASES; first += BATCH) {
    const cases = Array.from({ length: Math.min(BATCH, CASES - first) }, (_, place) => caseOf(first + place));
    const results = painters.compare(cases);
    await before;
    before = results.then((results) => count(first, results));
  }
  await before;
  console.log(
    `${counts.pages} pages compared, ${counts.changed} of them changed by the server: ${counts.slots} slots, ` +
      `${counts.turned} of these turned to a template; ${counts.refused} refusals, ${counts.left} slots left to the device`,
  );
  for (const { seed, difference } of found.slice(0, 40)) console.log(`case ${seed}: ${difference}`);
  assert.equal(found.length, 0, `${found.length} differences, the first in case ${found[0]?.seed}`);
  assert.ok(counts.changed > counts.pages / 2, "the server wrote nothing into most of the pages");
  assert.ok(counts.turned > counts.pages / 5 && counts.refused > counts.pages / 50, "the pages have become too simple");
});
