// Each source of tailorbird/consent reads the real consent manager from npm, in Chromium and Firefox: before anything is
// chosen, accepted, in part, withdrawn, unsubscribed, and with a manager that comes late, breaks or is not there.

import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { build } from "esbuild";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { sizes } from "../../scripts/size.mjs";
import { browsers, PATIENCE, pageOf } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const folder = temporaryFolder("consent");

const state = (remember, learn, measure) => ({ remember, learn, measure });
const UNKNOWN = state("unknown", "unknown", "unknown");
const GRANTED = state("granted", "granted", "granted");
const DENIED = state("denied", "denied", "denied");
const PARTLY = state("granted", "denied", "granted");

/** By manager: the source that reads it, and what it holds after each further thing that a reader or the manager does. */
const MANAGERS = {
  tcf: {
    source: "tcf",
    more: [
      ["accept", GRANTED],
      // The question is shown again, and not answered yet.
      ["ask", GRANTED],
      ["elsewhere", UNKNOWN],
    ],
  },
  gpp: {
    source: "gpp",
    // No opt-out is about remembering, so it is left to the reader's own word.
    part: state("unknown", "denied", "granted"),
    more: [
      ["accept", GRANTED],
      ["ask", GRANTED],
      ["optOut", state("unknown", "denied", "denied")],
      ["gpc", state("granted", "denied", "denied")],
      ["untold", UNKNOWN],
    ],
  },
  vanilla: { source: "vanillaCookieConsent", kept: true, more: [] },
  klaro: {
    source: "klaro",
    kept: true,
    more: [
      ["ask", DENIED],
      ["accept", GRANTED],
      // What was agreed to and is cleared is taken back, and may be granted anew.
      ["reset", DENIED],
      ["accept", GRANTED],
    ],
  },
  c15t: {
    source: "c15t",
    kept: true,
    more: [
      ["ask", DENIED],
      ["accept", GRANTED],
      // What was agreed to and is cleared is taken back, and may be granted anew.
      ["reset", DENIED],
      ["accept", GRANTED],
    ],
  },
};

/** The package's own file, and each manager as its own script; a manager's script can be had in a page at any time. */
async function prepare() {
  const entryPoints = Object.keys(MANAGERS).map((name) => inRoot(`tests/browser/consent/${name}.mjs`));
  await build({
    entryPoints,
    bundle: true,
    format: "iife",
    outdir: folder,
    outExtension: { ".js": ".js" },
    logLevel: "error",
  });
  await copyFile(inRoot("dist/consent.js"), `${folder}/consent.js`);
  await copyFile(inRoot("node_modules/klaro/dist/klaro.js"), `${folder}/klaro-script.js`);
  await copyFile(inRoot("node_modules/vanilla-cookieconsent/dist/cookieconsent.umd.js"), `${folder}/vanilla-script.js`);
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Consent</title><link rel="icon" href="data:,">
<body><script type="module">import * as sources from "./consent.js"; globalThis.sources = sources;</script></body></html>`;
  await writeFile(`${folder}/index.html`, page);
}

/** What a bundler leaves of the package for a site that uses one source. */
async function alone(name) {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from "./dist/consent.js"`, resolveDir: inRoot("") },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0].contents;
}

/* These run in the page. */

const load = (file) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = () => resolve();
    script.onerror = reject;
    document.head.append(script);
  });

/** Everything that a source said, in its order; `of` says what it is told to look at. */
function listen([name, of]) {
  const options = of ? { [of]: globalThis.manager[of === "klaro" || of === "manager" ? "module" : of] } : undefined;
  const source = globalThis.sources[name](options);
  const told = [];
  globalThis.told = told;
  globalThis.again = [];
  globalThis.stop = source.subscribe((state) => told.push({ ...state }));
  globalThis.stopAgain = source.subscribe((state) => {
    globalThis.again.push({ ...state });
    throw new Error("thrown by a listener");
  });
  return source.initial;
}

const act = async (name) => {
  await globalThis.manager[name]();
};
const heard = () => globalThis.told;

