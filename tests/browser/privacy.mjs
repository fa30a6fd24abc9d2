// <tailor-privacy> in Chromium and Firefox behind the strictest policy: every control by hand and by key, three languages,
// every state of consent, a copy out and in. No request is made, no violation reported, and axe finds nothing.

import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers, chromium, PATIENCE, pageOf } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";
import { INSIGHTS } from "./privacy-page.mjs";

const folder = temporaryFolder("privacy");
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Privacy</title><link rel="icon" href="data:,"></head><body><main><h1>A page</h1><tailor-privacy></tailor-privacy></main>
<script type="module" src="/start.js"></script></body></html>`;
const START = `import * as hands from "./privacy-page.mjs";
globalThis.hands = hands;
globalThis.violations = [];
const sheet = new CSSStyleSheet();
sheet.replaceSync(":root { background: Canvas; color: CanvasText }");
document.adoptedStyleSheets = [sheet];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));`;

const axe = await readFile(inRoot("node_modules/axe-core/axe.min.js"), "utf8");

let site;
before(async () => {
  await writeFile(`${folder}/index.html`, PAGE);
  await writeFile(`${folder}/start.js`, START);
  for (const file of ["privacy.js", "author.js"]) await copyFile(inRoot(`dist/${file}`), `${folder}/${file}`);
  await copyFile(inRoot("tests/browser/privacy-page.mjs"), `${folder}/privacy-page.mjs`);
  site = await serve(folder);
});
after(() => site.close());

/** Only what the page itself is made of. */
const OWN = ["/", "/author.js", "/privacy-page.mjs", "/privacy.js", "/start.js"];

const DESKTOP = { width: 1000, height: 900 };

/** Pages that tests share, each of which loads it anew: one whose clock stands still, so that what is said stays, and for axe,
 *  which needs a clock, one as wide as it says. */
const pages = new Map();

async function pageFor(browser, clock) {
  const key = `${browser.name} ${clock}`;
  if (pages.has(key)) return pages.get(key);
  const context = await (await browser.open()).newContext({ reducedMotion: "reduce" });
  context.setDefaultTimeout(PATIENCE);
  if (clock) {
    await context.clock.install({ time: 0 });
    await context.clock.pauseAt(86_400_000);
  }
  const opened = { ...(await pageOf(context)), asked: [] };
  opened.page.on("request", (request) => opened.asked.push(request.url()));
  pages.set(key, opened);
  return opened;
}

async function closePage(browser, clock) {
  const key = `${browser.name} ${clock}`;
  await pages.get(key).page.context().close();
  pages.delete(key);
}

/** A test with a page whose element shows what a stand-in knows. */
function testPage(
  browser,
  name,
  body,
  { consent = {}, viewport = DESKTOP, colorScheme, set = true, clock = true, last = false } = {},
) {
  test(name, async (t) => {
    const { page, lines, asked } = await pageFor(browser, clock);
    // Firefox shows what it has downloaded, and keys no longer reach the page.
    if (last) t.after(() => closePage(browser, clock));
    lines.length = 0;
    asked.length = 0;
    await page.setViewportSize(viewport);
    if (colorScheme) await page.emulateMedia({ colorScheme });
    await page.goto(site.url);
    await page.waitForFunction(() => globalThis.hands);
    if (set)
      await page.evaluate(
        ([consent, insights]) => {
          // Before the element is defined: what is set then has to be found later.
          hands.element().page = hands.standIn(consent, insights);
        },
        [consent, INSIGHTS],
      );
    await page.evaluate(async () => {
      await import("/privacy.js");
    });
    await body(page);
    assert.deepEqual(lines, [], "the console");
    assert.deepEqual(await page.evaluate(() => globalThis.violations), [], "violations of the policy");
    const paths = asked.filter((one) => !/^(data|blob):/.test(one)).map((one) => new URL(one));
    for (const { origin, pathname } of paths)
      assert.ok(origin === new URL(site.url).origin && OWN.includes(pathname), `${origin}${pathname} was asked for`);
  });
}

const press = (page, label) => page.evaluate((label) => hands.button(label).click(), label);
const calls = (page) => page.evaluate(() => globalThis.calls);
const said = (page) => page.evaluate(() => hands.said().replace("\u00a0", ""));
const focused = (page) => page.evaluate(() => hands.focused());
const visible = (page) => page.evaluate(() => hands.visible());
const speak = (page, language) =>
  page.evaluate(async (language) => {
    document.documentElement.lang = language;
    await Promise.resolve();
  }, language);

/** A switch, and what it is told to do by the space bar. */
async function flip(page, id) {
  await page.evaluate((id) => hands.inside(`[aria-labelledby="${id}"][role=switch]`)[0].focus(), id);
  await page.keyboard.press("Space");
  return page.evaluate((id) => hands.inside(`[aria-labelledby="${id}"][role=switch]`)[0].checked, id);
}

for (const browser of browsers)
  describe(browser.name, () => {
    testPage(
      browser,
      "without a page nothing is shown; the page of inline.js is found",
      async (page) => {
        assert.deepEqual(await visible(page), []);
        await page.evaluate((insights) => {
          globalThis.tailorbird = { page: hands.standIn({}, insights) };
          const old = hands.element();
          old.replaceWith(document.createElement("tailor-privacy"));
        }, INSIGHTS);
        assert.ok((await visible(page)).includes("Your privacy here"));
      },
      { set: false },
    );

    testPage(browser, "what is known and from what; nothing about consent that is not so", async (page) => {
      const words = await visible(page);
      for (const { text, from } of INSIGHTS) {
        assert.ok(words.includes(text), text);
        assert.ok(words.includes(from), from);
      }
      for (const word of words) assert.doesNotMatch(word, /Global Privacy Control|settings say no|\{name\}/);
      const labels = await page.evaluate(() =>
        hands.inside("li button").map((one) => one.checkVisibility() && one.ariaLabel),
      );
      assert.deepEqual(
        labels.filter(Boolean),
        ["birds", "sailing", "food"]
          .flatMap((topic) => ["More of", "Less of", "Never", "Forget"].map((word) => `${word} ${topic}`))
          .filter((label) => label !== "Less of food")
          .concat("Take back name"),
      );
    });

    testPage(browser, "the switches are switched by key, say so, and ask for exactly that", async (page) => {
      for (const purpose of ["remember", "learn", "measure"]) {
        assert.equal(await flip(page, purpose), true, purpose);
        assert.deepEqual((await calls(page)).at(-1), ["choose", { [purpose]: "granted" }]);
        assert.match(await said(page), /: on\.$/);
        assert.equal(await flip(page, purpose), false, purpose);
        assert.deepEqual((await calls(page)).at(-1), ["choose", { [purpose]: "denied" }]);
        assert.match(await said(page), /: off\. .*erased/);
      }
      assert.equal(await flip(page, "pause"), true);
      assert.deepEqual((await calls(page)).at(-1), ["choose", { paused: true }]);
      assert.equal(await flip(page, "pause"), false);
      assert.equal(await said(page), "It goes on.");
    });

    testPage(
      browser,
      "where the site said no the switch cannot be switched, and says so; and Global Privacy Control is told",
      async (page) => {
        const words = await visible(page);
        assert.ok(words.some((word) => word.startsWith("Your browser sends Global Privacy Control")));
        assert.equal(await flip(page, "measure"), false);
        assert.deepEqual(await calls(page), []);
        const hint = await page.evaluate(() => hands.inside("#measure-hint")[0].textContent);
        assert.match(hint, /consent settings say no/);
        assert.equal(await flip(page, "learn"), true, "what the browser says can be overruled here");
      },
      { consent: { gpc: true, learn: "denied", measure: "denied", site: { measure: "denied" } } },
    );

    testPage(browser, "no profile: all is erased, then all is denied, and the focus stays", async (page) => {
      await page.evaluate(() => hands.button("Use no profile").focus());
      await page.keyboard.press("Enter");
      const denied = { remember: "denied", learn: "denied", measure: "denied" };
      assert.deepEqual(await calls(page), [["erase"], ["choose", denied]]);
      assert.ok((await visible(page)).includes("Nothing is known about you."));
      await page.keyboard.press("Enter");
      assert.equal((await calls(page)).length, 2, "once is enough");
      assert.equal(await page.evaluate(() => hands.element().shadowRoot.activeElement.textContent), "Use no profile");
    });

    testPage(
      browser,
      "a topic: more, less, never and forget; the focus goes to the next row, and in the end to the heading",
      async (page) => {
        await press(page, "More of birds");
        assert.deepEqual((await calls(page)).at(-1), ["observe", { kind: "more", topic: "birds" }]);
        assert.equal(await said(page), "You will see more of birds.");
        await press(page, "Less of birds");
        await page.evaluate(() => hands.button("Never birds").focus());
        await page.keyboard.press("Enter");
        assert.deepEqual((await calls(page)).at(-1), ["observe", { kind: "never", topic: "birds" }]);
        assert.equal(await focused(page), "More of sailing");
        await page.evaluate(() => hands.button("Forget sailing").focus());
        await page.keyboard.press("Enter");
        assert.equal(await said(page), "sailing is forgotten.");
        await page.evaluate(() => hands.button("Forget food").focus());
        await page.keyboard.press("Enter");
        await page.evaluate(() => hands.button("Take back name").focus());
        await page.keyboard.press("Enter");
        assert.deepEqual((await calls(page)).at(-1), ["observe", { kind: "preference", name: "name", value: null }]);
        assert.equal(await focused(page), "known");
      },
    );

    testPage(
      browser,
      "a copy: the text that is shown is the file, and it can be brought back",
      async (page) => {
        const arrives = browser === chromium ? page.waitForEvent("download") : undefined;
        await press(page, "Save a copy");
        const text = await page.evaluate(() => hands.inside("textarea")[0].value);
        assert.deepEqual(JSON.parse(text), { visits: 3, preferences: { name: "Nora" } });
        if (arrives) {
          const file = await arrives;
          assert.equal(file.suggestedFilename(), "tailorbird.json");
          assert.equal(await readFile(await file.path(), "utf8"), text);
        }
        await press(page, "Copy the text");
        await page.waitForFunction(() => /copied|selected/.test(hands.said()));
        await press(page, "Hide the text");
        assert.equal(await focused(page), "");
        const picker = page.locator("tailor-privacy input[type=file]");
        await picker.setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
        await page.waitForFunction(() => hands.said() === "The copy was loaded.");
        assert.deepEqual((await calls(page)).at(-1), ["import", JSON.parse(text)]);
        for (const broken of ["{", "[1]", "null", "7", '"x"', `{"x":"${"y".repeat(1_000_000)}"}`]) {
          await page.evaluate(() => {
            hands.inside("[role=status]")[0].textContent = "";
          });
          await picker.setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(broken) });
          await page.waitForFunction(() => hands.said().startsWith("This file is no copy"));
        }
        assert.equal((await calls(page)).length, 1, "nothing else was brought in");
      },
      { last: true },
    );

    testPage(browser, "erasing asks first: Escape leaves all as it is and gives the focus back", async (page) => {
      await page.evaluate(() => hands.inside("section > .buttons > button.danger")[0].focus());
      await page.keyboard.press("Enter");
      assert.ok((await visible(page)).includes("Erase everything that is known about you here?"));
      assert.equal(await page.evaluate(() => hands.element().shadowRoot.activeElement.textContent), "Keep it");
      await page.keyboard.press("Escape");
      assert.deepEqual(await calls(page), []);
      assert.equal(await page.evaluate(() => hands.element().shadowRoot.activeElement.textContent), "Erase everything");
      await page.keyboard.press("Enter");
      await page.evaluate(() => hands.inside("dialog .danger")[0].click());
      assert.deepEqual(await calls(page), [["erase"]]);
      assert.equal(await said(page), "Everything is erased.");
      assert.ok((await visible(page)).includes("Nothing is known about you."));
    });

    testPage(browser, "names are shown as they are, whatever they look like", async (page) => {
      for (const name of ["constructor", "__proto__", "A$$AP", "$& $1 $`", "{name}"]) {
        await page.evaluate((name) => {
          const text = `You like \u2068${name}\u2069.`;
          hands.element().page = hands.standIn({}, [{ kind: "interest", name, text, from: "" }]);
        }, name);
        assert.ok((await visible(page)).includes(`You like \u2068${name}\u2069.`), name);
        await press(page, `Forget ${name}`);
        assert.equal(await said(page), `${name} is forgotten.`);
      }
      await page.evaluate(() => {
        const text = "You like \u2068birds\u2069.";
        hands.element().page = hands.standIn({}, [{ kind: "interest", name: "birds", text, from: "" }]);
        hands.element().names = { birds: "$& and $$" };
      });
      assert.ok((await visible(page)).includes("You like \u2068$& and $$\u2069."));
    });

    testPage(
      browser,
      "three languages, those of others in English, and the site's own words and names",
      async (page) => {
        const all = {};
        for (const [language, title, direction] of [
          ["de-AT", "Ihre Privatsphäre hier", "ltr"],
          ["ar", "خصوصيّتك هنا", "rtl"],
          ["fr", "Your privacy here", "ltr"],
          ["en-GB", "Your privacy here", "ltr"],
        ]) {
          await speak(page, language);
          all[language] = await visible(page);
          assert.equal(all[language][0], title);
          assert.equal(await page.evaluate(() => getComputedStyle(hands.inside(".sheet")[0]).direction), direction);
        }
        assert.equal(all.ar.length, all["de-AT"].length);
        const shared = all.ar.filter((word) => all["de-AT"].includes(word));
        for (const word of shared)
          assert.ok(
            INSIGHTS.some(({ text, from }) => [text, from].includes(word)),
            `${word} is in both languages`,
          );
        await page.evaluate(() => hands.element().setAttribute("lang", "de"));
        assert.equal((await visible(page))[0], "Ihre Privatsphäre hier");
        await page.evaluate(() => {
          hands.element().names = { birds: "Vögel" };
          hands.element().words = { title: "Über dich" };
        });
        assert.equal((await visible(page))[0], "Über dich");
        await press(page, "Vergessen: Vögel");
        assert.equal(await said(page), "Vögel ist vergessen.");
        assert.deepEqual((await calls(page)).at(-1), ["observe", { kind: "forget", topic: "birds" }]);
      },
    );

    testPage(
      browser,
      "what changes elsewhere is shown; taken out of the page it listens no more, and put back it does",
      async (page) => {
        const found = await page.evaluate(() => {
          const element = hands.element();
          const { page } = element;
          const learn = () => hands.inside('[aria-labelledby="learn"][role=switch]')[0].checked;
          page.choose({ learn: "granted" });
          const states = [learn(), globalThis.listeners.size];
          const parent = element.parentElement;
          element.remove();
          states.push(globalThis.listeners.size);
          page.choose({ learn: "denied" });
          parent.append(element);
          states.push(globalThis.listeners.size, learn());
          return states;
        });
        assert.deepEqual(found, [true, 1, 0, 1, false]);
      },
    );
    test("a real page, in two tabs: what is chosen, brought along and erased in the one is so in the other", async (t) => {
      const context = await browser.newContext(t);
      const tabs = [];
      for (const tab of [0, 1]) {
        const { page, lines } = await pageOf(context);
        t.after(() =>
          assert.deepEqual(
            lines.filter((line) => line.startsWith("exception: ")),
            [],
          ),
        );
        await page.goto(site.url);
        await page.waitForFunction(() => globalThis.hands);
        await page.evaluate(async () => {
          await import("/privacy.js");
          const { open } = await import("/author.js");
          const variants = { a: { fields: { title: "Hello" } } };
          const preferences = { name: { type: "text" } };
          const manifest = {
            tailorbird: 1,
            locales: ["en"],
            preferences,
            slots: { hero: { default: "a", variants } },
          };
          const consent = { initial: { measure: "denied" } };
          hands.element().page = open(manifest, { consent, remember: "local" });
          hands.element().page.render();
        });
        tabs[tab] = page;
      }
      const [one, other] = tabs;
      const keys = () =>
        other.evaluate(() =>
          Object.keys(localStorage)
            .filter((key) => key.startsWith("tailorbird:"))
            .sort(),
        );
      const turned = (id, on) =>
        other.waitForFunction(
          ([id, on]) => hands.inside(`[aria-labelledby="${id}"][role=switch]`)[0].checked === on,
          [id, on],
        );
      assert.deepEqual(await keys(), [], "before anything is chosen");
      // By hand: what is in the background hears no key.
      const turn = (id) => one.evaluate((id) => hands.inside(`[aria-labelledby="${id}"][role=switch]`)[0].click(), id);
      await turn("measure");
      assert.equal(await one.evaluate(() => hands.element().page.consent.measure), "denied", "the site said no");
      await turn("remember");
      await turned("remember", true);
      await turn("pause");
      await turned("pause", true);
      await turn("pause");
      await turned("pause", false);
      await one.evaluate(() => hands.element().page.observe({ kind: "preference", name: "name", value: "Ada" }));
      await other.waitForFunction(() => hands.element().page.export().preferences.name === "Ada");
      assert.ok((await keys()).length > 1);
      const row = () =>
        hands
          .inside("li")
          .find((one) => one.textContent.includes("Ada"))
          ?.textContent.trim() ?? "";
      assert.match(await one.evaluate(row), /^.?name.?: .?Ada.?You said so here\./);
      await press(one, "Take back name");
      await other.waitForFunction(() => hands.element().page.export().preferences.name === undefined);
      assert.equal(await one.evaluate(row), "");
      await one.evaluate(() => hands.element().page.observe({ kind: "preference", name: "name", value: "Ada" }));
      await other.waitForFunction(() => hands.element().page.export().preferences.name === "Ada");
      await press(one, "Save a copy");
      const copy = await one.evaluate(() => hands.inside("textarea")[0].value);
      await one.evaluate(() => hands.inside("dialog .danger")[0].click());
      await other.waitForFunction(() => hands.element().page.export().preferences.name === undefined);
      assert.deepEqual(await keys(), [], "after everything was erased");
      const file = { name: "a.json", mimeType: "application/json", buffer: Buffer.from(copy) };
      await one.locator("tailor-privacy input[type=file]").setInputFiles(file);
      await one.waitForFunction(() => hands.element().page.export().preferences.name === "Ada");
      assert.deepEqual(await keys(), [], "a copy alone keeps nothing");
      await turn("remember");
      await turned("remember", true);
      await press(one, "Use no profile");
      await turned("remember", false);
      await other.waitForFunction(() => hands.element().page.consent.learn === "denied");
      assert.deepEqual(await keys(), ["tailorbird:consent"], "the choice is what is left");
    });
  });

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run()).violations);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
for (const [size, viewport] of [
  ["phone", { width: 360, height: 780 }],
  ["desktop", { width: 1200, height: 900 }],
])
  for (const language of ["en", "de", "ar"])
    for (const colorScheme of ["light", "dark"])
      testPage(
        chromium,
        `axe: ${size}, ${language}, ${colorScheme}: nothing, nothing is wider than the window, also when asked`,
        async (page) => {
          await speak(page, language);
          assert.deepEqual(await violations(page), []);
          await page.evaluate(() => hands.inside("section:last-of-type .buttons button")[0].click());
          await page.evaluate(() => hands.inside("section > .buttons > button.danger")[0].click());
          assert.deepEqual(await violations(page), [], "with the text and the question");
          const [wide, room] = await page.evaluate(() => [
            document.scrollingElement.scrollWidth,
            document.documentElement.clientWidth,
          ]);
          assert.ok(wide <= room, `${wide} pixels wide in a window of ${room}`);
        },
        {
          clock: false,
          viewport,
          colorScheme,
          consent: { gpc: true, site: { learn: "denied" }, learn: "denied", remember: "granted" },
        },
      );
testPage(
  chromium,
  "axe: a switch without a name, planted, is found",
  async (page) => {
    await page.evaluate(() => {
      const [first] = hands.inside("[role=switch]");
      first.removeAttribute("aria-labelledby");
      first.closest("label").replaceWith(first);
    });
    const found = await violations(page);
    assert.ok(
      found.some((line) => /label|toggle|name/.test(line)),
      found.join("\n"),
    );
  },
  { clock: false },
);

test("on a server the module can be imported, and defines nothing", async () => {
  const { TailorPrivacy } = await import(inRoot("dist/privacy.js"));
  assert.equal(typeof TailorPrivacy, "function");
});
