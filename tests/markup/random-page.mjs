// Chance → a page with slots in it: most of it as pages are written, some of it as they should not be.

import { FIELDS, SLOTS, VARIANTS, WORDS } from "./random-manifest.mjs";

/** Elements, and what usually stands in them. */
const BLOCKS = [
  "div",
  "section",
  "p",
  "h2",
  "ul",
  "table",
  "pre",
  "details",
  "form",
  "dl",
  "my-card",
  "picture",
  "svg",
];
const INLINES = ["b", "i", "span", "a", "em", "button", "label", "textarea", "select", "meter", "u", "code", "ruby"];
const VOIDS = ["br", "hr", "img", "input", "wbr"];
const INSIDE = {
  ul: ["li"],
  table: ["tr", "tbody", "caption", "thead", "colgroup"],
  tbody: ["tr"],
  thead: ["tr"],
  tr: ["td", "th"],
  select: ["option", "optgroup"],
  optgroup: ["option"],
  dl: ["dt", "dd"],
  details: ["summary", "p"],
  picture: ["source", "img"],
  ruby: ["rt", "b"],
  svg: ["text", "g", "use", "title", "foreignObject", "image"],
  g: ["text", "path"],
  colgroup: ["col"],
};
const IN_SELECT = new Set(["select", "optgroup", "option"]);
const ONLY_TEXT = new Set(["textarea", "option", "title", "text"]);
const EMPTY = new Set([...VOIDS, "source", "col", "use", "image", "path"]);
const LOADING = [
  '<img alt="" src="data:,">',
  '<img alt="" loading="lazy" src="data:,">',
  '<i style="background: url(data:,)">i</i>',
  '<i style="BACKGROUND: URL(data:,)">i</i>',
  '<svg><use href="#a"/></svg>',
  '<svg><use xlink:href="#a"/></svg>',
  '<svg><image href="data:,"/></svg>',
  "<object>o</object>",
  '<video preload="none"></video>',
  '<input type="IMAGE" alt="" src="data:,">',
  '<table background="data:,"><tr><td>t</table>',
];
const RAW = [
  "<!-- a > b -->",
  "<style>i{color:red}</style>",
  '<script type="text/plain"><p data-tb-slot="s0"></script>',
  "<noscript><p>no</p></noscript>",
  "<template><b>t</b></template>",
  "<xmp><b></xmp>",
  "&lt;&amp;&notit;&#8212;",
  "\r\n",
];
/** What no parser takes as it is written. */
const ODD = [
  "<b>one<p>two</b>three",
  "</p>",
  "<p>",
  "<li>",
  "</b></i>",
  "<table>x</table>",
  "<a href=/>",
  "</div>",
  "<b data-tb-text=text>",
  "\0",
];

const TEXTS = ["A", "one two", " ", "\n  ", "x &amp; y", "All ferries run", ""];

export function randomPage(random) {
  const state = { random, slots: 0 };
  const body = random.many(2 + random.below(4), () => node(state, 3, "body")).join("");
  const slots = random
    .many(1 + random.below(3), () => slot(state, 3, "body"))
    .join(random.pick(["", "\n", "<p>between</p>"]));
  const language = random.pick(['lang="en"', 'lang="en"', 'lang="de" dir="ltr"', 'lang="ar" dir="RTL"', "", 'lang=""']);
  const start = random.pick(["<!doctype html>", "<!doctype html>\n", ""]);
  const odd = random.chance(0.1) ? random.pick(ODD) : "";
  return `${start}<html ${language}><head><title>t</title></head><body>${body}${odd}${slots}</body></html>`;
}

/** What may stand in a page, in an element or in a template. */
function node(state, depth, parent) {
  const { random } = state;
  if (ONLY_TEXT.has(parent) || depth === 0) return random.pick(TEXTS);
  if (random.chance(0.02)) return random.pick(ODD);
  if (random.chance(0.04)) return random.pick(RAW);
  if (random.chance(0.04)) return random.pick(LOADING);
  if (random.chance(IN_SELECT.has(parent) ? 0.01 : 0.12)) return slot(state, depth, parent);
  if (random.chance(0.25)) return random.pick(TEXTS);
  return element(state, random.chance(0.5) ? bindings(state) : "", depth, parent);
}

