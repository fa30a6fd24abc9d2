// The served demo in three real browsers: its clock and language are moved, and the page is read back.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { browsers, closeContext, contextOf, firefox, PATIENCE, pageOf } from "./browsers.mjs";
import { openDemo } from "./demo-folder.mjs";
import { launchWithoutScripts } from "./drivers/firefox.mjs";
import * as webkit from "./drivers/webkit.mjs";

const manifest = JSON.parse(await readFile(inRoot("www/manifest.json"), "utf8"));
const files = [
  "/card.css",
  "/card.js",
  "/demo.js",
  "/drawings.css",
  "/first.js",
  "/node_modules/tailorbird/dist/privacy.js",
  "/panel.css",
  "/panel.js",
  "/reader.js",
  "/style.css",
  "/words.js",
];

/** A quiet autumn Tuesday at two in the afternoon: every slot shows its default. */
const plain = "?clock=2026-11-24T14:00:00&zone=Europe/Berlin&lang=en";

/** Each address with the variants that it must show; what is not named shows its default. */
const addresses = [
  [plain, {}],
  ["?clock=2026-11-24T08:30:00&zone=Europe/Berlin&lang=en", { scene: "morning", greeting: "morning", lead: "morning" }],
  ["?clock=2026-11-24T18:30:00&zone=Europe/Berlin&lang=de", { scene: "night", greeting: "evening", lead: "evening" }],
  ["?clock=2026-09-15T18:30:00&zone=Europe/Berlin&lang=de", { scene: "evening", greeting: "evening", lead: "evening" }],
  [
    "?clock=2026-11-24T23:30:00&zone=Europe/Berlin&lang=ar",
    { scene: "night", greeting: "night", lead: "night", crossing: "night" },
  ],
  [
    "?clock=2026-06-24T04:00:00&zone=Europe/Berlin&lang=ar",
    {
      scene: "morning",
      greeting: "night",
      lead: "night",
      crossing: "night",
      calendar: "regatta",
      kitchen: "summer",
      today: "wednesday",
    },
  ],
  [
    "?clock=2026-07-04T13:00:00&zone=Europe/Berlin&lang=en",
    { scene: "sails", lead: "weekend", crossing: "saturday", today: "saturday", kitchen: "summer" },
  ],
  ["?clock=2026-11-22T13:00:00&zone=Europe/Berlin&lang=de", { lead: "weekend", crossing: "sunday", today: "sunday" }],
  [
    "?clock=2026-12-02T13:00:00&zone=Europe/Berlin&lang=en",
    { scene: "snow", crossing: "winter", today: "wednesday", kitchen: "winter", calendar: "advent" },
  ],
  [
    "?clock=2026-12-12T13:00:00&zone=Europe/Berlin&lang=de",
    {
      scene: "snow",
      lead: "weekend",
      crossing: "saturday",
      today: "saturday",
      kitchen: "winter",
      calendar: "drill",
    },
  ],
  [
    "?clock=2026-12-31T13:00:00&zone=Europe/Berlin&lang=ar",
    { scene: "snow", crossing: "winter", kitchen: "winter", calendar: "newYear" },
  ],
  [
    "?clock=2026-12-02T13:00:00&zone=Australia/Sydney&lang=en",
    { today: "wednesday", kitchen: "summer", calendar: "advent", afar: "south" },
  ],
  [
    "?clock=2026-04-13T13:00:00&zone=America/New_York&lang=de&diet=vegetarian",
    { today: "monday", kitchen: "gardenWarm", afar: "west" },
  ],
  [
    "?clock=2026-06-12T13:00:00&zone=Asia/Dubai&lang=ar&topics=sailing,food",
    { today: "friday", kitchen: "summer", afar: "gulf", pick: "sailing", calendar: "regatta", drawer: "asked" },
  ],
  [
    "?clock=2026-11-24T14:00:00&zone=Asia/Tokyo&lang=en&from=search&poem=1",
    { notice: "search", afar: "east", pick: "poem" },
  ],
  ["?clock=2026-11-24T14:00:00&zone=Europe/Berlin&lang=de&from=letter", { notice: "letter" }],
  [
    "?clock=2026-11-24T14:00:00&zone=Europe/Berlin&lang=en&from=neighbour&topics=history",
    { notice: "neighbour", pick: "history", drawer: "asked" },
  ],
  ["?clock=2026-11-24T14:00:00&zone=Europe/Berlin&lang=ar&visits=3&away=2", { notice: "returning" }],
];

