// Large and deep pages → what a server makes of them takes steps and bytes in proportion, and one bad slot costs one slot.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsIn } from "./count/steps.mjs";

console.warn = () => {};
const { compile } = await import("../dist/author.js");
const { embed, write } = await import("../dist/server.js");

const words = (text) => ({ fields: { text } });
const { bytes } = compile({
  tailorbird: 1,
  locales: ["en"],
  signals: { gale: { type: "flag" } },
  slots: Object.fromEntries(
    ["gale", "other"].map((name) => [
      name,
      {
        default: "calm",
        variants: { storm: { when: "signal.gale", ...words("No boat") }, calm: words("All ferries run") },
      },
    ]),
  ),
});
const FACTS = { now: Date.parse("2026-11-24T12:00:00Z"), signals: { gale: true } };
const page = (body) => `<!doctype html><html lang="en"><title>t</title>${body}`;
const slot = (inner, name = "gale") => `<div data-tb-slot="${name}">${inner}</div>`;
const place = '<b data-tb-text="text">All ferries run</b>';
const nested = (levels, open, inner, close) => open.repeat(levels) + inner + close.repeat(levels);
const shownIn = (html) => html.split("data-tb-shown").length - 1;
const LEFT = "it is left to the reader's device";

/** Twice as large a page may take twice the steps and give twice the bytes, and a little more. */
async function isLinear(pageOf, size) {
  const measure = async (size) => {
    const html = page(pageOf(size));
    let written = "";
    const steps = await stepsIn("/dist/server.js", () => {
      written = write(html, bytes, FACTS).html;
    });
    return { steps, factor: written.length / html.length };
  };
  await measure(10);
  const [once, twice] = [await measure(size), await measure(2 * size)];
  assert.ok(twice.steps < 2.3 * once.steps, `${size}: ${once.steps} steps, ${2 * size}: ${twice.steps}`);
  assert.ok(twice.factor < 8 && twice.factor < 1.2 * once.factor, `the page became ${twice.factor} times as large`);
}

const nestedSlots = (levels) => nested(levels, `<div data-tb-slot="gale">${place}`, "", "</div>");
const LINEAR = {
  "slots beside one another": [(size) => slot(place).repeat(size), 200],
  "slots that turn to a template": [
    (size) =>
      slot(`<p>calm</p><template data-tb-variant="storm"><h2 data-tb-text="text"></h2></template>`).repeat(size),
    200,
  ],
  "slots within one another": [(size) => nestedSlots(40).repeat(size), 20],
  "slots far too deep": [nestedSlots, 1000],
  "templates within one another": [
    (size) => nested(size, '<div data-tb-slot="gale"><template data-tb-variant="storm">', place, "</template></div>"),
    200,
  ],
  "slots that the parser would change": [
    (size) => `<p data-tb-slot="gale">calm<template data-tb-variant="storm"><div>x</div></template></p>`.repeat(size),
    100,
  ],
  "bad slots in one good one": [
    (size) =>
      slot(`<p data-tb-slot="other">calm<template data-tb-variant="storm"><div>x</div></template></p>`.repeat(size)),
    100,
  ],
  "elements hidden behind words": [(size) => slot(`<b data-tb-text="text">x${"<i>y</i>".repeat(size)}</b>`), 2000],
  "formatting that each paragraph repeats": [
    (size) =>
      `${slot(place)}<p>${Array.from({ length: size }, (_, n) => `<b id=${n}>`).join("")}</p>${"<p>x".repeat(size)}`,
    200,
  ],
};
for (const [name, [pageOf, size]] of Object.entries(LINEAR))
  test(`${name} take steps and bytes in proportion`, () => isLinear(pageOf, size));

