// Pages as text → what a server makes of them: the right variants in the right places, and every other byte as it was.

import assert from "node:assert/strict";
import { test } from "node:test";

console.warn = () => {};
const { compile } = await import("../dist/author.js");
const { acceptLanguage, embed, write } = await import("../dist/server.js");

const MANIFEST = {
  tailorbird: 1,
  locales: ["en", "de", "ar"],
  preferences: { name: { type: "text" } },
  signals: { gale: { type: "flag" }, score: { type: "text" } },
  slots: {
    gale: {
      default: "calm",
      variants: {
        storm: {
          when: "signal.gale",
          fields: {
            title: { en: 'No <ferry> & "no" boat', de: "Keine Fähre", ar: "لا عبّارة" },
            link: "/gale?a=1&b=2",
            alt: { en: "A storm", de: "Sturm", ar: "عاصفة" },
          },
        },
        calm: {
          fields: {
            title: { en: "All ferries run", de: "Alles fährt", ar: "كل شيء يعمل" },
            link: "/ferries",
            alt: { en: "A calm sea", de: "Ruhige See", ar: "بحر هادئ" },
          },
        },
      },
    },
    path: {
      default: "plain",
      variants: {
        shop: { when: "page.at('/shop/:id')", fields: { text: "A shop" } },
        plain: { fields: { text: "A page" } },
      },
    },
    greeting: {
      default: "plain",
      variants: {
        named: { fields: { text: "Hello, {$preference.name}" } },
        evening: { when: "now.hour >= 18", fields: { text: "Good evening" } },
        plain: { fields: { text: "Hello" } },
      },
    },
    device: {
      default: "plain",
      variants: {
        phone: { when: "device.viewport == 'phone' && !has(preference.name)", fields: { text: "On a phone" } },
        plain: { fields: { text: "Hello" } },
      },
    },
    back: {
      default: "plain",
      variants: {
        back: { when: "visitor.visits > 1 || seen('back') > 0", fields: { text: "Welcome back" } },
        new: { when: "preference.name == ''", fields: { text: "Welcome" } },
        plain: { fields: { text: "Hello" } },
      },
    },
    hour: {
      default: "plain",
      variants: {
        evening: { when: "now.hour >= 18", fields: { text: "Good evening" } },
        plain: { fields: { text: "Hello" } },
      },
    },
    sale: {
      default: "plain",
      variants: {
        over: {
          schedule: { from: "2026-11-24T00:00:00Z", to: "2026-11-25T00:00:00Z" },
          fields: { text: "Today only" },
        },
        plain: { fields: { text: "Hello" } },
      },
    },
    local: {
      default: "plain",
      variants: {
        over: { schedule: { from: "2026-11-24" }, fields: { text: "From today" } },
        plain: { fields: { text: "Hello" } },
      },
    },
    capped: {
      default: "plain",
      variants: {
        often: { cap: { times: 3, per: "day" }, fields: { text: "Three times" } },
        plain: { fields: { text: "Hello" } },
      },
    },
    dated: { default: "plain", variants: { plain: { fields: { text: "It is {$now :date}" } } } },
    score: {
      default: "plain",
      variants: { told: { fields: { text: "{$signal.score}!" } }, plain: { fields: { text: "Hello" } } },
    },
  },
};
const { bytes, problems } = compile(MANIFEST);
assert.deepEqual(problems, []);

const NOW = Date.parse("2026-11-24T12:00:00Z");
const GALE = { now: NOW, signals: { gale: true } };
const page = (body, html = '<html lang="en">') => `<!doctype html>${html}<title>t</title>${body}`;

/** The page with these edits undone: what is between is all that was written. */
const slot = (name, inner = '<b data-tb-text="text">Hello</b>') => `<div data-tb-slot="${name}">${inner}</div>`;

const decidedOf = (name, facts) => write(page(slot(name)), bytes, facts).decided[name];

