// A page that is built for one manifest never lacks anything, whatever is true on the device and whatever its reader does: all
// manifests of tests/spec, over days, places, languages, devices and events of chance, beside the whole engine.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, open as openWhole } from "../dist/author.js";
import { build } from "../dist/build.js";
import { cases, manifestOf, optionsOf } from "./cut/cases.mjs";
import { randomEvent, randomGiven } from "./cut/chance.mjs";
import { opener } from "./cut/page.mjs";
import { randomFrom } from "./markup/random.mjs";

process.env.TZ = "UTC";
console.warn = () => {};

const ROUNDS = 4;
const EVENTS = 4;
/** What any event and any fact needs, and nothing that the manifest itself would. */
const EXTRAS = ["given", "events", "memory", "import"];

/** Everything that a page says over a visit. */
function visit(open, manifest, seed) {
  const random = randomFrom(seed);
  const given = randomGiven(random, manifest);
  // Both draw the same unit.
  const page = open({ root: null, unit: `reader ${seed}`, ...given });
  const said = [];
  const note = () => said.push(page.decide().map(({ reasons, because, ...rest }) => rest));
  note();
  for (let left = EVENTS; left > 0; left -= 1) {
    if (random.chance(0.3)) page.assume(randomGiven(random, manifest));
    else page.observe(randomEvent(random, manifest));
    note();
  }
  page.choose({ remember: true, learn: true });
  page.observe(randomEvent(random, manifest));
  note();
  const { problems } = page;
  page.close();
  return JSON.stringify([said, problems]);
}

let visits = 0;
for (const one of await cases()) {
  const manifest = manifestOf(one);
  const options = optionsOf(one);
  const { bytes } = compile(manifest, options);
  if (!bytes) continue;
  const parsed = typeof manifest === "string" ? JSON.parse(manifest) : manifest;
  test(one.name, () => {
    const open = opener(build(manifest, { ...options, with: EXTRAS }).code);
    for (let round = 0; round < ROUNDS; round += 1) {
      const seed = visits;
      visits += 1;
      const cut = visit(open, parsed, seed);
      assert.ok(!cut.includes("the engine stopped"), cut);
      assert.equal(
        cut,
        visit((given) => openWhole(bytes, given), parsed, seed),
        `visit ${seed}`,
      );
    }
  });
}

test("there are enough visits", () => assert.ok(visits >= 2000, `${visits} visits`));