/** One sentence as a pattern: what stands in braces may be anything, but not nothing; elements are no text. */
function sentence(text) {
  const bare = text.replace(/\{[#/][^}]*\}/g, "");
  const literal = bare.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return literal.join(".+");
}

/** The words of a field as a pattern; of a message with cases, any of them will do. */
function patternOf(words, locale) {
  const text = typeof words === "string" ? words : words[locale];
  const cases = text.startsWith(".input")
    ? [...text.matchAll(/\{\{(.*?)\}\}(?!\})/gs)].map(([, said]) => said)
    : [text];
  return new RegExp(`^(?:${cases.map(sentence).join("|")})$`, "s");
}

/** Runs in the page: every bound text and attribute of every slot, without the invisible marks around values. */
function readSlots() {
  const clean = (text) => text.replace(/[\u2066-\u2069]/g, "");
  const slots = {};
  for (const slot of document.querySelectorAll("[data-tb-slot]")) {
    const fields = {};
    for (const bound of slot.querySelectorAll("[data-tb-text]"))
      fields[bound.dataset.tbText] = clean(bound.textContent);
    for (const bound of slot.querySelectorAll("[data-tb-attr]")) {
      for (const pair of bound.dataset.tbAttr.split(/[;\s]+/)) {
        const [attribute, field] = pair.split("=");
        fields[field] = clean(bound.getAttribute(attribute) ?? "");
      }
    }
    if (slot.dataset.tbClass) fields[slot.dataset.tbClass] = [...slot.classList].at(-1);
    slots[slot.dataset.tbSlot] = fields;
  }
  return slots;
}

function shows(slots, name, variant, locale) {
  for (const [field, words] of Object.entries(manifest.slots[name].variants[variant].fields)) {
    const found = slots[name]?.[field] ?? "";
    const pattern = patternOf(words, locale);
    assert.match(found, pattern, `${name} should show ${variant}: ${field} is ${JSON.stringify(found)}`);
  }
}

/** All slots: the named ones show these variants, the others their default. */
function showsAll(slots, variants, locale) {
  for (const [name, slot] of Object.entries(manifest.slots)) {
    // Of a list, the items are looked at.
    if (slot.catalog === undefined) shows(slots, name, variants[name] ?? slot.default, locale);
  }
}

const panelIsThere = () => !document.getElementById("panel").hidden;
const textOf = (selector) => document.querySelector(selector)?.textContent.replace(/[\u2066-\u2069]/g, "") ?? "";
const click = (selector) => document.querySelector(selector).click();
const type = ([selector, value]) => {
  const field = document.querySelector(selector);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
};
const pieces = () => [...document.querySelectorAll(".pieces > li")].map(({ dataset }) => dataset.tbKey);
const drawing = () => document.querySelector(".scene > svg").getAttribute("class");
const loaded = () =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name).pathname)
    .sort();

let demo;
before(async () => {
  demo = await openDemo();
});
after(() => demo.close());

async function open(page, address) {
  await page.goto(demo.url + address);
  await page.waitForFunction(panelIsThere);
}

/** A page that tests share: each opens the demo anew in it. */
const openers = {
  ...Object.fromEntries(
    browsers.map((browser) => [
      browser.name,
      async () => {
        const context = await (await browser.open()).newContext({
          viewport: { width: 1440, height: 900 },
          locale: "en-GB",
        });
        context.setDefaultTimeout(PATIENCE);
        return { ...(await pageOf(context)), close: () => closeContext(context) };
      },
    ]),
  ),
  // WebDriver has no way to listen to its console.
  [webkit.name]: async () => {
    const page = await webkit.launch();
    return { page, lines: [], close: page.close };
  },
};