test("words and addresses are written, escaped, and what was there is kept beside them", () => {
  const before =
    '<a data-tb-slot="gale" href="/ferries" class=x data-tb-attr="href=link;title=alt"><b data-tb-text="title">All <i>ferries</i> run</b></a>';
  const { html, problems, decided } = write(page(before), bytes, GALE);
  const after =
    '<a title="A storm" data-tb-shown="storm" data-tb-slot="gale" href="/gale?a=1&amp;b=2" class=x data-tb-attr="href=link;title=alt">' +
    '<b data-tb-text="title">No &lt;ferry&gt; &amp; "no" boat<i hidden=""></i></b>' +
    `<template data-tb-variant="">${before}</template></a>`;
  assert.equal(html, page(after));
  assert.deepEqual([problems, decided], [[], { gale: "storm" }]);
});

test("a template takes the place of what was there, with its words in it", () => {
  const own = "\n <p>calm</p>\n ";
  const storm = '<template data-tb-variant="storm"><h2 data-tb-text=title></h2><p>stay</p></template>';
  const before = `<section data-tb-slot="gale">${own}${storm}</section>`;
  const { html } = write(page(before), bytes, GALE);
  const inner = '<h2 data-tb-text=title>No &lt;ferry&gt; &amp; "no" boat</h2><p>stay</p>';
  const kept = `<template data-tb-variant=""><section data-tb-slot="gale">${own}</section></template>`;
  assert.equal(html, page(`<section data-tb-shown="storm" data-tb-slot="gale">${inner}${storm}${kept}</section>`));
});

test("where the default is right nothing is written", () => {
  const before = page('<h1 data-tb-slot="gale"><b data-tb-text="title">All ferries run</b></h1>');
  assert.equal(write(before, bytes, { now: NOW }).html, before);
  assert.deepEqual(write(before, bytes, { now: NOW }).decided, { gale: "calm" });
});

test("the rest of a page stays byte by byte, however badly it is written", () => {
  const strange = [
    "\ufeff<!-- a > b --><p>one<p>two\r\n",
    "<table><tr><td>x<b>bold</table>\r</b></i>",
    "<script>if (a < b) document.write('<p data-tb-slot=\"gale\">')</script><style>p::before{content:'<'}</style>",
    "<textarea>\n<b data-tb-slot=gale></textarea><title>&notit; &amp;amp; é 😀\u0000</title>",
    "<svg><title>x</title><path d='M0 0'/><foreignObject><p>x</p></foreignObject></svg><IMG SRC=a.png ALT='>'>",
    '<p title="a\ntitle=x" title=second TITLE=third>&lt;<![CDATA[x]]><?php echo 1 ?></p></body></html><!-- end -->\n\n',
  ];
  const target = slot("gale", '<b data-tb-text="title">All ferries run</b>');
  for (const [number, before] of strange.entries())
    for (const after of strange) {
      const { html, decided } = write(`${before}${target}${after}`, bytes, GALE);
      assert.equal(decided.gale, "storm", `${number}`);
      assert.ok(html.startsWith(before) && html.endsWith(after), `${number}: ${html}`);
      const middle = html.slice(before.length, html.length - after.length);
      assert.ok(
        /^<div( lang="en")? data-tb-shown="storm"/.test(middle) && middle.endsWith(`${target}</template></div>`),
        middle,
      );
    }
});

test("what only a reader's device knows is left to it", () => {
  assert.equal(decidedOf("greeting", GALE), undefined);
  assert.equal(decidedOf("device", { ...GALE, timeZone: "Europe/Berlin" }), undefined);
  assert.equal(decidedOf("capped", GALE), undefined);
  assert.equal(decidedOf("hour", GALE), undefined);
  assert.equal(decidedOf("local", GALE), undefined);
  assert.equal(decidedOf("dated", GALE), undefined);
  assert.equal(decidedOf("path", GALE), undefined);
});

test("what asks for the reader is decided for somebody new", () => {
  assert.equal(decidedOf("greeting", { now: NOW, timeZone: "Europe/Berlin" }), "plain");
  assert.equal(decidedOf("greeting", { now: NOW + 6 * 3_600_000, timeZone: "Europe/Berlin" }), "evening");
  assert.equal(decidedOf("back", GALE), "new");
});