/* These run here. */

/** One page in each browser, on a clock that a test may hurry. */
const pages = new Map();

async function pageIn(browser) {
  if (pages.has(browser)) return pages.get(browser);
  const context = await (await browser.open()).newContext();
  context.setDefaultTimeout(PATIENCE);
  await context.clock.install();
  const opened = await pageOf(context);
  pages.set(browser, opened);
  return opened;
}

/** The page with the sources, loaded anew; with `kept`, what managers keep is still there. */
async function open(t, browser, { kept = false } = {}) {
  const { page, lines } = await pageIn(browser);
  if (!kept) {
    await page.goto(site.url);
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.clear());
  }
  lines.length = 0;
  await page.goto(site.url);
  await page.waitForFunction(() => globalThis.sources);
  t.after(() => assert.deepEqual(thrown(lines), [], "nothing is thrown into the page"));
  return page;
}

const thrown = (lines) => lines.filter((line) => line.startsWith("exception: "));

async function start(page, name) {
  await page.evaluate(load, `${name}.js`);
  await page.evaluate(act, "start");
}

/** What was told last, once everything that waits has had its turn. */
async function holds(page, wanted, what) {
  await settle(page);
  assert.deepEqual(await page.evaluate(() => globalThis.told.at(-1)), wanted, what);
}

/** All that managers and sources do by themselves within a second. */
const settle = (page) => page.clock.runFor(1000);

async function walk(page, { part = PARTLY, more }) {
  const first = await page.evaluate(() => Object.values(globalThis.told.at(-1) ?? {}));
  assert.ok(
    first.every((word) => word === "unknown"),
    `before any choice: ${first}`,
  );
  for (const [action, wanted] of [["accept", GRANTED], ["part", part], ["withdraw", DENIED], ...more]) {
    await page.evaluate(act, action);
    await holds(page, wanted, action);
  }
  const told = (await page.evaluate(heard)).map((state) => JSON.stringify(state));
  const twice = told.filter((state, at) => state === told[at - 1]);
  assert.deepEqual(twice, [], `nothing is told twice: ${told.join(" ")}`);
  assert.deepEqual(await page.evaluate(() => globalThis.again), await page.evaluate(heard), "both are told the same");
}

async function silence(page) {
  await page.evaluate(act, "withdraw");
  await settle(page);
  const before = await page.evaluate(() => {
    globalThis.stop();
    globalThis.stop();
    return globalThis.told.length;
  });
  await page.evaluate(act, "accept");
  await settle(page);
  const [after, other] = await page.evaluate(() => [globalThis.told.length, globalThis.again.at(-1)]);
  assert.equal(after, before, "who has unsubscribed is told nothing");
  assert.deepEqual(other, GRANTED, "who has not is");
}

let site;
before(async () => {
  await prepare();
  site = await serve(folder);
});
after(() => site.close());

const OF = { vanilla: "manager", klaro: "klaro", c15t: "store" };