for (const [name, openPage] of Object.entries(openers))
  describe(name, () => {
    let page;
    let shared;
    before(async () => {
      shared = await openPage();
      page = shared.page;
    });
    after(async () => {
      await shared?.close();
      assert.deepEqual(shared?.lines, [], "the console stays silent");
    });

    const slots = () => page.evaluate(readSlots);

    test("each address shows its variants, and whatever is shown the same files are requested", async (t) => {
      const requests = new Map();
      for (const [address, variants] of addresses)
        await t.test(`${address} shows ${Object.values(variants).join(", ") || "the defaults"}`, async () => {
          await open(page, address);
          showsAll(await slots(), variants, new URLSearchParams(address).get("lang"));
          const scene = variants.scene ?? "day";
          assert.deepEqual(await page.evaluate(drawing), `print ${scene}`, "drawing");
          requests.set(address, await page.evaluate(loaded));
        });
      await t.test(`the same ${files.length} files, and no other`, () => {
        for (const [address, found] of requests) assert.deepEqual([...new Set(found)], files, address);
        const counts = new Set([...requests.values()].map((found) => found.length));
        assert.equal(counts.size, 1, "different numbers of requests");
      });
    });

    test("a language that is chosen sets lang and dir, and speaks in every slot and in the panel", async () => {
      await open(page, plain);
      for (const [locale, direction] of [
        ["ar", "rtl"],
        ["de", "ltr"],
        ["en", "ltr"],
        ["ar", "rtl"],
      ]) {
        await page.evaluate(click, `[name="language"][value="${locale}"]`);
        assert.deepEqual(
          await page.evaluate(() => [
            document.documentElement.lang,
            document.documentElement.dir,
            getComputedStyle(document.body).direction,
          ]),
          [locale, direction, direction],
          "language",
        );
        showsAll(await slots(), {}, locale);
      }
      assert.deepEqual(await page.evaluate(textOf, "#panel-title"), "القراءة بعيون أخرى", "panel");
    });

    test("moving the hour slider changes drawing and story at once", async () => {
      await open(page, plain);
      await page.evaluate(type, ["#hour", "1410"]);
      showsAll(await slots(), { scene: "night", greeting: "night", lead: "night", crossing: "night" }, "en");
      await page.evaluate(type, ["#date", "2026-12-05"]);
      await page.evaluate(type, ["#hour", "780"]);
      showsAll(
        await slots(),
        {
          scene: "snow",
          lead: "weekend",
          crossing: "saturday",
          today: "saturday",
          kitchen: "winter",
          calendar: "advent",
        },
        "en",
      );
    });

    test("moving to another zone turns the season and the hour", async () => {
      await open(page, plain);
      await page.evaluate(type, ["#zone", "Pacific/Auckland"]);
      const variants = {
        scene: "night",
        greeting: "night",
        lead: "night",
        crossing: "night",
        today: "wednesday",
        kitchen: "spring",
        afar: "south",
      };
      showsAll(await slots(), variants, "en");
    });

    test("a name, topics, a diet and a poem show at once, and can be taken back", async () => {
      await open(page, plain);
      await page.evaluate(type, ["#name", "Nora"]);
      assert.deepEqual((await slots()).greeting.text, "Hello, Nora. There is room on the bench.", "greeting");
      await page.evaluate(click, '#topics [value="birds"]');
      await page.evaluate(click, "#vegetarian");
      showsAll(await slots(), { greeting: "byName", pick: "birds", kitchen: "gardenCold", drawer: "asked" }, "en");
      await page.evaluate(click, "#poem");
      showsAll(await slots(), { greeting: "byName", pick: "poem", kitchen: "gardenCold", drawer: "asked" }, "en");
      for (const selector of ['#topics [value="birds"]', "#vegetarian", "#poem"]) await page.evaluate(click, selector);
      await page.evaluate(type, ["#name", ""]);
      showsAll(await slots(), {}, "en");
    });

    test("a topic brings its piece into the list, no fish takes one out, and nothing is built anew", async () => {
      await open(page, plain);
      assert.deepEqual(await page.evaluate(pieces), ["umbrella", "eel", "piano"], "at first");
      await page.evaluate(() => {
        globalThis.umbrella = document.querySelector('[data-tb-key="umbrella"]');
      });
      await page.evaluate(click, '#topics [value="birds"]');
      assert.deepEqual(await page.evaluate(pieces), ["heron", "umbrella", "eel"], "with birds");
      await page.evaluate(click, '#topics [value="food"]');
      assert.deepEqual(await page.evaluate(pieces), ["heron", "lentils", "umbrella"], "with birds and food");
      const found = await page.evaluate(() => [
        document.querySelector('[data-tb-key="lentils"]').classList.contains("asked"),
        document.querySelector('[data-tb-key="lentils"] b').textContent,
        document.querySelector('[data-tb-key="umbrella"] a').getAttribute("href"),
        document.querySelector('[data-tb-key="umbrella"]') === globalThis.umbrella,
      ]);
      assert.deepEqual(
        found,
        [true, "It was probably onions.", "#crossing", true],
        "class, bold words, link, the same node",
      );
      for (const topic of ["birds", "food"]) await page.evaluate(click, `#topics [value="${topic}"]`);
      await page.evaluate(click, "#vegetarian");
      assert.deepEqual(await page.evaluate(pieces), ["umbrella", "piano", "steps"], "without fish");
      await page.evaluate(click, "#vegetarian");
      assert.deepEqual(await page.evaluate(pieces), ["umbrella", "eel", "piano"], "taken back");
    });

    test("the days away are counted as each language counts", async () => {
      const counted = [
        ["en", 1, "Good to see you again after a day."],
        ["en", 2, "Good to see you again after 2 days."],
        ["en", 7, "You were away for a week to the day."],
        ["de", 1, "Schön, dass du nach einem Tag wieder da bist."],
        ["de", 21, "Du warst 21 Tage weg."],
        ["ar", 1, "سررنا بعودتك بعد يوم."],
        ["ar", 2, "سررنا بعودتك بعد يومين."],
        ["ar", 5, "سررنا بعودتك بعد 5 أيّام."],
        ["ar", 21, "مضى 21 يوماً منذ زيارتك الأخيرة."],
        ["ar", 100, "مضى 100 يوم على زيارتك الأخيرة."],
      ];
      for (const [locale, days, said] of counted) {
        await open(page, `${plain.slice(0, -2)}${locale}&visits=2&away=${days}`);
        // Whether Arabic has 5 or ٥ is the browser's own knowledge.
        const western = (digit) => String(digit.codePointAt(0) - 0x0660);
        const text = (await slots()).notice.text.replace(/[\u0660-\u0669]/g, western);
        if (!text.startsWith(said))
          throw new Error(`${locale}, ${days}: ${JSON.stringify(text)} should begin with ${said}`);
      }
    });

    test("a gale warning changes the timetable at once, stays in the address, and passes", async () => {
      await open(page, plain);
      await page.evaluate(click, "#gale");
      showsAll(await slots(), { crossing: "gale" }, "en");
      const address = await page.evaluate(() => location.search);
      assert.deepEqual(new URLSearchParams(address).get("gale"), "1", "address");
      await page.evaluate(click, "#forget");
      shows(await slots(), "crossing", "gale", "en");
      await page.evaluate(click, "#gale");
      showsAll(await slots(), {}, "en");
      await open(page, address);
      shows(await slots(), "crossing", "gale", "en");
    });

    test("markup in a name stays text", async () => {
      await open(page, plain);
      await page.evaluate(type, ["#name", "<b>Nora</b>"]);
      assert.deepEqual((await slots()).greeting.text, "Hello, <b>Nora</b>. There is room on the bench.", "greeting");
      assert.deepEqual(
        await page.evaluate(() => document.querySelectorAll(".greeting b").length),
        0,
        "elements made from the name",
      );
    });

    test("coming back changes the note, a long absence changes it again, and forgetting ends both", async () => {
      await open(page, plain);
      await page.evaluate(click, '[data-days="1"]');
      assert.deepEqual(
        (await slots()).notice.text,
        "Good to see you again after a day. This is visit number 2; the kettle knows you by now.",
        "second visit",
      );
      await page.evaluate(click, '[data-days="21"]');
      shows(await slots(), "notice", "longAway", "en");
      await page.evaluate(click, "#forget");
      shows(await slots(), "notice", "first", "en");
    });

    test("when the running clock passes ten, the story of the evening becomes that of the night by itself", async () => {
      await open(page, "?clock=2026-06-24T21:59:57&zone=Europe/Berlin&lang=en");
      const [early, story] = await page.evaluate(() => [
        globalThis.demo.reader.now() < Date.parse("2026-06-24T20:00:00Z"),
        document.querySelector(".lead h2").textContent,
      ]);
      // A busy machine may open the page only after ten.
      if (early) assert.equal(story, "Eleven lamps, one ladder");
      await page.waitForFunction(() => document.querySelector(".lead h2").textContent === "Those who are awake");
      assert.deepEqual(await page.evaluate(drawing), "print evening", "in June there is still light");
    });

    test("a card is kept only when it is asked for, is known on the next page, and can be torn up", async () => {
      const kept = () => page.evaluate(() => Object.keys(localStorage).length);
      await open(page, plain);
      await page.evaluate(type, ["#name", "Nora"]);
      assert.deepEqual(await kept(), 0, "keys before");
      await page.evaluate(click, "#card-yes");
      await page.evaluate(type, ["#name", "Ada"]);
      await page.waitForFunction(() => Object.keys(localStorage).length > 1);
      assert.deepEqual(
        await page.evaluate(() => document.querySelector("#card-yes").getAttribute("aria-pressed")),
        "true",
        "pressed",
      );
      await open(page, plain);
      assert.deepEqual(
        (await slots()).greeting.text,
        "Hello, Ada. There is room on the bench.",
        "greeting on the next page",
      );
      assert.deepEqual(
        await page.evaluate(textOf, "#card-state"),
        "Your card is kept, on this device.",
        "what the card says",
      );
      await page.evaluate(() =>
        document.querySelector("tailor-privacy").shadowRoot.querySelector("dialog .danger").click(),
      );
      assert.deepEqual(await kept(), 0, "keys after it was torn up");
      await open(page, plain);
      showsAll(await slots(), {}, "en");
      await page.evaluate(click, "#card-no");
      await open(page, plain);
      assert.deepEqual(
        await page.evaluate(textOf, "#card-state"),
        "No card is kept.",
        "a no is known on the next page",
      );
      await page.evaluate(() => globalThis.tailorbird.page.erase());
      assert.deepEqual(await kept(), 0, "keys in the end");
    });

    test("every slot has its reasons in sentences and says how long it holds", async () => {
      await open(page, plain);
      const told = await page.evaluate(() =>
        [...document.querySelectorAll("#decisions details")].map((entry) => ({
          slot: entry.dataset.slot,
          variant: entry.querySelector(".variant").textContent,
          until: entry.querySelector(".until").textContent,
          reasons: [...entry.querySelectorAll(".reasons li")].map((item) => item.textContent),
        })),
      );
      assert.deepEqual(told.map(({ slot }) => slot).sort(), Object.keys(manifest.slots).sort(), "slots");
      for (const { slot, variant, until, reasons } of told) {
        assert.deepEqual(variant, manifest.slots[slot].default ?? "umbrella eel piano", `${slot}: variant`);
        if (until.length < 8) throw new Error(`${slot}: until is ${JSON.stringify(until)}`);
        if (reasons.length === 0 || reasons.some((reason) => reason.trim().length < 8))
          throw new Error(`${slot}: reasons are ${JSON.stringify(reasons)}`);
      }
      const lead = told.find(({ slot }) => slot === "lead");
      if (!lead.until.includes("5:00"))
        throw new Error(`lead holds until the evening at 5, but the panel says ${lead.until}`);
    });

    test("nothing is wider than the window, in any language", async () => {
      for (const locale of ["en", "de", "ar"]) {
        await open(page, `${plain.slice(0, -2)}${locale}`);
        const [wide, room] = await page.evaluate(() => [
          document.scrollingElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        assert.ok(wide <= room, `${locale}: ${wide} pixels wide in a window of ${room}`);
      }
    });
  });

async function openDamaged(t, browser, damage) {
  const { page, lines } = await browser.newPage(t, { locale: "en-GB" });
  await page.route(/\/\?/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: damage(await response.text()) });
  });
  await page.goto(demo.url + plain);
  await page.waitForFunction(() => globalThis.tailorbird?.page.problems.length === 1);
  shows(await page.evaluate(readSlots), "lead", "day", "en");
  return { page, lines };
}

