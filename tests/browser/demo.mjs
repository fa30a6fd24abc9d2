// The served demo passes through three real browsers here: its clock and language are moved, and the page is read back.

import { readFile } from "node:fs/promises";
import { inRoot } from "../../scripts/paths.mjs";
import { openDemo } from "./demo-server.mjs";
import { browserNames, openBrowser } from "./visitor.mjs";

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

let passed = 0;
let failed = 0;

async function check(browser, name, test) {
  try {
    await test();
    passed += 1;
    console.log(`ok    ${browser}: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${browser}: ${name}\n      ${error.message}`);
  }
}

function same(found, wanted, what) {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what}: found ${left}, expected ${right}`);
}

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
    if (!pattern.test(found))
      throw new Error(`${name} should show ${variant}: ${field} is ${JSON.stringify(found)}, expected ${pattern}`);
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

async function open(page, base, address) {
  await page.goto(base + address);
  await page.waitFor(panelIsThere, `panel at ${address}`);
}

async function tour(browser, page, base) {
  const requests = new Map();
  for (const [address, variants] of addresses) {
    const locale = new URLSearchParams(address).get("lang");
    await check(browser.name, `${address} shows ${Object.values(variants).join(", ") || "the defaults"}`, async () => {
      await open(page, base, address);
      showsAll(await page.read(readSlots), variants, locale);
      const scene = variants.scene ?? "day";
      same(await page.read(drawing), `print ${scene}`, "drawing");
      requests.set(address, await page.read(loaded));
    });
  }
  await check(browser.name, `the same ${files.length} files are requested whatever is shown, and no other`, () => {
    for (const [address, found] of requests) same([...new Set(found)], files, address);
    same(new Set([...requests.values()].map((found) => found.length)).size, 1, "different numbers of requests");
  });
}

async function play(browser, page, base) {
  const name = browser.name;
  const slots = () => page.read(readSlots);

  await check(
    name,
    "a language that is chosen sets lang and dir, and speaks in every slot and in the panel",
    async () => {
      await open(page, base, plain);
      for (const [locale, direction] of [
        ["ar", "rtl"],
        ["de", "ltr"],
        ["en", "ltr"],
        ["ar", "rtl"],
      ]) {
        await page.read(click, `[name="language"][value="${locale}"]`);
        same(
          await page.read(() => [
            document.documentElement.lang,
            document.documentElement.dir,
            getComputedStyle(document.body).direction,
          ]),
          [locale, direction, direction],
          "language",
        );
        showsAll(await slots(), {}, locale);
      }
      same(await page.read(textOf, "#panel-title"), "القراءة بعيون أخرى", "panel");
    },
  );

  await check(name, "moving the hour slider changes drawing and story at once", async () => {
    await open(page, base, plain);
    await page.read(type, ["#hour", "1410"]);
    showsAll(await slots(), { scene: "night", greeting: "night", lead: "night", crossing: "night" }, "en");
    await page.read(type, ["#date", "2026-12-05"]);
    await page.read(type, ["#hour", "780"]);
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

  await check(name, "moving to another zone turns the season and the hour", async () => {
    await open(page, base, plain);
    await page.read(type, ["#zone", "Pacific/Auckland"]);
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

  await check(name, "a name, topics, a diet and a poem show at once, and can be taken back", async () => {
    await open(page, base, plain);
    await page.read(type, ["#name", "Nora"]);
    same((await slots()).greeting.text, "Hello, Nora. There is room on the bench.", "greeting");
    await page.read(click, '#topics [value="birds"]');
    await page.read(click, "#vegetarian");
    showsAll(await slots(), { greeting: "byName", pick: "birds", kitchen: "gardenCold", drawer: "asked" }, "en");
    await page.read(click, "#poem");
    showsAll(await slots(), { greeting: "byName", pick: "poem", kitchen: "gardenCold", drawer: "asked" }, "en");
    for (const selector of ['#topics [value="birds"]', "#vegetarian", "#poem"]) await page.read(click, selector);
    await page.read(type, ["#name", ""]);
    showsAll(await slots(), {}, "en");
  });

  await check(
    name,
    "a topic brings its piece into the list, no fish takes one out, and nothing is built anew",
    async () => {
      await open(page, base, plain);
      same(await page.read(pieces), ["umbrella", "eel", "piano"], "at first");
      await page.read(() => {
        globalThis.umbrella = document.querySelector('[data-tb-key="umbrella"]');
      });
      await page.read(click, '#topics [value="birds"]');
      same(await page.read(pieces), ["heron", "umbrella", "eel"], "with birds");
      await page.read(click, '#topics [value="food"]');
      same(await page.read(pieces), ["heron", "lentils", "umbrella"], "with birds and food");
      const found = await page.read(() => [
        document.querySelector('[data-tb-key="lentils"]').classList.contains("asked"),
        document.querySelector('[data-tb-key="lentils"] b').textContent,
        document.querySelector('[data-tb-key="umbrella"] a').getAttribute("href"),
        document.querySelector('[data-tb-key="umbrella"]') === globalThis.umbrella,
      ]);
      same(found, [true, "It was probably onions.", "#crossing", true], "class, bold words, link, the same node");
      for (const topic of ["birds", "food"]) await page.read(click, `#topics [value="${topic}"]`);
      await page.read(click, "#vegetarian");
      same(await page.read(pieces), ["umbrella", "piano", "steps"], "without fish");
      await page.read(click, "#vegetarian");
      same(await page.read(pieces), ["umbrella", "eel", "piano"], "taken back");
    },
  );

  await check(name, "the days away are counted as each language counts", async () => {
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
      await open(page, base, `${plain.slice(0, -2)}${locale}&visits=2&away=${days}`);
      // Whether Arabic has 5 or ٥ is the browser's own knowledge.
      const western = (digit) => String(digit.codePointAt(0) - 0x0660);
      const text = (await slots()).notice.text.replace(/[\u0660-\u0669]/g, western);
      if (!text.startsWith(said))
        throw new Error(`${locale}, ${days}: ${JSON.stringify(text)} should begin with ${said}`);
    }
  });

  await check(name, "a gale warning changes the timetable at once, stays in the address, and passes", async () => {
    await open(page, base, plain);
    await page.read(click, "#gale");
    showsAll(await slots(), { crossing: "gale" }, "en");
    const address = await page.read(() => location.search);
    same(new URLSearchParams(address).get("gale"), "1", "address");
    await page.read(click, "#forget");
    shows(await slots(), "crossing", "gale", "en");
    await page.read(click, "#gale");
    showsAll(await slots(), {}, "en");
    await open(page, base, address);
    shows(await slots(), "crossing", "gale", "en");
  });

  await check(name, "markup in a name stays text", async () => {
    await open(page, base, plain);
    await page.read(type, ["#name", "<b>Nora</b>"]);
    same((await slots()).greeting.text, "Hello, <b>Nora</b>. There is room on the bench.", "greeting");
    same(await page.read(() => document.querySelectorAll(".greeting b").length), 0, "elements made from the name");
  });

  await check(
    name,
    "coming back changes the note, a long absence changes it again, and forgetting ends both",
    async () => {
      await open(page, base, plain);
      await page.read(click, '[data-days="1"]');
      same(
        (await slots()).notice.text,
        "Good to see you again after a day. This is visit number 2; the kettle knows you by now.",
        "second visit",
      );
      await page.read(click, '[data-days="21"]');
      shows(await slots(), "notice", "longAway", "en");
      await page.read(click, "#forget");
      shows(await slots(), "notice", "first", "en");
    },
  );

  await check(
    name,
    "when the running clock passes ten, the story of the evening becomes that of the night by itself",
    async () => {
      await open(page, base, "?clock=2026-06-24T21:59:57&zone=Europe/Berlin&lang=en");
      same((await slots()).lead.title, "Eleven lamps, one ladder", "story before ten");
      await page.waitFor(
        () => document.querySelector(".lead h2").textContent === "Those who are awake",
        "the story after ten",
        9000,
      );
      same(await page.read(drawing), "print evening", "in June there is still light");
    },
  );

  await check(
    name,
    "a card is kept only when it is asked for, is known on the next page, and can be torn up",
    async () => {
      const kept = () => page.read(() => Object.keys(localStorage).length);
      await open(page, base, plain);
      await page.read(type, ["#name", "Nora"]);
      same(await kept(), 0, "keys before");
      await page.read(click, "#card-yes");
      await page.read(type, ["#name", "Ada"]);
      await page.waitFor(() => Object.keys(localStorage).length > 1, "something that is kept");
      same(await page.read(() => document.querySelector("#card-yes").getAttribute("aria-pressed")), "true", "pressed");
      await open(page, base, plain);
      same((await slots()).greeting.text, "Hello, Ada. There is room on the bench.", "greeting on the next page");
      same(await page.read(textOf, "#card-state"), "Your card is kept, on this device.", "what the card says");
      await page.read(() =>
        document.querySelector("tailor-privacy").shadowRoot.querySelector("dialog .danger").click(),
      );
      same(await kept(), 0, "keys after it was torn up");
      await open(page, base, plain);
      showsAll(await slots(), {}, "en");
      await page.read(click, "#card-no");
      await open(page, base, plain);
      same(await page.read(textOf, "#card-state"), "No card is kept.", "a no is known on the next page");
      await page.read(() => globalThis.tailorbird.page.erase());
      same(await kept(), 0, "keys in the end");
    },
  );

  await check(name, "every slot has its reasons in sentences and says how long it holds", async () => {
    await open(page, base, plain);
    const told = await page.read(() =>
      [...document.querySelectorAll("#decisions details")].map((entry) => ({
        slot: entry.dataset.slot,
        variant: entry.querySelector(".variant").textContent,
        until: entry.querySelector(".until").textContent,
        reasons: [...entry.querySelectorAll(".reasons li")].map((item) => item.textContent),
      })),
    );
    same(told.map(({ slot }) => slot).sort(), Object.keys(manifest.slots).sort(), "slots");
    for (const { slot, variant, until, reasons } of told) {
      same(variant, manifest.slots[slot].default ?? "umbrella eel piano", `${slot}: variant`);
      if (until.length < 8) throw new Error(`${slot}: until is ${JSON.stringify(until)}`);
      if (reasons.length === 0 || reasons.some((reason) => reason.trim().length < 8))
        throw new Error(`${slot}: reasons are ${JSON.stringify(reasons)}`);
    }
    const lead = told.find(({ slot }) => slot === "lead");
    if (!lead.until.includes("5:00"))
      throw new Error(`lead holds until the evening at 5, but the panel says ${lead.until}`);
  });

  await check(name, "nothing is wider than the window, in any language", async () => {
    for (const locale of ["en", "de", "ar"]) {
      await open(page, base, `${plain.slice(0, -2)}${locale}`);
      const [wide, room] = await page.read(() => [
        document.scrollingElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      if (wide > room) throw new Error(`${locale}: ${wide} pixels wide in a window of ${room}`);
    }
  });
}

/** What a visitor without scripts reads, and what is read when the manifest is none. */
async function withoutDecisions(browser, base) {
  await check(browser.name, "with JavaScript off the whole default page is there, without the panel", async () => {
    const page = await browser.newPage({ javaScript: false });
    await page.goto(base + plain);
    await page.pause(600);
    const texts = await page.texts("[data-tb-slot] [data-tb-text]");
    for (const [name, slot] of Object.entries(manifest.slots)) {
      const first = slot.variants?.[slot.default] ?? manifest.catalogs[slot.catalog].items.find(({ when }) => !when);
      for (const [field, words] of Object.entries(first.fields)) {
        const text = (typeof words === "string" ? words : words.en).replace(/\{[#/][^}]*\}/g, "");
        // The date of the reader's day, names for assistive technology, addresses and classes are no texts of the server's page.
        if (text.includes("{$") || text.startsWith("#") || ["sections", "alt", "tone"].includes(field)) continue;
        if (!texts.includes(text)) throw new Error(`${name}.${field} is missing: ${text}`);
      }
    }
    same(await page.visible("#magazine"), true, "magazine visible");
    same(await page.visible("#panel"), false, "panel visible");
    same(await page.visible("#opener"), false, "opener visible");
    await page.close();
  });

  await check(
    browser.name,
    "a manifest that is damaged leaves the page as it was, with one line in the console",
    async () => {
      const page = await browser.newPage({
        damage: (html) => html.replace(/(application.tailorbird">)[^<]{100}/, "$1"),
      });
      await page.goto(base + plain);
      await page.waitFor(() => globalThis.tailorbird?.page.problems.length === 1, "end of the attempt");
      shows(await page.read(readSlots), "lead", "day", "en");
      same(await page.visible("#panel"), false, "panel visible");
      same(page.lines.length, 1, "console lines");
      await page.close();
    },
  );

  await check(browser.name, "where the policy forbids WebAssembly the page stays as it was", async () => {
    const page = await browser.newPage({ damage: (html) => html.replace("'wasm-unsafe-eval'", "") });
    await page.goto(base + plain);
    await page.waitFor(() => globalThis.tailorbird?.page.problems.length === 1, "end of the attempt");
    shows(await page.read(readSlots), "lead", "day", "en");
    same(await page.visible("#magazine"), true, "magazine visible");
    await page.close();
  });
}

async function onAPhone(browser, base) {
  await check(browser.name, "on a phone the panel is a sheet that a button opens and Escape closes", async () => {
    const page = await browser.newPage({ width: 390, height: 844 });
    await open(page, base, plain);
    same(await page.visible("#panel"), false, "sheet at first");
    await page.click("#opener");
    await page.waitFor(() => getComputedStyle(document.getElementById("panel")).visibility === "visible", "sheet");
    await page.pause(400);
    await page.read(type, ["#hour", "1410"]);
    same(await page.read(drawing), "print night", "drawing above the sheet");
    await page.press("Escape");
    await page.waitFor(
      () => getComputedStyle(document.getElementById("panel")).visibility === "hidden",
      "closed sheet",
    );
    same(await page.read(() => document.activeElement.id), "opener", "focus");
    for (const locale of ["en", "de", "ar"]) {
      await open(page, base, `${plain.slice(0, -2)}${locale}`);
      const [wide, room] = await page.read(() => [
        document.scrollingElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      if (wide > room) throw new Error(`${locale}: ${wide} pixels wide in a window of ${room}`);
    }
    await page.close();
  });
}

async function visit(name, base) {
  let browser;
  await check(name, "starts", async () => {
    browser = await openBrowser(name);
  });
  if (browser === undefined) return;
  try {
    const page = await browser.newPage({});
    await tour(browser, page, base);
    await play(browser, page, base);
    if (browser.full) await check(name, "the console stays silent", () => same(page.lines, [], "console"));
    await page.close();
    if (browser.full) {
      await withoutDecisions(browser, base);
      await onAPhone(browser, base);
    }
  } finally {
    await browser.close();
  }
}

const demo = await openDemo();
try {
  for (const name of browserNames) await visit(name, demo.base);
} finally {
  await demo.close();
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;
