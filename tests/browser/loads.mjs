// Which variant shows does not change what a page asks for: hundreds of ways to load something, in every place of a slot, by
// the log of a real server. Readers differ only in what is chosen for them; before that, what is openly there or may load is
// noticed.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { browsers } from "./browsers.mjs";
import { cases, frames, nameOf, openSite } from "./loads/site.mjs";

/** The modes that stand in a page together: in the first of them nothing loads for anybody. */
const PAGES = {
  "what a template, an item or a comment holds": [
    "a template",
    "an item",
    "a comment that shows the other",
    "a comment with words",
    "a comment that is a list",
    "a comment that is ignored",
  ],
  "what is kept": ["a default"],
  "what a switch hides": ["a switched element"],
  "what a switch shows": ["a switched element that is hidden"],
  "what words cover": ["an element with words"],
};

/** A browser loads these when it likes, or not at all. */
const WHEN_IDLE = /: (link prefetch|script, speculation rules)$/;

/** Everything is in sight, so that what waits for that does not wait. */
const WINDOW = { viewport: { width: 1200, height: 20_000 } };

let site;
let visits = 0;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The cases that load something where they stand openly. */
const loaded = new Set();

/** A reader's visit, until nothing more is asked for. */
async function visit(t, browser, { modes, on, told, path = "page" }) {
  const { page } = await browser.newPage(t, WINDOW);
  visits += 1;
  const number = visits;
  const query = new URLSearchParams({ visit: number, modes, on, ...(told !== undefined && { told }) });
  await page.goto(`${site.url}${path}?${query}`, { waitUntil: "load" });
  await untilQuiet(number);
  return {
    asked: () => site.askedBy(number),
    turn: async (on) => {
      await page.evaluate((on) => tailorbird.page.signal({ on }), on);
      await untilQuiet(number);
    },
  };
}

/** Until a visit has asked for nothing new for a while. A machine that is busier than that hides a leak, and finds none. */
async function untilQuiet(visit) {
  for (let before = -1, still = 0; still < 4; still += 1) {
    const { length } = site.askedBy(visit);
    if (length !== before) still = 0;
    before = length;
    await pause(100);
  }
}

/** What one has asked for and not the other, both ways. What is still on its way is waited for. */
async function difference(one, other, all = cases) {
  const lacking = (a, b) => a.asked().filter((number) => !b.asked().includes(number));
  const found = () => [...lacking(one, other), ...lacking(other, one)].map((number) => nameOf(number, all));
  const counts = () => found().filter((name) => !WHEN_IDLE.test(name));
  for (let tries = 0; tries < 100 && counts().length; tries += 1) await pause(100);
  return counts();
}

const both = (t, browser, given) => Promise.all([false, true].map((on) => visit(t, browser, { ...given, on })));

for (const browser of browsers)
  describe(browser.name, () => {
    test("openly, they load", async (t) => {
      const { asked } = await visit(t, browser, { modes: ["open"], on: false });
      const found = asked().map((number) => nameOf(number).replace("open: ", ""));
      for (const name of found) loaded.add(name);
      t.diagnostic(
        `${found.length}; not ${Object.keys(cases)
          .filter((name) => !found.includes(name))
          .join("; ")}`,
      );
      assert.ok(found.length >= 200);
    });

    for (const mode of ["a template that may", "a default that may"])
      test(`${mode} load shows in what is asked for`, async (t) => {
        const [off, on] = await both(t, browser, { modes: [mode] });
        const many = [off, on].map(({ asked }) => asked().length).sort((a, b) => b - a);
        t.diagnostic(`${many}`);
        assert.ok(many[0] >= 200 && many[1] < many[0]);
      });

    for (const [what, modes] of Object.entries(PAGES)) {
      test(`${what} tells nothing`, async (t) => {
        const [off, on] = await both(t, browser, { modes });
        assert.deepEqual(await difference(off, on), []);
        for (const next of [false, true]) await on.turn(next);
        assert.deepEqual(await difference(off, on), [], "after turns");
        // Firefox looks ahead into templates too, for every reader alike.
        if (modes.length > 1 && browser.name === "Chromium") assert.deepEqual(on.asked(), []);
      });

      test(`${what} tells nothing where a server wrote the page`, async (t) => {
        const [off, on] = await both(t, browser, { modes, told: true });
        assert.deepEqual(await difference(off, on), []);
      });
    }

    test("nor do those that need a page of their own", async (t) => {
      const modes = Object.values(PAGES).flat();
      const [off, on] = await both(t, browser, { modes, path: "frames" });
      assert.deepEqual(await difference(off, on, frames), []);
      assert.ok(on.asked().length > 0);
    });
  });

test("at least two hundred of them load in a browser", () => {
  assert.ok(loaded.size >= 200, `${loaded.size}`);
});
