// A page that a server wrote is opened in real browsers: the device takes over without touching it, changes it where it
// knows more, and gives it back as the site wrote it.

import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers, chromium } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "ar"],
  languages: "reader",
  preferences: { name: { type: "text" } },
  signals: { gale: { type: "flag" } },
  slots: {
    hero: {
      default: "calm",
      variants: {
        storm: {
          when: "signal.gale",
          fields: {
            title: { en: "No {#b}ferry{/b} &{#br/}no boat", ar: "لا {#b}عبّارة{/b}" },
            link: "/gale",
            alt: "A storm",
            tone: "loud red",
            calm: false,
            closed: true,
          },
        },
        calm: {
          fields: {
            title: { en: "All ferries run", ar: "كل شيء يعمل" },
            link: "/ferries",
            alt: "Calm",
            tone: "quiet",
            calm: true,
            closed: false,
          },
        },
      },
    },
    drawn: {
      default: "calm",
      variants: { storm: { when: "signal.gale", fields: { text: "Stay" } }, calm: { fields: { text: "Come" } } },
    },
    own: {
      default: "calm",
      variants: { storm: { when: "signal.gale", fields: { text: "Storm" } }, calm: { fields: { text: "Calm" } } },
    },
    greeting: {
      default: "plain",
      variants: {
        named: { fields: { text: { en: "Hello, {$preference.name}" } } },
        plain: { fields: { text: { en: "Hello" } } },
      },
    },
  },
};

const BODY = `<main>
<a data-tb-slot="hero" class="own" data-tb-class="tone" href="/ferries" lang="en" data-tb-attr="href=link;title=alt"><b data-tb-text="title">All <i>ferries</i> run</b><i data-tb-attr="hidden=calm" hidden></i><u class="red" data-tb-class="tone" data-tb-attr="hidden=closed"></u></a>
<section data-tb-slot="drawn"> <p class="calm" data-tb-text="text">Come</p>
  <template data-tb-variant="storm"><h2 class="storm" data-tb-text="text"></h2><hr></template> </section>
<p data-tb-slot="own" data-tb-text="text">Calm <em>today</em></p>
<p data-tb-slot="greeting" data-tb-text="text">Hello</p>
</main>`;

const page = (language) =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><link rel="icon" href="data:,"><title>t</title>${BODY}
<script type="module" src="/open.js"></script></html>`;

const FACTS = { now: Date.parse("2026-11-24T12:00:00Z"), signals: { gale: true } };

async function writeSite(folder) {
  const { compile } = await import("../../dist/author.js");
  const { write } = await import("../../dist/server.js");
  const { bytes } = compile(MANIFEST);
  await copyFile(inRoot("dist/index.js"), `${folder}/index.js`);
  await writeFile(
    `${folder}/open.js`,
    `import { open } from "/index.js";
    const bytes = new Uint8Array([${bytes.join()}]);
    globalThis.openHere = (given) => open(bytes, given);`,
  );
  await writeFile(`${folder}/source.html`, page("en"));
  for (const locale of ["en", "ar"]) {
    const { html, decided } = write(page("en"), bytes, { ...FACTS, locales: [locale] });
    assert.deepEqual(decided, { hero: "storm", drawn: "storm", own: "storm", greeting: "plain" });
    await writeFile(`${folder}/${locale}.html`, html);
  }
}

/** Runs in the page. */
function walk({ given, known }) {
  const main = document.querySelector("main");
  const texts = () => [...main.querySelectorAll("[data-tb-slot]")].map((slot) => slot.innerText.trim());
  const watcher = new MutationObserver(() => {});
  watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const found = { before: texts() };
  const page = globalThis.openHere(given);
  page.render();
  found.touched = watcher.takeRecords().length;
  page.assume({ signals: { gale: false } });
  found.calm = texts();
  page.assume({ signals: { gale: true } });
  found.again = texts();
  const link = main.querySelector("a");
  found.link = link.getAttribute("href");
  found.marks = [
    link.className,
    ...[...main.querySelectorAll("a > i, a > u")].map((mark) => `${mark.hidden} ${mark.className}`),
  ];
  page.close();
  found.closed = main.innerHTML;
  const other = globalThis.openHere({ ...given, ...known });
  watcher.takeRecords();
  other.render();
  found.known = texts();
  found.problems = [...page.problems, ...other.problems];
  other.close();
  return found;
}

const STORM = { en: ["No ferry &\nno boat", "Stay", "Storm"], ar: ["لا عبّارة", "Stay", "Storm"] };

const tight = (html) => html.replace(/>\s+</g, "><");

const folder = temporaryFolder("take-over");
let site;
before(async () => {
  await writeSite(folder);
  site = await serve(folder);
});
after(() => site.close());

async function open(t, browser, name, options) {
  const { page } = await browser.newPage(t, options);
  await page.goto(`${site.url}${name}.html`);
  return page;
}

for (const browser of browsers)
  describe(browser.name, () => {
    for (const locale of ["en", "ar"])
      test(`${locale}: the device takes over and touches nothing, knows more, and gives back`, async (t) => {
        const written = await open(t, browser, "source");
        const source = await written.evaluate(() => document.querySelector("main").innerHTML);
        const page = await open(t, browser, locale);
        await page.waitForFunction(() => globalThis.openHere !== undefined);
        const given = { ...FACTS, timeZone: "Europe/Berlin", locales: [locale] };
        const known = { profile: { preferences: { name: "Ada" } } };
        const found = await page.evaluate(walk, { given, known });
        assert.equal(found.touched, 0);
        assert.deepEqual(found.before, [...STORM[locale], "Hello"], "as the server wrote it");
        assert.deepEqual(found.calm, [locale === "en" ? "All ferries run" : "كل شيء يعمل", "Come", "Calm", "Hello"]);
        assert.deepEqual([found.again, found.link], [[...STORM[locale], "Hello"], "/gale"]);
        assert.deepEqual(found.marks, ["own loud red", "false ", "true red loud"], "classes and flags");
        // Templates stay where they are, so the spaces around them may change sides.
        assert.equal(tight(found.closed), tight(source));
        assert.equal(found.known.at(-1).replace(/[\u2068\u2069]/g, ""), "Hello, Ada");
        assert.deepEqual(found.problems, []);
      });
  });

test("Chromium: without scripts the page is whole as the server wrote it", async (t) => {
  const page = await open(t, chromium, "ar", { javaScriptEnabled: false });
  const texts = await page.locator("[data-tb-slot]").allInnerTexts();
  assert.deepEqual(
    texts.map((text) => text.trim()),
    [...STORM.ar, "Hello"],
  );
});