test("slots within one another are written to a bounded depth, and the rest is named", () => {
  const { html, problems, decided } = write(page(nestedSlots(100)), bytes, FACTS);
  assert.equal(shownIn(html), 4);
  assert.deepEqual(decided, { gale: "storm" });
  assert.deepEqual(problems, [
    { path: "/slots/gale", message: `it stands in 4 slots that are written; ${LEFT}`, severity: "warning" },
  ]);
});

for (const [what, levels] of [
  ["deeper than browsers build", 600],
  ["far deeper", 3000],
])
  for (const [kind, open, close] of [
    ["elements", "<i>", "</i>"],
    ["templates", "<template>", "</template>"],
  ])
    test(`${kind} ${what} cost one slot, which is named`, () => {
      const deep = slot(nested(levels, open, place, close), "other");
      const { html, problems } = write(page(slot(place) + deep + slot(place)), bytes, FACTS);
      assert.equal(shownIn(html), 2);
      assert.ok(html.includes(deep));
      assert.deepEqual(problems, [
        {
          path: "/slots/other",
          message: `it is nested deeper than browsers build a page; ${LEFT}`,
          severity: "warning",
        },
      ]);
    });

test("a page that nests without an end stays as it is, and says why", () => {
  const before = page(slot(place) + "<div>".repeat(20_000));
  const { html, problems } = write(before, bytes, FACTS);
  assert.ok(html === before);
  const message = "the page nests more than 4096 elements in one another";
  const missing = [{ path: "", message, severity: "error" }];
  assert.deepEqual(embed(before, bytes), { html: before, written: [], missing });
  assert.deepEqual(problems, [
    { path: "", message: "the page nests more than 4096 elements in one another", severity: "error" },
  ]);
});

test("a page that becomes larger than its text stays as it is, and says why", () => {
  const before = page(
    `${slot(place)}<p>${Array.from({ length: 3000 }, (_, n) => `<b id=${n}>`).join("")}</p>${"<p>x".repeat(3000)}`,
  );
  const { html, problems } = write(before, bytes, FACTS);
  assert.ok(html === before);
  assert.deepEqual(problems, [
    { path: "", message: "the page has more elements than its text has characters", severity: "error" },
  ]);
});

test("a slot with more in it than a call takes arguments is written", () => {
  const many = "<i>y</i>".repeat(150_000);
  const { html, problems } = write(page(slot(`<b data-tb-text="text">x${many}</b>`)), bytes, FACTS);
  assert.deepEqual(problems, []);
  assert.equal(shownIn(html), 1);
});

test("of a hundred bad slots among good ones each costs itself", () => {
  const bad = `<p data-tb-slot="other">calm<template data-tb-variant="storm"><div>x</div></template></p>`;
  const { html, problems } = write(page((slot(place) + bad).repeat(100)), bytes, FACTS);
  assert.equal(shownIn(html), 100);
  assert.equal(html.split(bad).length - 1, 100);
  assert.deepEqual(
    problems.map(({ path }) => path),
    ["/slots/other"],
  );
});

test("a bad slot in a template and one whose markup runs into those behind it cost one slot each", () => {
  const bad = `<p data-tb-slot="other">calm<template data-tb-variant="storm"><div>x</div></template></p>`;
  const turned = `<template data-tb-variant="storm">${bad}${slot(place)}</template>`;
  const inside = write(page(slot(turned) + slot(place)), bytes, FACTS).html;
  assert.equal(shownIn(inside), 3);
  const open = `<div data-tb-slot="other">calm<template data-tb-variant="storm"><b>x</template></div>`;
  const running = write(page(open + slot(place).repeat(50)), bytes, FACTS).html;
  assert.equal(shownIn(running), 50);
  assert.ok(running.includes(open));
});

test("a stray end of a template in a slot ends nothing of what is kept", () => {
  const bad = slot(`${place}</template><script>globalThis.ran = 1</script>`, "other");
  const { html } = write(page(slot(place) + bad + slot(place)), bytes, FACTS);
  assert.equal(shownIn(html), 2);
  assert.ok(html.includes(bad));
});
