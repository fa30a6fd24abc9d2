// The built package on devices that change while a page is open: the zone, the languages, the window, and what the reader
// likes; and on one whose browser names a zone that it does not know.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromium as playwright } from "playwright-core";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers, chromium, contextOf, pageOf } from "./browsers.mjs";
import { ARGUMENTS } from "./drivers/chromium.mjs";

/** 23 November 2026, 20:37 UTC: 21:37 in Berlin, 05:37 of the next day in Tokyo. */
const NOW = Date.UTC(2026, 10, 23, 20, 37);

let site;
before(async () => {
  site = await serve(inRoot("."));
});
after(() => site.close());

/** A slot for each of these rules or words. */
function manifest(slots, locales = ["en"]) {
  const slot = ({ when, title }) => {
    const fields = { title: typeof title === "string" ? { [locales[0]]: title } : title };
    return when
      ? { default: "no", variants: { yes: { when, fields: { title: "yes" } }, no: { fields: { title: "no" } } } }
      : { default: "said", variants: { said: { fields } } };
  };
  const all = Object.entries(slots).map(([name, given]) => [name, slot(given)]);
  return { tailorbird: 1, locales, slots: Object.fromEntries(all) };
}

/** A page with these slots and nothing else. */
async function blank(page, slots = []) {
  const places = slots.map((name) => `<p data-tb-slot="${name}" data-tb-text="title">server</p>`);
  const body = `<!doctype html><title>Device</title>${places.join("")}`;
  await page.unrouteAll();
  await page.route(`${site.url}blank`, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(`${site.url}blank`);
}

/** Opens the manifest in the page, which then has `texts()`: what stands in each slot. */
async function opened(page, slots, { locales, options = {} } = {}) {
  await blank(page, Object.keys(slots));
  return rendered(page, slots, { locales, options });
}

async function rendered(page, slots, { locales, options }) {
  await page.evaluate(
    async ([text, options]) => {
      const { open } = await import("/dist/author.js");
      globalThis.site = open(text, options);
      globalThis.site.render();
    },
    [JSON.stringify(manifest(slots, locales)), options],
  );
  assert.deepEqual(await page.evaluate(() => globalThis.site.problems), []);
  return () => page.evaluate(() => [...document.querySelectorAll("p")].map(({ textContent }) => textContent));
}

/** Waits until the slots say this. */
async function becomes(page, texts, expected) {
  await page.waitForFunction(
    (expected) => [...document.querySelectorAll("p")].map(({ textContent }) => textContent).join() === expected,
    expected.join(),
  );
  assert.deepEqual(await texts(), expected);
}

/** A page on a device in Berlin, and a function that moves it. */
async function mobile(t) {
  const { page } = await chromium.newPage(t);
  const session = await page.context().newCDPSession(page);
  const move = (timezoneId) => session.send("Emulation.setTimezoneOverride", { timezoneId });
  await move("Europe/Berlin");
  return { page, move };
}

const CLOCK = { rule: { when: "now.hour == 21" }, words: { title: "{$now :time precision=minute}" } };
const PLACE = { ...CLOCK, country: { when: "place.country == 'DE'" } };
const given = { now: NOW, locales: ["en"] };

describe("a device that moves", () => {
  for (const [name, slots] of Object.entries({
    "where nothing reads the place": CLOCK,
    "where a rule reads it": PLACE,
  }))
    test(`is noticed by the next render, ${name}`, async (t) => {
      const { page, move } = await mobile(t);
      const texts = await opened(page, slots, { options: given });
      const [, , ...place] = Object.keys(slots);
      const no = place.map(() => "no");
      assert.deepEqual(await texts(), ["yes", "9:37 PM", ...place.map(() => "yes")]);
      await move("Asia/Tokyo");
      await page.evaluate(() => globalThis.site.render());
      assert.deepEqual(await texts(), ["no", "5:37 AM", ...no]);
      await move("Europe/Paris");
      await page.evaluate(() => globalThis.site.render());
      assert.deepEqual(await texts(), ["yes", "9:37 PM", ...no]);
    });

  test("is noticed by `decide`", async (t) => {
    const { page, move } = await mobile(t);
    await opened(page, CLOCK, { options: { ...given, root: null } });
    const rule = () => page.evaluate(() => globalThis.site.decide("rule").variant);
    assert.equal(await rule(), "yes");
    await move("Asia/Tokyo");
    assert.equal(await rule(), "no");
  });

  test("is noticed when the page becomes visible", async (t) => {
    const { page, move } = await mobile(t);
    const texts = await opened(page, PLACE, { options: given });
    await move("Asia/Tokyo");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    assert.deepEqual(await texts(), ["no", "5:37 AM", "no"]);
    await page.evaluate(() => globalThis.site.close());
    await move("Europe/Berlin");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    assert.deepEqual(await texts(), ["server", "server", "server"]);
  });

  test("does not move a zone that was handed in", async (t) => {
    const { page, move } = await mobile(t);
    const texts = await opened(page, PLACE, { options: { ...given, timeZone: "Europe/Berlin" } });
    await move("Asia/Tokyo");
    await page.evaluate(() => globalThis.site.render());
    assert.deepEqual(await texts(), ["yes", "9:37 PM", "yes"]);
  });
});

test("a zone that the browser itself refuses is no reason to write a moment in digits", async (t) => {
  const browser = await playwright.launch({
    executablePath: "/usr/bin/chromium",
    args: ARGUMENTS,
    env: { ...process.env, TZ: "Nowhere/Land" },
  });
  t.after(() => browser.close());
  const { page } = await pageOf(await contextOf(t, browser));
  const words = { date: { title: "{$now :date length=long}" }, time: { title: "{$now :datetime}" } };
  const texts = await opened(page, { ...words, country: { when: "place.country == 'DE'" } }, { options: given });
  assert.equal(await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone), "Etc/Unknown");
  const placed = await texts();
  const plain = await (await opened(page, words, { options: given }))();
  assert.deepEqual(placed, [...plain, "no"]);
  assert.equal(plain[0], "November 23, 2026");
});