for (const browser of browsers) {
  for (const [name, manager] of Object.entries(MANAGERS))
    describe(`${browser.name}, ${name}`, () => {
      test("unknown, granted, partly, denied, and so on, of a manager that was there first", async (t) => {
        const page = await open(t, browser);
        await start(page, name);
        await page.evaluate(listen, [manager.source]);
        await walk(page, manager);
      });

      if (OF[name])
        test("the same of one that is handed in", async (t) => {
          const page = await open(t, browser);
          await start(page, name);
          await page.evaluate(listen, [manager.source, OF[name]]);
          await walk(page, manager);
        });

      test("of a manager that comes later, and then silence after unsubscribing", async (t) => {
        const page = await open(t, browser);
        assert.deepEqual(await page.evaluate(listen, [manager.source]), {}, "initial");
        await settle(page);
        assert.deepEqual(await page.evaluate(heard), []);
        await start(page, name);
        await walk(page, manager);
        await page.evaluate(act, "accept");
        await silence(page);
      });

      test("unsubscribed before the manager comes, it is never listened to", async (t) => {
        const page = await open(t, browser);
        await page.evaluate(listen, [manager.source]);
        await page.evaluate(() => globalThis.stop());
        await start(page, name);
        await page.evaluate(act, "accept");
        await page.waitForFunction(() => globalThis.again.at(-1)?.remember === "granted");
        assert.deepEqual(await page.evaluate(heard), []);
      });

      if (manager.kept)
        test("what was chosen on the page before is known here at once, and a withdrawal there holds", async (t) => {
          for (const [action, wanted] of [
            ["accept", GRANTED],
            ["withdraw", DENIED],
          ]) {
            const before = await open(t, browser, { kept: action === "withdraw" });
            await start(before, name);
            await before.evaluate(act, action);
            await settle(before);
            const page = await open(t, browser, { kept: true });
            await start(page, name);
            await settle(page);
            assert.deepEqual(await page.evaluate(listen, [manager.source, OF[name]]), wanted, "initial");
            await holds(page, wanted, action);
          }
        });
    });

  test(`${browser.name}: tcf and gpp: a listener that was queued by the stub is taken over, and so is its end`, async (t) => {
    const page = await open(t, browser);
    for (const [name, source] of [
      ["tcf", "tcf"],
      ["gpp", "gpp"],
    ]) {
      await page.evaluate(load, `${name}.js`);
      await page.evaluate(act, "stub");
      await page.evaluate(listen, [source]);
      await page.evaluate(() => globalThis.stop());
      await page.evaluate(act, "start");
      await page.evaluate(act, "accept");
      await page.waitForFunction(() => globalThis.again.at(-1)?.remember === "granted");
      assert.deepEqual(await page.evaluate(heard), []);
    }
  });

  test(`${browser.name}: gpp: the consents of the European section count where it applies`, async (t) => {
    const page = await open(t, browser);
    await page.evaluate(load, "gpp.js");
    await page.evaluate(act, "start");
    await page.evaluate(listen, ["gpp"]);
    const consents = (...purposes) => Array.from({ length: 24 }, (_, at) => purposes.includes(at + 1));
    await page.evaluate((list) => globalThis.manager.europe(list), consents(1, 8));
    await holds(page, PARTLY, "purposes 1 and 8");
    await page.evaluate((list) => globalThis.manager.europe(list), consents(1, 5, 6, 8));
    await holds(page, GRANTED, "all purposes");
  });

  test(`${browser.name}: klaro and vanilla-cookieconsent as classic scripts that come later`, async (t) => {
    const page = await open(t, browser);
    await page.evaluate(() => {
      const services = ["remember", "learn"].map((name) => ({ name: `tailorbird-${name}`, purposes: [name] }));
      globalThis.klaroConfig = { version: 1, storageMethod: "localStorage", services };
    });
    await page.evaluate(listen, ["klaro"]);
    await page.evaluate(load, "klaro-script.js");
    await page.evaluate(() => {
      globalThis.klaro.setup(globalThis.klaroConfig);
      globalThis.klaro.getManager().changeAll(true);
      globalThis.klaro.getManager().saveAndApplyConsents();
    });
    await holds(page, state("granted", "granted", "unknown"), "klaro, which does not ask for the third");
    await page.evaluate(() => {
      globalThis.stop();
      globalThis.stopAgain();
    });
    await page.evaluate(listen, ["vanillaCookieConsent"]);
    await page.evaluate(load, "vanilla-script.js");
    await page.evaluate(() =>
      globalThis.CookieConsent.run({
        hideFromBots: false,
        categories: { necessary: { readOnly: true, enabled: true }, analytics: {} },
        language: { default: "en", translations: { en: { consentModal: {}, preferencesModal: { sections: [] } } } },
      }),
    );
    await page.evaluate(() => globalThis.CookieConsent.acceptCategory("all"));
    await holds(page, state("unknown", "unknown", "granted"), "vanilla-cookieconsent, which asks for one");
  });

  test(`${browser.name}: other names for a purpose, several of them, services of a category, and what is answered elsewhere`, async (t) => {
    const page = await open(t, browser);
    for (const script of ["vanilla.js"]) await page.evaluate(load, script);
    await page.evaluate(act, "start");
    const told = await page.evaluate(async () => {
      const { vanillaCookieConsent } = globalThis.sources;
      const { module: manager } = globalThis.manager;
      const categories = { remember: "functionality/device", learn: ["personalization", "analytics"], measure: [] };
      const source = vanillaCookieConsent({ manager, categories });
      const states = [];
      for (const accepted of ["all", ["analytics"], ["personalization", "analytics"]]) {
        manager.acceptCategory(accepted);
        states.push(source.initial);
      }
      return states;
    });
    assert.deepEqual(told, [
      state("granted", "granted", "unknown"),
      state("denied", "denied", "unknown"),
      state("denied", "granted", "unknown"),
    ]);
    await page.evaluate(load, "tcf.js");
    await page.evaluate(act, "start");
    const elsewhere = await page.evaluate(async () => {
      const source = globalThis.sources.tcf({ elsewhere: "granted", purposes: { learn: [1] } });
      const states = [];
      const stop = source.subscribe((state) => states.push(state));
      globalThis.manager.part();
      globalThis.manager.elsewhere();
      stop();
      return states;
    });
    assert.deepEqual(elsewhere, [UNKNOWN, GRANTED], "purpose 1 is enough to learn, and where no GDPR applies");
  });

  test(`${browser.name}: managers that throw, or say nonsense, stay unknown and throw nothing into the page`, async (t) => {
    const page = await open(t, browser);
    const all = await page.evaluate(async () => {
      const broken = () => {
        throw new Error("broken");
      };
      const nonsense = [null, undefined, 7, "x", {}, { eventStatus: "tcloaded" }, { pingData: null }];
      const breaks = (callback) => {
        for (const value of nonsense.slice(0, 5)) callback(value, true);
        callback({ eventStatus: "tcloaded", publisher: { consents: { 1: true } } }, false);
      };
      const states = [];
      const hear = (source) => {
        const told = [];
        const stop = source.subscribe((state) => told.push(state));
        states.push([source.initial, told]);
        stop();
        stop();
      };
      const { tcf, gpp, klaro, c15t, vanillaCookieConsent } = globalThis.sources;
      Object.assign(globalThis, { __tcfapi: broken, __gpp: broken });
      hear(tcf());
      hear(gpp());
      globalThis.__tcfapi = (_, __, callback) => breaks(callback);
      globalThis.__gpp = (_, callback) => breaks(callback);
      hear(tcf());
      hear(gpp());
      Object.assign(globalThis, { __tcfapi: 7, __gpp: {} });
      hear(tcf());
      hear(gpp());
      hear(klaro({ klaro: { getManager: broken } }));
      hear(c15t({ store: { getState: broken, subscribe: broken } }));
      hear(vanillaCookieConsent({ manager: { validConsent: broken, getCookie: broken } }));
      globalThis.dispatchEvent(new CustomEvent("cc:onConsent"));
      globalThis.dispatchEvent(new CustomEvent("cc:onConsent", { detail: { cookie: 7 } }));
      return states;
    });
    for (const [initial, told] of all)
      for (const found of [initial, ...told])
        assert.ok(
          Object.values(found).every((word) => word === "unknown"),
          JSON.stringify(all),
        );
  });
}

test("on a server every source is unknown, and nothing is waited for", async () => {
  const sources = await import(inRoot("dist/consent.js"));
  for (const source of Object.values(sources)) {
    const { initial, subscribe } = source();
    assert.deepEqual(initial, {});
    subscribe(assert.fail)();
  }
});

test("a site that uses one source takes less than the file of all", async (t) => {
  const whole = sizes([await readFile(inRoot("dist/consent.js"))]);
  for (const { source } of Object.values(MANAGERS)) {
    const one = sizes([await alone(source)]);
    t.diagnostic(`${source}: ${one.raw} bytes, gzip ${one.gzip}, brotli ${one.brotli}`);
    assert.ok(one.brotli < whole.brotli, source);
  }
});