test("what is handed in is known", () => {
  assert.equal(decidedOf("hour", { now: NOW + 6 * 3_600_000, timeZone: "Europe/Berlin" }), "evening");
  assert.equal(decidedOf("hour", { now: NOW, timeZone: "Europe/Berlin" }), "plain");
  assert.equal(decidedOf("local", { now: NOW, timeZone: "Europe/Berlin" }), "over");
  assert.equal(decidedOf("dated", { now: NOW, timeZone: "Europe/Berlin", locales: ["en-GB"] }), "plain");
  assert.equal(decidedOf("dated", { now: NOW, timeZone: "Europe/Berlin" }), undefined);
  assert.equal(decidedOf("path", { now: NOW, page: { path: "/shop/7" } }), "shop");
  assert.equal(decidedOf("sale", { now: NOW }), "over");
  assert.equal(decidedOf("sale", { now: NOW + 86_400_000 }), "plain");
  assert.equal(decidedOf("score", { now: NOW, signals: { score: "3:1" } }), "told");
  assert.equal(decidedOf("score", { now: NOW }), "plain");
});

test("an object that brings private facts is refused them, and told so", () => {
  const facts = {
    ...GALE,
    timeZone: "Europe/Berlin",
    profile: { preferences: { name: "Ada" } },
    place: { latitude: 1, longitude: 2 },
    device: { viewport: "phone" },
    page: { path: "/", referrer: "example.org", query: "?a=b" },
  };
  const { html, problems } = write(
    page(slot("greeting") + slot("gale", '<b data-tb-text="title">x</b>')),
    bytes,
    facts,
  );
  assert.ok(!html.includes("Ada"));
  assert.deepEqual(problems.map(({ path }) => path).sort(), [
    "/device",
    "/page/query",
    "/page/referrer",
    "/place",
    "/profile",
  ]);
});

test("a slot speaks the language of its place, and of the reader's the manifest may put it first", () => {
  const before = slot("gale", '<b data-tb-text="title">x</b>');
  assert.match(write(page(before, '<html lang="de">'), bytes, GALE).html, /<b data-tb-text="title">Keine Fähre</);
  const arabic = { ...GALE, locales: ["ar-MA"] };
  assert.match(write(page(before), bytes, arabic).html, /data-tb-slot="gale"><b data-tb-text="title">No &lt;ferry/);
  const quoted = write(page(`<blockquote lang="de">${before}</blockquote>`), bytes, arabic).html;
  assert.match(quoted, /data-tb-slot="gale"><b data-tb-text="title">Keine Fähre</);
  assert.match(
    write(page(before), compile({ ...MANIFEST, languages: "reader" }).bytes, arabic).html,
    /<div lang="ar" dir="rtl" data-tb-shown="storm" data-tb-slot="gale"><b data-tb-text="title">لا عبّارة</,
  );
});

test("a slot that has places of several languages is left to the device", () => {
  const place = slot("gale", '<b data-tb-text="title">x</b>');
  for (const before of [
    `${place}<section lang="de">${place}</section>`,
    `<div lang="de"><template>${place}</template></div>${place}`,
  ])
    assert.equal(write(page(before), bytes, GALE).html, page(before));
});

test("how long it holds is said, so that no cache keeps it longer", () => {
  assert.equal(write(page(slot("sale")), bytes, { now: NOW }).until, Date.parse("2026-11-25T00:00:00Z"));
  assert.equal(write(page(slot("gale")), bytes, { now: NOW }).until, null);
});

test("what was written is not written into again", () => {
  const once = write(page(slot("gale", '<b data-tb-text="title">x</b>')), bytes, GALE).html;
  assert.equal(write(once, bytes, GALE).html, once);
});

