// The names that are shortened in what pages download are the package's own: no type that a page sees has one, no browser knows
// one as a name of something that the code uses, and none is written as a text.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { OWN_NAMES } from "../scripts/own-names.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { known } from "./prove/dom-names.mjs";

/** Rooms whose code is in what pages download. */
const ROOMS = "analysis author consent context dom engine entries markup page privacy shared storage types".split(" ");

const files = (await readdir(inRoot("js"), { recursive: true }))
  .filter((name) => name.endsWith(".ts") && ROOMS.includes(name.split("/")[0]))
  .map(async (name) => ({ name, text: await readFile(inRoot(`js/${name}`), "utf8") }));
const sources = await Promise.all(files);

/** The names of all that JavaScript itself brings. */
const builtIn = new Set(
  [globalThis, WebAssembly, Intl]
    .flatMap((scope) => Object.getOwnPropertyNames(scope).map((name) => scope[name]))
    .flatMap((value) => [value, value?.prototype])
    .filter((value) => /^(object|function)$/.test(typeof value) && value)
    .flatMap((value) => Object.getOwnPropertyNames(value)),
);

/** Where a name stands as something else than a property of the package's own. */
function misuses(own) {
  const asText = new RegExp(`["'\`]${own}["'\`]`);
  const declared = new RegExp(`^\\s+(?:readonly )?${own}\\??[(:<]`, "m");
  if (known.has(own) || builtIn.has(own)) return [`${own} of a browser's`];
  return sources
    .filter(({ name, text }) => asText.test(text) || (/^(types|author)\//.test(name) && declared.test(text)))
    .map(({ name }) => `${own} in js/${name}`);
}

test(`${OWN_NAMES.length} names are the package's own`, () => {
  assert.deepEqual(OWN_NAMES.flatMap(misuses), []);
  const unused = OWN_NAMES.filter((own) => !sources.some(({ text }) => new RegExp(`\\b${own}\\b`).test(text)));
  assert.deepEqual(unused, [], "nobody uses these");
});

test("planted: names of types, of browsers and of texts are found", () => {
  for (const foreign of ["variant", "until", "default", "grow", "maximize", "getAttribute"])
    assert.notDeepEqual(misuses(foreign), [], foreign);
});
