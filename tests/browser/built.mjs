// A module that is built for one manifest writes the same page as the whole package does, in Chromium and Firefox: words, links,
// switches, classes, elements in words, languages, lists, templates, and what a click changes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { build } from "../../dist/build.js";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";

let site;
before(async () => {
  site = await serve(inRoot("."));
});
after(() => site.close());

const two = (when, yes, no) => ({ default: "no", variants: { yes: { when, fields: yes }, no: { fields: no } } });
const made = (slots, more = {}) => ({ tailorbird: 1, locales: ["en"], ...more, slots });

/** What is built, with which extras, and the page that it writes into. */
const SITES = {
  "plain words": [
    made({ s: two("now.year > 2000", { title: "Late", text: "It is." }, { title: "Early" }) }),
    [],
    '<section data-tb-slot="s"><h1 data-tb-text="title">Server</h1><p data-tb-text="text">Words</p></section>',
  ],
  "links, switches and classes": [
    made({ s: two("now.year > 2000", { link: "/late", closed: true, tone: "warm" }, { closed: false }) }),
    [],
    '<div data-tb-slot="s"><a href="/" data-tb-attr="href=link" data-tb-class="tone">Go</a><p data-tb-attr="hidden=closed">x</p></div>',
  ],
  "elements in words, and words over elements": [
    made({ s: two("now.year > 2000", { title: "All {#b}ferries{/b} run" }, { title: "None" }) }),
    [],
    '<p data-tb-slot="s" data-tb-text="title">Some <i>ferries</i></p>',
  ],
  "several languages": [
    made(
      { s: two("now.year > 2000", { title: { en: "Late", de: "Spät" } }, { title: { en: "Early", de: "Früh" } }) },
      { locales: ["en", "de"] },
    ),
    [],
    '<p data-tb-slot="s" data-tb-text="title">Server</p><div lang="de"><p data-tb-slot="s" data-tb-text="title">Server</p></div>',
  ],
  templates: [
    made({ s: two("now.year > 2000", { title: "Late" }, { title: "Early" }) }),
    ["templates", "server"],
    '<section data-tb-slot="s"><h1 data-tb-text="title">Server</h1><template data-tb-variant="yes"><p data-tb-text="title"></p><b>new</b></template></section>',
  ],
  lists: [
    made(
      { s: { catalog: "all", count: 2 } },
      { catalogs: { all: { items: ["a", "b", "c"].map((id) => ({ id, fields: { title: `Item ${id}` } })) } } },
    ),
    ["server"],
    '<ul data-tb-slot="s"><li data-tb-key="c"><b data-tb-text="title">C</b></li><template data-tb-item><li><b data-tb-text="title"></b></li></template></ul>',
  ],
  "a plural, and a click that counts": [
    made({
      s: {
        default: "no",
        variants: {
          yes: {
            when: "clicked('s') > 0",
            fields: {
              title:
                ".input {$visitor.visits :number} .match $visitor.visits one {{one visit}} * {{{$visitor.visits} visits}}",
            },
          },
          no: { fields: { title: "None" } },
        },
      },
    }),
    [],
    '<p data-tb-slot="s" data-tb-text="title">Server</p>',
  ],
};

/** Renders with one of the two, and answers the page before and after something happens, and at the end. */
async function written(page, [manifest, , body], code) {
  const html = `<!doctype html><html lang="en"><title>Built</title><body>${body}</body></html>`;
  await page.unrouteAll();
  await page.route(`${site.url}blank`, (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(`${site.url}blank`);
  return page.evaluate(
    async ([text, code]) => {
      const { open } = await import("/dist/author.js");
      const opened = code ? new Function(code)()() : open(text);
      const seen = [];
      const look = () => seen.push(document.body.innerHTML);
      opened.render();
      look();
      if (text.includes("clicked")) {
        opened.observe({ kind: "click", slot: "s" });
        opened.render();
        look();
      }
      opened.restore();
      look();
      opened.render();
      look();
      opened.close();
      look();
      return [seen, opened.problems.map(({ path, message }) => `${path} ${message}`)];
    },
    [JSON.stringify(manifest), code],
  );
}

/** Only who takes over from servers and caches leaves a trace. */
const withoutTraces = (pages) =>
  pages.map((page) =>
    page.replaceAll(/ data-tb-shown="[^"]*"/g, "").replaceAll(/<template data-tb-variant="">.*?<\/template>/g, ""),
  );

for (const browser of browsers)
  describe(browser.name, () => {
    for (const [what, given] of Object.entries(SITES))
      test(what, async (t) => {
        const { page } = await browser.newPage(t);
        const [manifest, extras] = given;
        const { code, problems } = build(manifest, { with: extras });
        assert.deepEqual(
          problems.filter(({ severity }) => severity === "error"),
          [],
        );
        const [whole, said] = await written(page, given);
        const [cut, told] = await written(page, given, code.replace(/export\{(\w+) as open\};?\s*$/, "return $1;"));
        assert.deepEqual(
          extras.includes("server") ? cut : withoutTraces(cut),
          extras.includes("server") ? whole : withoutTraces(whole),
        );
        assert.deepEqual(told, said);
        assert.notEqual(cut[0], cut.at(-1), "nothing was written");
      });

    test("a page that needs what was left out stays as it is, and says what it lacks", async (t) => {
      const { page } = await browser.newPage(t);
      const [manifest, , body] = SITES.templates;
      const { code } = build(manifest);
      const [seen, problems] = await written(
        page,
        [manifest, [], body],
        code.replace(/export\{(\w+) as open\};?\s*$/, "return $1;"),
      );
      assert.ok(seen[0].includes("<h1"), seen[0]);
      assert.match(problems.join(), /“templates”/);
    });
  });
