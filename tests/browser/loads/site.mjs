// A site whose pages hold every case once, in one of several modes, and its log: which addresses each visit asks for.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { compile } from "../../../dist/author.js";
import { embed, write } from "../../../dist/server.js";
import { inRoot } from "../../../scripts/paths.mjs";
import { css } from "./css.mjs";
import { alone, html } from "./html.mjs";
import { svgs } from "./svg.mjs";

export const cases = { ...html, ...css, ...svgs };
export const frames = alone;

const slot = (variesRequests) => ({
  default: "plain",
  variesRequests,
  variants: {
    other: { when: "signal.on", fields: { title: "Other", closed: true } },
    plain: { fields: { closed: false } },
  },
});

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  signals: { on: { type: "flag" } },
  catalogs: {
    things: {
      items: [
        { id: "a", when: "signal.on", fields: { title: "A" } },
        { id: "b", fields: { title: "B" } },
      ],
    },
  },
  slots: {
    hero: slot(false),
    may: slot(true),
    list: { catalog: "things", count: 2 },
  },
};

const { bytes, problems } = compile(MANIFEST);
if (!bytes) throw new Error(JSON.stringify(problems));

const other = "<template data-tb-variant='other'><p>other</p></template>";
const turning = (name, markup) =>
  `<div data-tb-slot="${name}"><p>own</p><template data-tb-variant="other">${markup}</template></div>`;
const kept = (name, markup) => `<div data-tb-slot="${name}">${markup}${other}</div>`;
const switched = (name, markup) =>
  `<div data-tb-slot="${name}"><div data-tb-attr="hidden=closed">${markup}</div></div>`;

/** What a slot makes of a case. */
export const MODES = {
  open: (markup) => markup,
  "a template": (markup) => turning("hero", markup),
  "a default": (markup) => kept("hero", markup),
  "a switched element": (markup) => switched("hero", markup),
  "a switched element that is hidden": (markup) =>
    `<div data-tb-slot="hero"><div hidden data-tb-attr="hidden=closed">${markup}</div></div>`,
  "an element with words": (markup) => `<div data-tb-slot="hero"><div data-tb-text="title">${markup}</div></div>`,
  "an item": (markup) =>
    `<ul data-tb-slot="list"><template data-tb-item><li><p data-tb-text="title"></p>${markup}</li></template></ul>`,
  "a comment that shows the other": (markup) =>
    `<div data-tb-slot="hero" data-tb-shown="other"><p>other</p><template data-tb-variant=""><div data-tb-slot="hero">${markup}</div></template>${other}</div>`,
  "a comment with words": (markup) =>
    `<div data-tb-slot="hero" data-tb-shown="other"><p data-tb-text="title">Other</p><template data-tb-variant=""><div data-tb-slot="hero"><p data-tb-text="title">x<b>${markup}</b></p></div></template></div>`,
  "a comment that is a list": (markup) =>
    `<ul data-tb-slot="list" data-tb-shown=""><li data-tb-key="b">b</li><template data-tb-variant=""><ul data-tb-slot="list"><li data-tb-key="a">${markup}</li></ul></template></ul>`,
  "a comment that is ignored": (markup) =>
    `<div data-tb-ignore><div>${turning("may", markup)}</div></div>${turning("may", markup).replace("<div", "<div data-tb-ignore")}`,
  "a template that may": (markup) => turning("may", markup),
  "a default that may": (markup) => kept("may", markup),
  "a switched element that may": (markup) => switched("may", markup),
};

const ANSWERS = {
  png: [
    "image/png",
    Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  ],
  svg: ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M0 0h9v9z"/></g></svg>'],
  css: ["text/css", "b{color:red}"],
  js: ["text/javascript", ""],
  html: ["text/html", "<!doctype html><title>t</title>"],
};

const SETUP = `<style>@keyframes tb{to{opacity:.9}}</style><script>
const ask = (element) => { new Image().src = element.dataset.from };
customElements.define("x-loads", class extends HTMLElement { connectedCallback() { ask(this) } });
customElements.define("p-loads", class extends HTMLParagraphElement { connectedCallback() { ask(this) } }, { extends: "p" });
</script>`;

const inline = await readFile(inRoot("dist/inline.js"), "utf8");

const names = Object.keys(MODES);
const RARE = ["a comment with words", "a comment that is a list", "a comment that is ignored"];

/** One case in one mode, with addresses of its own. */
function placed(mode, markup, visit, number, origin) {
  const own = markup
    .replaceAll("ORIGIN", origin)
    .replaceAll("@/", `/l/${visit}/${number}/`)
    .replaceAll(/@(?=\.\w)/g, `/l/${visit}/${number}/x`)
    .replaceAll(/(?<=[\w.=#"'(])N\b/g, `n${number}`);
  return `<div>${MODES[mode](own)}</div>`;
}

/** The page of a visit: every case in each of some modes, or one that stands alone.
 *  @param on does the reader's device say that the other variant shows?
 *  @param told what a server was told of it before, if one wrote the page */
function page({ visit, modes, on, told, origin, only }) {
  const all = only === undefined ? Object.values(cases) : [Object.values(frames)[only]];
  const body = modes.flatMap((mode, place) =>
    all.map((markup, number) => {
      // Of the rarer modes each has a part of the cases, so that a page ends.
      const isLeftOut = RARE.includes(mode) && only === undefined && (number + place) % RARE.length;
      return isLeftOut ? "" : placed(mode, markup, visit, `${names.indexOf(mode)}-${only ?? number}`, origin);
    }),
  );
  const head = `${SETUP}<script>tailorbird={signals:{on:${on}}}</script><script type="application/tailorbird"></script><script data-tb-script="inline"></script>`;
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title>${head}</head><body>${body.join("\n")}</body></html>`;
  const { html } = embed(text, bytes, { scripts: { inline } });
  return told === undefined ? html : write(html, bytes, { signals: { on: told } }).html;
}

/** A page that has each of the cases that stand alone in a frame, in each mode. */
function framed(query, modes) {
  const address = (mode, only) => `/page?${new URLSearchParams({ ...Object.fromEntries(query), modes: mode, only })}`;
  const all = modes.flatMap((mode) => Object.keys(frames).map((_, only) => address(mode, only)));
  return `<!doctype html><title>t</title>${all.map((src) => `<iframe src="${src.replaceAll("&", "&amp;")}"></iframe>`).join("")}`;
}

export async function openSite() {
  const asked = new Map();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const [, kind, visit, number] = pathname.split("/");
    if (kind === "l") asked.set(visit, new Set(asked.get(visit)).add(number));
    const [type, content] = answer(kind, pathname, searchParams, `http://${request.headers.host}`);
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${server.address().port}/`,
    /** The modes and numbers of the cases of which a visit has asked for something. */
    askedBy: (visit) => [...(asked.get(`${visit}`) ?? [])].sort(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** `2-17` → the mode and the case. */
export function nameOf(number, all = cases) {
  const [mode, place] = number.split("-");
  return `${names[mode]}: ${Object.keys(all)[place]}`;
}

function answer(kind, pathname, query, origin) {
  const modes = (query.get("modes") ?? "").split(",");
  if (kind === "frames") return ["text/html", framed(query, modes)];
  if (kind !== "page") return ANSWERS[pathname.split(".").at(-1)] ?? ["application/octet-stream", ""];
  const [on, told, only] = ["on", "told", "only"].map((name) => query.get(name) ?? undefined);
  const given = { on, told: told && told === "true", only: only && Number(only), origin };
  return ["text/html", page({ visit: query.get("visit"), modes, ...given })];
}
