// A page that a server wrote is opened in real browsers: the device takes over without touching it, changes it where it
// knows more, and gives it back as the site wrote it.

import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { check, conclude } from "../package/checks.mjs";
import * as chromium from "./drivers/chromium.mjs";
import * as firefox from "./drivers/firefox.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "ar"],
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

async function site(folder) {
  const { compile } = await import("../../dist/author.js");
  const { write } = await import("../../dist/server.js");
  const { bytes } = compile(MANIFEST);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
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
    const wanted = JSON.stringify({ hero: "storm", drawn: "storm", own: "storm", greeting: "plain" });
    if (JSON.stringify(decided) !== wanted) throw new Error(`the server decided ${JSON.stringify(decided)}`);
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
    ...[...link.querySelectorAll("i, u")].map((mark) => `${mark.hidden} ${mark.className}`),
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

async function visit(browser, url, options, look) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await look(page);
  } finally {
    await context.close();
  }
}

const same = (found, wanted, what) => {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what}: found ${left}, expected ${right}`);
};

const tight = (html) => html.replace(/>\s+</g, "><");

const folder = inRoot("target/take-over");
await site(folder);
const { url, close } = await serve(folder);
for (const { name, launch } of [chromium, firefox]) {
  const browser = await launch();
  const source = await visit(browser, `${url}source.html`, {}, (page) =>
    page.evaluate(() => document.querySelector("main").innerHTML),
  );
  for (const locale of ["en", "ar"]) {
    const given = { ...FACTS, timeZone: "Europe/Berlin", locales: [locale] };
    const known = { profile: { preferences: { name: "Ada" } } };
    await check(
      `${name}, ${locale}: the device takes over and touches nothing, knows more, and gives back`,
      async () => {
        const found = await visit(browser, `${url}${locale}.html`, {}, async (page) => {
          await page.waitForFunction(() => globalThis.openHere !== undefined);
          return page.evaluate(walk, { given, known });
        });
        same(found.touched, 0, "touched");
        same(found.before, [...STORM[locale], "Hello"], "as the server wrote it");
        same(found.calm, [locale === "en" ? "All ferries run" : "كل شيء يعمل", "Come", "Calm", "Hello"], "calm");
        same([found.again, found.link], [[...STORM[locale], "Hello"], "/gale"], "again");
        same(found.marks, ["own loud red", "false ", "true red loud"], "classes and flags");
        // Templates stay where they are, so the spaces around them may change sides.
        same(tight(found.closed), tight(source), "closed");
        same(found.known.at(-1).replace(/[\u2068\u2069]/g, ""), "Hello, Ada", "greeting");
        same(found.problems, [], "problems");
      },
    );
  }
  if (name === chromium.name)
    await check(`${name}: without scripts the page is whole as the server wrote it`, async () => {
      const texts = await visit(browser, `${url}ar.html`, { javaScriptEnabled: false }, async (page) => {
        const all = await page.locator("[data-tb-slot]").all();
        return Promise.all(all.map(async (slot) => (await slot.innerText()).trim()));
      });
      same(texts, [...STORM.ar, "Hello"], "texts");
    });
  await browser.close();
}
close();
conclude();
