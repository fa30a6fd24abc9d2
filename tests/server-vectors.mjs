// The injection vectors of ../shared/conformance/xss, each as a value that a server writes into a page as text and as an
// attribute: the page has the elements and attributes that it has with a harmless value, and says the vector itself.

import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { parse } from "parse5";
import { none } from "./native.mjs";
import { needsShared, shared } from "./shared.mjs";

console.warn = () => {};
const VECTORS = "conformance/xss/vectors.json";
const { compile } = await import("../dist/author.js");
const { write } = await import("../dist/server.js");
const { bytes } = compile({
  tailorbird: 1,
  locales: ["en"],
  signals: { vector: { type: "text" } },
  slots: {
    hero: {
      default: "plain",
      variants: { told: { fields: { text: "{$signal.vector}" } }, plain: { fields: { text: "x" } } },
    },
  },
});

const places = [
  '<p data-tb-slot="hero"><b data-tb-text="text" data-tb-attr="title=text">x</b></p>',
  '<div data-tb-slot="hero"><template data-tb-variant="told"><i title="x" data-tb-attr="title=text;aria-label=text">y</i><pre data-tb-text="text"></pre></template></div>',
  "<section data-tb-slot='hero'><img alt=x data-tb-attr=alt=text><textarea data-tb-text=text></textarea></section>",
];
const page = `<!doctype html><html lang="en"><head><title>t</title></head><body>${places.join("\n")}<p>after</p></body></html>`;

/** Elements and the names of their attributes, those in templates too; and every text and value. */
function shapeOf(html) {
  const shape = [];
  const values = [];
  const visit = (node) => {
    if (node.tagName) shape.push(`${node.tagName}[${node.attrs.map(({ name }) => name)}]`);
    for (const { value } of node.attrs ?? []) values.push(value);
    if (node.nodeName === "#text") values.push(node.value);
    for (const child of [...(node.content?.childNodes ?? []), ...(node.childNodes ?? [])]) visit(child);
  };
  visit(parse(html));
  return { shape: shape.join(" "), values };
}

const told = (vector) => write(page, bytes, { now: 0, signals: { vector } });

/** In words, what is wrong with the page that says a vector; `undefined`: nothing. */
function wrong(vector, wanted) {
  const { html, decided } = told(vector);
  const { shape, values } = shapeOf(html);
  // What the engine takes is trimmed and cut to its limit; parsers turn a few characters into others.
  const start = vector.slice(0, 40).replace(/\0.*/s, "").replaceAll("\r", "").trim();
  const said = values.filter((value) => value.replaceAll("\r", "").includes(start)).length;
  if (decided.hero === "told" && shape === wanted && said >= 6) return undefined;
  return `${JSON.stringify(vector.slice(0, 200))}: ${shape === wanted ? `said ${said} times` : shape}`;
}

test("a vector in a page is text, whatever it is", needsShared(VECTORS), async (t) => {
  const { shape } = shapeOf(told("harmless").html);
  const vectors = new Set(JSON.parse(await readFile(shared(VECTORS), "utf8")).map(({ payload }) => payload));
  t.diagnostic(`${vectors.size} vectors`);
  none([...vectors].map((vector) => wrong(vector, shape)).filter(Boolean));
});
