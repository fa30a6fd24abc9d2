// Three pages in browsers of six languages: whatever the reader's browser is set to, no slot speaks a language that its place
// in the page does not speak, unless the site asks for that.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";

const { compile } = await import("../../dist/author.js");

const WORDS = {
  title: { en: "Welcome", de: "Willkommen", ar: "أهلا" },
  cta: { en: "Join", de: "Mitmachen", ar: "انضم" },
};
const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "de", "ar"],
  slots: {
    hero: {
      default: "plain",
      variants: { any: { when: "now.hour >= 0", fields: WORDS }, plain: { fields: WORDS } },
    },
    quote: { default: "plain", variants: { plain: { fields: { title: WORDS.title } } } },
    late: { default: "plain", variants: { plain: { fields: { title: WORDS.title } } } },
  },
};
const PAGES = { en: "ltr", de: "ltr", ar: "rtl" };
/** The quote of a page is in the language of the next. */
const QUOTE = { en: "de", de: "ar", ar: "en" };
const BROWSERS = ["en-US", "en-GB", "de-AT", "ar-EG", "fr-FR", "zh-TW"];

const body = (quoted) => `
  <section data-tb-slot="hero">
    <h1 data-tb-text="title">server</h1><a href="/" data-tb-text="cta">server</a>
    <template data-tb-variant="any">
      <h1 data-tb-text="title">server</h1><a href="/" data-tb-text="cta">server</a>
      <div lang="${quoted}"><i data-tb-slot="late" data-tb-text="title">server</i></div>
    </template>
  </section>
  <blockquote lang="${quoted}"><p data-tb-slot="quote" data-tb-text="title">server</p></blockquote>`;

let site;
before(async () => {
  site = await serve(inRoot("."));
});
after(() => site.close());

/** What every slot says, and in which language and direction it stands there. */
async function seen({ page, language, manifest }) {
  const bytes = [...compile(manifest).bytes];
  await page.goto(`${site.url}tests/markup/painters.html`);
  return page.evaluate(
    async ({ bytes, html, language, direction }) => {
      document.documentElement.lang = language;
      document.documentElement.dir = direction;
      document.body.innerHTML = html;
      const { open } = await import("/dist/contextual.js");
      const opened = open(new Uint8Array(bytes));
      const look = () => {
        opened.render();
        return [...document.querySelectorAll("[data-tb-text]")].map((element) => [
          element.textContent,
          element.closest("[lang]").lang,
          getComputedStyle(element).direction,
        ]);
      };
      const found = [look(), look()];
      const { problems } = opened;
      opened.close();
      const slots = [...document.querySelectorAll("[data-tb-slot]")];
      const left = slots.every((slot) => !slot.lang && !slot.dir && slot.innerText.trim().startsWith("server"));
      return { found, problems, languages: navigator.languages, left };
    },
    { bytes, html: body(QUOTE[language]), language, direction: PAGES[language] },
  );
}

for (const browser of browsers)
  for (const locale of BROWSERS)
    test(`${browser.name} in ${locale}: each of three pages speaks its own language`, async (t) => {
      const { page } = await browser.newPage(t, { locale });
      for (const language of Object.keys(PAGES)) {
        const { found, problems, languages, left } = await seen({ page, language, manifest: MANIFEST });
        assert.equal(languages[0], locale);
        const [here, quoted] = [language, QUOTE[language]];
        const words = found.map((all) => all.map(([text, lang]) => [text, lang]));
        assert.deepEqual(words[0], [
          [WORDS.title[here], here],
          [WORDS.cta[here], here],
          [WORDS.title[quoted], quoted],
          [WORDS.title[quoted], quoted],
        ]);
        assert.deepEqual([found[0][0][2], found[0][1][2]], [PAGES[here], PAGES[here]]);
        assert.deepEqual(words[1], words[0], "the second time as the first");
        assert.deepEqual(problems, []);
        assert.ok(left, "close gives the page back");
      }
    });

test("a site can put the reader first", async (t) => {
  const { page } = await browsers[0].newPage(t, { locale: "de-AT" });
  const manifest = { ...MANIFEST, languages: "reader" };
  const { found } = await seen({ page, language: "ar", manifest });
  for (const [text, lang, direction] of found[0]) {
    assert.ok([WORDS.title.de, WORDS.cta.de].includes(text), text);
    assert.deepEqual([lang, direction], ["de", "ltr"]);
  }
});