test("values are text, whatever they are", () => {
  const score = "</b><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'";
  const { html } = write(page(slot("score")), bytes, { now: NOW, signals: { score } });
  assert.ok(!html.includes("<script>") && !html.includes("<img"), html);
  assert.ok(html.includes("&lt;/b&gt;&lt;script&gt;"), html);
});

test("where nothing can be kept, or something would be loaded, the reader's device decides", () => {
  const cases = [
    '<img data-tb-slot="gale" data-tb-attr="alt=alt" alt="x">',
    '<svg data-tb-slot="gale"><text data-tb-text="title">x</text></svg>',
    '<textarea data-tb-slot="gale" data-tb-attr="title=alt">x</textarea>',
    '<div data-tb-slot="gale"><template data-tb-variant="storm"><p><img src="storm.png"></p></template></div>',
  ];
  for (const before of cases) {
    const { html, problems } = write(page(before), bytes, GALE);
    assert.equal(html, page(before));
    assert.equal(problems.length, 1, before);
  }
  const script = page('<div data-tb-slot="gale"><style data-tb-text="title">p{}</style></div>');
  assert.equal(write(script, bytes, GALE).html, script);
});

test("a template's end that nothing has begun, and a beginning without an end, leave the slot to the device", () => {
  const strays = [
    "<script>run()</script></template>",
    "</template><script>run()</script>",
    "<template><script>run()</script>",
  ];
  for (const stray of strays) {
    const html = page(`<div data-tb-slot="gale"><p data-tb-text="title">x</p>${stray}</div>`);
    const written = write(html, bytes, GALE);
    assert.equal(written.html, html, stray);
    assert.match(written.problems[0].message, /left to the reader's device/, stray);
  }
});

test("what others have written is nobody's slot", () => {
  const html = page(
    `<div data-tb-ignore><p data-tb-slot="gale" data-tb-text="title">x</p><template><p data-tb-slot="gale" lang="de"></p></template></div><p data-tb-ignore data-tb-slot="gale" data-tb-text="title">x</p>`,
  );
  const inside = `<div data-tb-slot="gale"><p data-tb-text="title">Hello</p><p data-tb-ignore data-tb-text="title">x</p></div>`;
  assert.equal(write(html, bytes, GALE).html, html);
  const written = write(page(inside), bytes, GALE).html;
  assert.match(
    written,
    /<p data-tb-text="title">No &lt;ferry&gt; &amp; "no" boat<\/p><p data-tb-ignore data-tb-text="title">x<\/p>/,
  );
  const beside = html.replace(
    "<div data-tb-ignore>",
    '<b data-tb-slot="gale" data-tb-text="title">x</b><div data-tb-ignore>',
  );
  assert.match(write(beside, bytes, GALE).html, /No &lt;ferry/, "languages of places in it do not count");
});

test("what stands no longer in the page is not written, and what the parser put there itself goes too", () => {
  const storm = '<template data-tb-variant="storm"><b>stay</b></template>';
  const nested = `<div data-tb-slot="gale">${storm}<p data-tb-slot="path" data-tb-text="text">x</div>`;
  const facts = { ...GALE, page: { path: "/shop/7" } };
  const { html, decided } = write(page(nested), bytes, facts);
  const kept =
    '<template data-tb-variant=""><div data-tb-slot="gale"><p data-tb-slot="path" data-tb-text="text">x</div></template>';
  assert.equal(html, page(`<div data-tb-shown="storm" data-tb-slot="gale"><b>stay</b>${storm}${kept}</div>`));
  assert.deepEqual(decided, { gale: "storm" });
  const rows = `<table data-tb-slot="gale"><template data-tb-variant="storm"><caption>stay</caption></template><tr><td>calm</table>`;
  const turned = write(page(rows), bytes, GALE).html;
  assert.ok(turned.includes('data-tb-slot="gale"><caption>stay</caption><template data-tb-variant="storm">'), turned);
  assert.equal(turned.split("calm").length, 2, turned);
  const inner =
    '<p data-tb-slot="gale"><b data-tb-text="title">x <i data-tb-slot="path" data-tb-text="text">y</i></b></p>';
  assert.deepEqual(write(page(inner), bytes, facts).decided, { gale: "storm" });
});

test("facts that throw, or are none, are problems, and the next page is written", () => {
  const throwing = Object.defineProperty({}, "signals", {
    enumerable: true,
    get: () => {
      throw new Error("out of ink");
    },
  });
  const inside = {
    signals: {
      get gale() {
        throw new Error("out of ink");
      },
    },
  };
  for (const facts of [null, throwing, inside, 7, "x"]) {
    const { html } = write(page(slot("path")), bytes, facts);
    assert.equal(typeof html, "string");
  }
  assert.equal(write(page(slot("gale", '<b data-tb-text="title">x</b>')), bytes, GALE).decided.gale, "storm");
});

test("bytes that are no program leave the page as it was", () => {
  for (const refused of [new Uint8Array(), bytes.slice(0, 40)]) {
    const { html, problems } = write(page(slot("gale")), refused, GALE);
    assert.deepEqual([html, problems.length, problems[0].severity], [page(slot("gale")), 1, "error"]);
  }
});

test("a script is only taken from the names that were handed in", () => {
  for (const name of ["constructor", "toString", "__proto__", "none"]) {
    const page = `<script type="application/tailorbird"></script><script data-tb-script="${name}"></script>`;
    const { html, missing } = embed(page, bytes, { scripts: { inline: "1" } });
    assert.equal(html, page);
    assert.deepEqual(
      missing.map(({ line, column, message }) => `${line}:${column} ${message}`),
      [`1:48 there is no script called “${name}”`],
    );
  }
});

test("the largest byte in a carried manifest ends nothing", () => {
  const all = Uint8Array.from({ length: 4096 }, (_, place) => (place * 7919) % 256);
  const { html, missing } = embed('<script type="application/tailorbird">old</script>', all, { budget: 250 });
  assert.deepEqual(missing, []);
  assert.match(html, /^<script data-budget="250" type="application\/tailorbird">[^<"'$\\]+<\/script>$/);
});

test("the languages of a request are those of its header, most wanted first", () => {
  for (const [header, tags] of [
    ["de-CH, de;q=0.9, en;q=0.8, *;q=0.5", "de-CH de en"],
    ["en;q=0.5,fr;q=0.9,de", "de fr en"],
    ["da, en-gb;q=0.8, en;q=0.8", "da en-gb en"],
    ["fr;q=0, es ; q = 0.3 , pt;q=1.000", "pt es"],
    ["*", ""],
    ["en_US, , ;q=1, x, de;level=1", "de"],
    ["en, en", "en"],
    ["fr;q=abc, en;q=.5", "en"],
    ["", ""],
    [undefined, ""],
    [null, ""],
  ])
    assert.equal(acceptLanguage(header).join(" "), tags, String(header));
  assert.equal(acceptLanguage(Array(1000).fill("en").join()).length, 1);
  assert.deepEqual(acceptLanguage(["de", "en"]), ["de", "en"]);
});

test("what is no language tag is told, and a whole header is none", () => {
  const facts = (locales) => write(page(slot("gale")), bytes, { ...GALE, locales }).problems;
  for (const wrong of ["en_US", "de-CH, de;q=0.9"])
    assert.deepEqual(facts([wrong]), [
      { path: "/locales", message: `“${wrong}” is no language tag, such as en-GB`, severity: "warning" },
    ]);
  assert.deepEqual(facts(acceptLanguage("de-CH, de;q=0.9")), []);
});

test("a path is what a browser would say of it", () => {
  const shown = (path) => write(page(slot("path")), bytes, { page: { path } }).html.includes("A shop");
  for (const path of [
    "/shop/7",
    "shop/7",
    "/shop/7?a=b",
    "/shop/x/../7#top",
    "https://example.com/shop/7",
    "/shop/über",
  ])
    assert.ok(shown(path), path);
  for (const path of ["", "/", "//shop/7", "/shop/7/.."]) assert.ok(!shown(path), path);
});