function nameIn({ random }, parent) {
  const usual = INSIDE[parent];
  // Of an odd select browsers make different things, and the server leaves its page alone.
  if (usual && random.chance(IN_SELECT.has(parent) ? 0.995 : 0.95)) return random.pick(usual);
  if (random.chance(0.1)) return random.pick(VOIDS);
  const isInline = INLINES.includes(parent) || /^(p|h2|pre|summary|text|rt|dt)$/.test(parent);
  return random.pick(random.chance(isInline ? 0.97 : 0.5) ? INLINES : BLOCKS);
}

function element(state, attributes, depth, parent, inner = "") {
  const { random } = state;
  let name = nameIn(state, parent);
  // Nothing can be kept in these.
  if (inner && (EMPTY.has(name) || name === "select") && random.chance(0.9)) name = "div";
  const written = random.chance(0.05) ? name.toUpperCase() : name;
  const tag = `<${[written, attributes, more(state, name)].filter(Boolean).join(" ")}>`;
  if (EMPTY.has(name)) return tag;
  const content = random.many(random.below(4), () => node(state, depth - 1, name)).join("");
  const end = random.chance(0.03) ? "" : `</${written}>`;
  return `${tag}${ONLY_TEXT.has(name) ? "" : inner}${content}${end}`;
}

function more({ random }, name) {
  const all = [
    random.chance(0.15) && random.pick(['class="own"', "class", 'class=" a  b a "', 'class="warm own"']),
    random.chance(0.08) && random.pick(['lang="de"', 'LANG="EN"', 'lang="ar"', 'dir="rtl"', 'dir="auto"']),
    random.chance(0.08) && random.pick(['title="A"', "hidden", 'hidden="until-found"', "title=un&quot;quoted"]),
    name === "img" &&
      random.pick(['alt="" src="data:,"', 'alt="" src="#"', 'alt=""', 'alt="" loading="lazy" src="data:,"']),
    name === "a" && random.pick(['href="/"', "href=/", ""]),
    random.chance(0.03) && 'title="x" title="y"',
  ];
  return all.filter(Boolean).join(" ");
}

const PAIRS = [
  "title=tip",
  "alt=text",
  "href=link",
  "hidden=closed",
  "open=closed",
  "class=tone",
  "src=image",
  "aria-label=title",
];

function bindings({ random }) {
  const pairs = random.some([...PAIRS, "onclick=link", "TITLE=text", "=title", "title"], 0.15);
  const all = [
    random.chance(0.6) &&
      `data-tb-text=${random.pick(['"text"', '"title"', "title", '" tip "', '"none"', '"link"', '""'])}`,
    random.chance(0.2) && `data-tb-class="${random.pick(["tone", "tone", "title", " tone "])}"`,
    pairs.length > 0 && `data-tb-attr="${pairs.join(random.pick([";", "; ", " "]))}"`,
    random.chance(0.03) && `data-tb-attr="${random.pick(PAIRS)}"`,
  ];
  return all.filter(Boolean).join(" ");
}

function slot(state, depth, parent) {
  const { random } = state;
  const name = random.chance(0.06) ? "list" : random.chance(0.02) ? "unknown" : SLOTS[state.slots++ % SLOTS.length];
  const own = random.chance(0.3) ? bindings(state) : "";
  const templates = random.some(VARIANTS, 0.35).map((variant) => template(state, variant, depth));
  const lists = name === "list" ? '<template data-tb-item><li data-tb-text="title"></li></template>' : "";
  const place = `<b data-tb-text="${random.pick(WORDS)}">${random.pick(TEXTS)}</b>`;
  const inner = [lists, ...(random.chance(0.6) ? [place] : []), ...templates].join(random.pick(["", "\n", " x "]));
  return element(state, `data-tb-slot="${name}" ${own}`, Math.max(depth, 1), parent, inner);
}

function template(state, variant, depth) {
  const { random } = state;
  const parent = random.pick(["span", "span", "div", "tr", "table"]);
  const content = random.many(random.below(4), () =>
    random.chance(0.5)
      ? `<i data-tb-text="${random.pick(FIELDS)}">${random.pick(TEXTS)}</i>`
      : node(state, depth - 1, random.chance(0.8) ? "span" : parent),
  );
  return `<template data-tb-variant="${variant}">${content.join("")}</template>`;
}