/** Firefox knows scripts as on or off for all of its pages only. */
async function openWithoutScripts(t, browser) {
  if (browser !== firefox) return (await browser.newPage(t, { javaScriptEnabled: false })).page;
  const other = await launchWithoutScripts();
  t.after(() => other.close());
  return (await pageOf(await contextOf(t, other))).page;
}

for (const browser of browsers)
  describe(`${browser.name}, where the page stays as it was`, () => {
    test("with JavaScript off the whole default page is there, without the panel", async (t) => {
      const page = await openWithoutScripts(t, browser);
      await page.goto(demo.url + plain);
      const texts = await page.locator("[data-tb-slot] [data-tb-text]").allTextContents();
      for (const [name, slot] of Object.entries(manifest.slots)) {
        const first = slot.variants?.[slot.default] ?? manifest.catalogs[slot.catalog].items.find(({ when }) => !when);
        for (const [field, words] of Object.entries(first.fields)) {
          const text = (typeof words === "string" ? words : words.en).replace(/\{[#/][^}]*\}/g, "");
          // The date of the reader's day, names for assistive technology, addresses and classes are no texts of the server's page.
          if (text.includes("{$") || text.startsWith("#") || ["sections", "alt", "tone"].includes(field)) continue;
          assert.ok(texts.includes(text), `${name}.${field} is missing: ${text}`);
        }
      }
      const visible = ["#magazine", "#panel", "#opener"].map((selector) => page.locator(selector).isVisible());
      assert.deepEqual(await Promise.all(visible), [true, false, false]);
    });

    test("a manifest that is damaged leaves the page as it was, with one line in the console", async (t) => {
      const cut = (html) => html.replace(/(application.tailorbird">)[^<]{100}/, "$1");
      const { page, lines } = await openDamaged(t, browser, cut);
      assert.equal(await page.locator("#panel").isVisible(), false);
      assert.equal(lines.length, 1, lines.join("\n"));
    });

    test("where the policy forbids WebAssembly the page stays as it was", async (t) => {
      const { page } = await openDamaged(t, browser, (html) => html.replace("'wasm-unsafe-eval'", ""));
      assert.equal(await page.locator("#magazine").isVisible(), true);
    });
  });

for (const browser of browsers)
  test(`${browser.name}: on a phone the panel is a sheet that a button opens and Escape closes`, async (t) => {
    const { page } = await browser.newPage(t, { viewport: { width: 390, height: 844 }, locale: "en-GB" });
    await open(page, plain);
    const panel = page.locator("#panel");
    assert.equal(await panel.isVisible(), false);
    await page.locator("#opener").click();
    await panel.waitFor({ state: "visible" });
    await page.evaluate(type, ["#hour", "1410"]);
    assert.equal(await page.evaluate(drawing), "print night", "drawing above the sheet");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement.id), "opener", "focus");
    for (const locale of ["en", "de", "ar"]) {
      await open(page, `${plain.slice(0, -2)}${locale}`);
      const [wide, room] = await page.evaluate(() => [
        document.scrollingElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(wide <= room, `${locale}: ${wide} pixels wide in a window of ${room}`);
    }
  });