test("a moment among the facts of an explanation is written as a date", async (t) => {
  const { page } = await chromium.newPage(t);
  await opened(page, { rule: { when: "now > timestamp('2026-01-01T00:00:00Z')" } }, { options: given });
  const said = await page.evaluate(() => globalThis.site.explain("rule").join(" "));
  assert.match(said, /now = Monday, November 23, 2026/);
  assert.doesNotMatch(said, /\d{12}/);
});

test("what `Intl` refuses is left out, and what it is about is written all the same", async (t) => {
  const { page } = await chromium.newPage(t);
  await blank(page);
  const written = await page.evaluate(async () => {
    const { DateTimeFormat, NumberFormat } = Intl;
    const refuse = (Format, name) =>
      function format(locales, options) {
        if (options?.[name]) throw new RangeError(`no such ${name}`);
        return new Format(locales, options);
      };
    const { compile, open } = await import("/dist/author.js");
    const say = (title, type, name) => {
      const { bytes, problems } = compile({
        tailorbird: 1,
        locales: ["en"],
        slots: { s: { default: "v", variants: { v: { fields: { title } } } } },
      });
      if (!bytes) throw new Error(JSON.stringify(problems));
      Object.assign(Intl, { [type]: refuse(type === "NumberFormat" ? NumberFormat : DateTimeFormat, name) });
      try {
        const now = Date.UTC(2026, 10, 23, 20, 37);
        return open(bytes, { root: null, locales: ["en"], timeZone: "UTC", now }).decide("s").fields.title;
      } finally {
        Object.assign(Intl, { DateTimeFormat, NumberFormat });
      }
    };
    return [
      say("{$now :date calendar=hebrew}", "DateTimeFormat", "calendar"),
      say("{$now :datetime timeZone=|Europe/Vienna| dateLength=long}", "DateTimeFormat", "timeZone"),
      say("{$visitor.visits :currency currency=EUR}", "NumberFormat", "currency"),
      say("{$visitor.visits :unit unit=kilometer}", "NumberFormat", "unit"),
    ];
  });
  const plain = written.map((text) => text.replace(/[\u2066-\u2069]/g, "").replace("\u202f", " "));
  assert.deepEqual(plain, ["Nov 23, 2026", "November 23, 2026 at 8:37 PM", "1", "1"]);
});

for (const browser of browsers)
  test(`${browser.name}: the window is followed until the page is closed`, async (t) => {
    const height = 800;
    const { page } = await browser.newPage(t, { viewport: { width: 1200, height } });
    const texts = await opened(page, { small: { when: "device.viewport == 'phone'" } }, { options: given });
    assert.deepEqual(await texts(), ["no"]);
    for (const [width, small] of [
      [500, "yes"],
      [800, "no"],
      [600, "yes"],
      [1300, "no"],
    ]) {
      await page.setViewportSize({ height, width });
      await becomes(page, texts, [small]);
    }
    await page.evaluate(() => globalThis.site.close());
    await page.setViewportSize({ height, width: 500 });
    await page.waitForFunction(() => matchMedia("(max-width:640px)").matches);
    assert.deepEqual(await texts(), ["server"]);
  });

test("what a reader likes is followed", async (t) => {
  const { page } = await chromium.newPage(t, { colorScheme: "light", reducedMotion: "no-preference" });
  const slots = {
    dark: { when: "device.colorScheme == 'dark'" },
    still: { when: "device.reducedMotion" },
    clear: { when: "device.contrast == 'more'" },
  };
  const texts = await opened(page, slots, { options: given });
  assert.deepEqual(await texts(), ["no", "no", "no"]);
  await page.emulateMedia({ colorScheme: "dark" });
  await becomes(page, texts, ["yes", "no", "no"]);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await becomes(page, texts, ["yes", "yes", "no"]);
  await page.emulateMedia({ colorScheme: "light", contrast: "more" });
  await becomes(page, texts, ["no", "yes", "yes"]);
});

test("other languages of the browser are followed", async (t) => {
  const { page } = await chromium.newPage(t, { locale: "en" });
  const slots = { words: { title: { en: "Hello", de: "Hallo" } }, rule: { when: "locale.language == 'de'" } };
  const texts = await opened(page, slots, { locales: ["en", "de"], options: { now: NOW } });
  assert.deepEqual(await texts(), ["Hello", "no"]);
  await page.evaluate(() => {
    Object.defineProperty(navigator, "languages", { value: ["de"], configurable: true });
    dispatchEvent(new Event("languagechange"));
  });
  assert.deepEqual(await texts(), ["Hallo", "yes"]);
});

test("what a program does not read is not watched", async (t) => {
  const { page } = await chromium.newPage(t);
  const watched = async (slots) => {
    await blank(page);
    await page.evaluate(() => {
      const { addEventListener } = MediaQueryList.prototype;
      globalThis.watched = 0;
      MediaQueryList.prototype.addEventListener = function counted(...all) {
        globalThis.watched += 1;
        return addEventListener.apply(this, all);
      };
    });
    await rendered(page, slots, { options: given });
    return page.evaluate(() => globalThis.watched);
  };
  assert.equal(await watched(CLOCK), 0);
  assert.notEqual(await watched({ dark: { when: "device.colorScheme == 'dark'" } }), 0);
});
