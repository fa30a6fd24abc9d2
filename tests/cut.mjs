// A page that is built for one manifest decides as every other page does, and nothing in it is missing: for every case of
// tests/spec, and for manifests of chance.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, open as openWhole } from "../dist/author.js";
import { build, EVERYTHING } from "../dist/build.js";
import { cases, manifestOf, optionsOf, remembers } from "./cut/cases.mjs";
import { opener, speaker } from "./cut/page.mjs";

// Where a case names no zone, every build runs in UTC.
process.env.TZ = "UTC";
// A page says in the console what is wrong; here that is part of the answer.
console.warn = () => {};

/** What a page answers to a case. */
async function answer(open, problems, { given, profile, events = [], expect }, tells) {
  const page = await open({ root: null, locales: [], ...given, profile });
  for (const event of events) {
    page.decide();
    if (event.signals) page.signal(event.signals);
    else page.observe(event);
  }
  const decisions = page
    .decide()
    .map(({ reasons, because, ...rest }) => (tells ? { ...rest, reasons, because } : rest));
  const explained = tells ? Object.keys(expect.explain ?? {}).map((slot) => [slot, page.explain(slot)]) : [];
  const exported = tells && expect.profile ? page.export() : undefined;
  const all = [...problems, ...page.problems];
  page.close();
  return JSON.stringify([all, decisions, explained, exported]);
}

/** What a page for this case needs besides its manifest. */
function leastOf(one) {
  const learns = remembers(one) ? ["memory", "learn", "import"] : [];
  const goals = (one.events ?? []).some(({ signals }) => !signals) ? ["events"] : [];
  return ["given", ...goals, ...learns];
}

let divided = 0;
for (const one of await cases()) {
  const manifest = manifestOf(one);
  const options = optionsOf(one);
  const { bytes, problems } = compile(manifest, options);
  if (!bytes) continue;
  test(one.name, async () => {
    for (const extras of [EVERYTHING, leastOf(one)]) {
      const tells = extras === EVERYTHING;
      const whole = await answer((given) => openWhole(bytes, given), problems, one, tells);
      const built = build(manifest, { ...options, with: extras });
      // What is said of `with` is no matter of the manifest.
      assert.deepEqual(
        built.problems.filter(({ path }) => path !== "/with"),
        problems,
      );
      const cut = await answer(opener(built.code), problems, one, tells);
      assert.equal(cut, whole, `with ${extras}, which has ${built.uses}`);
      const separate = build(manifest, { ...options, with: extras, separate: "s" });
      if (!separate.uses.includes("split")) continue;
      const said = await answer(await speaker(separate), problems, one, tells);
      assert.equal(said, whole, "with words that come by language");
      divided += 1;
    }
  });
}

test("enough cases speak several languages", () => {
  assert.ok(divided > 100, `${divided}`);
});
