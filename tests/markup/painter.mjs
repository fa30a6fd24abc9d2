// Device and server are one painter: what each was once found to do otherwise.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openPainters } from "./painters.mjs";

const painters = await openPainters();
after(() => painters.close());

const loads = (what) => `\`${what}\` would load something, which variesRequests allows`;
const NOW = Date.parse("2026-11-24T12:00:00Z");

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  signals: { on: { type: "flag" }, tags: { type: "list" } },
  slots: {
    hero: {
      default: "a",
      variants: {
        b: { when: "signal.on", fields: { text: "B", closed: true } },
        a: { fields: { text: "A", closed: false } },
      },
    },
    tags: {
      default: "a",
      variants: { b: { when: "size(signal.tags) > 0", fields: { text: "B" } }, a: { fields: { text: "A" } } },
    },
    last: {
      default: "a",
      variants: { b: { when: "'last' in signal.tags", fields: { text: "B" } }, a: { fields: { text: "A" } } },
    },
    topic: {
      default: "a",
      variants: { b: { when: "'last' in page.topics", fields: { text: "B" } }, a: { fields: { text: "A" } } },
    },
  },
};

const text = (slot) => `<p data-tb-slot="${slot}" data-tb-text="text">A</p>`;

/** Both make this of it, and nothing is left to do on the device. */
async function same(body, facts, { html, problems = [] }) {
  const page = (body) => `<!doctype html><html lang="en"><head><title>t</title></head><body>${body}</body></html>`;
  const [found] = await painters.compare([{ html: page(body), manifest: MANIFEST, facts: { now: NOW, ...facts } }]);
  const bodyOf = (shape) => shape.match(/<BODY>(.*)<\/><\/>$/s)?.[1];
  assert.equal(bodyOf(found.device.html), html);
  assert.equal(bodyOf(found.server.html), html);
  assert.deepEqual([found.device.problems, found.server.problems], [problems, problems]);
  assert.equal(found.both.html, found.device.html);
  assert.deepEqual(found.both.touched, []);
}

const shown = (slot, word) => `<P data-tb-slot="${slot}" data-tb-text="text">${word}</>`;
const many = (last) => [...Array(100).fill("more"), last];

test("a list that is not all texts is no list", () =>
  same(
    text("tags"),
    { signals: { tags: [1, 2] } },
    {
      html: shown("tags", "A"),
      problems: ["/signals/tags: the manifest has no such signal, or it cannot take this value; it is left out"],
    },
  ));

test("a signal that is an object is none", () =>
  same(
    text("hero"),
    { signals: { on: { valueOf: "true" } } },
    {
      html: shown("hero", "A"),
      problems: ["/signals/on: the manifest has no such signal, or it cannot take this value; it is left out"],
    },
  ));

test("a list signal ends after a hundred entries", () =>
  same(text("last"), { signals: { tags: many("last") } }, { html: shown("last", "A") }));

test("the topics of a page end after a hundred entries", () =>
  same(text("topic"), { page: { topics: many("last") } }, { html: shown("topic", "A") }));

const LAZY = '<img alt="" loading="lazy" src="data:,">';
const LAZY_SHAPE = '<IMG alt="" loading="lazy" src="data:,"></>';
const TEMPLATE = '<template data-tb-variant="b"><b data-tb-text="text">new</b></template>';
const TEMPLATE_SHAPE = '<TEMPLATE data-tb-variant="b"><B data-tb-text="text">new</></>';

test("what waits to be seen before it is loaded gives way to no template", () =>
  same(
    `<div data-tb-slot="hero"><i data-tb-text="text">A</i>${LAZY}${TEMPLATE}</div>`,
    { signals: { on: true } },
    {
      html: `<DIV data-tb-slot="hero"><I data-tb-text="text">B</>${LAZY_SHAPE}${TEMPLATE_SHAPE}</>`,
      problems: [`/slots/hero/variants/b: ${loads("img")}`],
    },
  ));

test("a template that would load something is refused, and its words stand in the slot's own markup", () => {
  const template = '<template data-tb-variant="b"><img alt="" src="data:,"></template>';
  return same(
    `<div data-tb-slot="hero"><i data-tb-text="text">A</i>${template}</div>`,
    { signals: { on: true } },
    {
      html: '<DIV data-tb-slot="hero"><I data-tb-text="text">B</><TEMPLATE data-tb-variant="b"><IMG alt="" src="data:,"></></></>',
      problems: [`/slots/hero/variants/b: ${loads("img")}`],
    },
  );
});

test("what waits to be seen before it is loaded is neither shown nor hidden", () =>
  same(
    `<div data-tb-slot="hero"><p data-tb-attr="hidden=closed">${LAZY}</p></div>`,
    { signals: { on: true } },
    {
      html: `<DIV data-tb-slot="hero"><P data-tb-attr="hidden=closed">${LAZY_SHAPE}</></>`,
      problems: [`/slots/hero: ${loads("img")}`],
    },
  ));

test("nor is it when it is itself what would be hidden", () => {
  const lazy = (more) => `<img alt="" data-tb-attr="hidden=closed"${more} loading="lazy" src="data:,">`;
  return same(
    `<div data-tb-slot="hero">${lazy("")}</div>`,
    { signals: { on: true } },
    {
      html: '<DIV data-tb-slot="hero"><IMG alt="" data-tb-attr="hidden=closed" loading="lazy" src="data:,"></></>',
      problems: [`/slots/hero: ${loads("img")}`],
    },
  );
});

test("nor is a plain image, because one rule holds for all that loads", () =>
  same(
    '<div data-tb-slot="hero"><p data-tb-attr="hidden=closed"><img alt="" src="data:,"></p></div>',
    { signals: { on: true } },
    {
      html: '<DIV data-tb-slot="hero"><P data-tb-attr="hidden=closed"><IMG alt="" src="data:,"></></></>',
      problems: [`/slots/hero: ${loads("img")}`],
    },
  ));
