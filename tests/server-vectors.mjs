// The injection vectors of ../shared/conformance/xss, each as a value that a server writes into a page as text and as an
// attribute: the page has the elements and attributes that it has with a harmless value, and says the vector itself.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "parse5";
import { inRoot } from "../scripts/paths.mjs";

console.warn = () => {};
const file = join(process.env.TAILORBIRD_SHARED ?? inRoot("../shared"), "conformance/xss/vectors.json");
if (!existsSync(file)) {
  console.log(`server: no vectors at ${file}`);
  console.log("0 passed, 0 failed, 1 skipped");
  process.exit(0);
}

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
const { shape: wanted } = shapeOf(told("harmless").html);
const vectors = [...new Set(JSON.parse(await readFile(file, "utf8")).map(({ payload }) => payload))];
let [passed, failed] = [0, 0];
for (const vector of vectors) {
  const { html, decided } = told(vector);
  const { shape, values } = shapeOf(html);
  // What the engine takes is trimmed and cut to its limit; parsers turn a few characters into others.
  const start = vector.slice(0, 40).replace(/\0.*/s, "").replaceAll("\r", "").trim();
  const said = values.filter((value) => value.replaceAll("\r", "").includes(start)).length;
  if (decided.hero === "told" && shape === wanted && said >= 6) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${JSON.stringify(vector.slice(0, 200))}: ${shape === wanted ? `said ${said} times` : shape}`);
  }
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed ? 1 : 0;
