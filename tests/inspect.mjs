// What `tailorbird check` says of pages at hand: everything that might tell which variant shows, with its line and column.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inspect } from "../dist/server.js";
import { temporaryFolder } from "./browser/folder.mjs";
import { cases } from "./browser/loads/site.mjs";
import { tailorbird } from "./cli.mjs";

const variants = {
  other: { when: "now.hour >= 18", fields: { tone: "warm loud", gone: true, text: "Other", link: "/other" } },
  plain: { fields: { tone: "cold" } },
};
const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  catalogs: { things: { items: [{ id: "a", fields: { text: "A" } }] } },
  slots: {
    hero: { default: "plain", variants },
    may: { default: "plain", variesRequests: true, variants },
    list: { catalog: "things", count: 1 },
  },
};

const page = (body, head = "") =>
  `<!doctype html><html lang="en"><head><title>t</title>${head}</head>\n<body>${body}</body></html>`;
const told = (html, read) =>
  inspect(html, MANIFEST, read).map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`);
const loads = (what) => `\`${what}\` would load something, which variesRequests allows`;
const template = (inside) =>
  `<div data-tb-slot="hero"><p>x</p><template data-tb-variant="other">${inside}</template></div>`;

test("what might load is named where it stands", () => {
  assert.deepEqual(told(page(template('<p>a</p>\n<img alt="" src="a.png">'))), [
    `3:1 /slots/hero/variants/other ${loads("img")}`,
  ]);
  const own = `<div data-tb-slot="hero">\n<p style="background:url(a.png)">x</p><template data-tb-variant="other">y</template></div>`;
  assert.deepEqual(told(page(own)), [`3:1 /slots/hero ${loads("style")}`]);
  const places = [
    '<div data-tb-slot="hero">\n<p data-tb-attr="hidden=gone"><img alt=""></p></div>',
    '<div data-tb-slot="hero">\n<p data-tb-text="text"><img alt=""></p></div>',
    '<ul data-tb-slot="list">\n<p data-tb-key="a"><img alt=""></p></ul>',
    '<ul data-tb-slot="list"><template data-tb-item>\n<li><a><img alt=""></a></template></ul>',
  ];
  for (const place of places) assert.match(told(page(place)).join(), /^3:\d+ \/slots\/(hero|list) `img` would/, place);
});

test("what may load, or is nobody's, is not", () => {
  const picture = '<img alt="" src="a.png">';
  for (const body of [
    template(picture).replace("hero", "may"),
    `<div data-tb-ignore>${template(picture)}</div>`,
    `<div data-tb-slot="hero"><p data-tb-text="text">x</p>${picture}</div>`,
    picture + template("<svg><path d='M0 0'/></svg>"),
  ])
    assert.deepEqual(told(page(body)), [], body);
});

test("each way to load something is named", () => {
  const quiet = Object.entries(cases).filter(
    ([, markup]) => told(page(template(markup.replaceAll("@", "/x")))).length === 0,
  );
  assert.deepEqual(
    quiet.map(([name]) => name),
    [],
  );
});

test("rules that only some variants meet are named, in style elements and in sheets beside the page", () => {
  const body = `<div data-tb-slot="hero"><p class="own" data-tb-class="tone">x</p><template data-tb-variant="other"><p class="new own">y</p></template></div>`;
  const sheet = `.own { background: url(a.png) } .warm { background: url(b.png) }
    @media all { p.new::before { content: URL("c.png") } } .cold { color: red } .far { background: url(d.png) }`;
  const wanted = ["“warm”", "“new”"];
  for (const head of [`<style>${sheet}</style>`, '<link rel="stylesheet" href="a.css">']) {
    const found = told(page(body, head), (address) => (address === "a.css" ? sheet : undefined));
    assert.deepEqual(
      found.map((line) => wanted.find((name) => line.includes(name))),
      wanted,
      found.join("\n"),
    );
  }
});

test("fonts for some words only, and rules that fetch links ahead, are named", () => {
  const face = (more) => `<style>@font-face { font-family: F; src: url(f.woff2); ${more} }</style>`;
  for (const more of ["unicode-range: U+0-7F", "font-style: italic", "font-weight: bold", "font-weight:700"])
    assert.match(told(page("", face(more))).join(), /the font F is loaded only/, more);
  assert.deepEqual(told(page("", face("font-weight: 400"))), []);
  const rules = (eagerness) =>
    `<script type="speculationrules">{"prefetch":[{"where":{"href_matches":"/*"},"eagerness":"${eagerness}"}]}</script>`;
  const chosen = '<div data-tb-slot="hero"><a data-tb-attr="href=link" href="/">x</a></div>';
  for (const body of [chosen, template('<a href="/b">b</a>')])
    assert.match(told(page(body, rules("immediate"))).join(), /fetch links before/);
  assert.deepEqual(told(page(chosen, rules("conservative"))), []);
  assert.deepEqual(told(page("<a href='/'>x</a>", rules("eager"))), []);
});

test("the command says it, and ends well", async () => {
  const folder = temporaryFolder("inspect");
  const [manifest, html] = [join(folder, "m.json"), join(folder, "p.html")];
  writeFileSync(manifest, JSON.stringify(MANIFEST));
  writeFileSync(html, page(template('<img alt="" src="a.png">'), '<link rel="stylesheet" href="s.css">'));
  writeFileSync(join(folder, "s.css"), "@font-face{font-family:F;src:url(f);unicode-range:U+1}");
  const { code, output } = await tailorbird(Date.UTC(2026, 10, 24), "check", manifest, html);
  assert.equal(code, 0, output);
  assert.match(output, /p\.html:2:\d+ warning \/slots\/hero\/variants\/other: `img` would load/);
  assert.match(output, /the font F/);
  assert.match(output, /p\.html: 2 warnings/);
});
