// The names of all elements, and of all properties and methods that browsers give to their objects, from TypeScript's own
// description of them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The package that holds the description has the platform in its name. */
function description() {
  const compiler = require.resolve("typescript/package.json");
  const { optionalDependencies } = require(compiler);
  const here = createRequire(compiler);
  for (const name of Object.keys(optionalDependencies)) {
    try {
      return readFileSync(join(dirname(here.resolve(`${name}/package.json`)), "lib/lib.dom.d.ts"), "utf8");
    } catch {}
  }
  throw new Error("TypeScript's lib.dom.d.ts is not there");
}

/** Every name of a member, and those that may be assigned. One letter names numbers alone, of matrices and points. */
function read(text) {
  const [known, settable] = [new Set(), new Set()];
  for (const [, readonly, name, mark] of text.matchAll(
    /^ {4}(readonly |get |set )?"?([A-Za-z_$][\w$-]+)"?\??([:(<])/gm,
  )) {
    known.add(name);
    if (mark === ":" ? readonly !== "readonly " : readonly === "set ") settable.add(name);
  }
  return { known, settable };
}

/** The names of the elements of a language. */
function elementsIn(text, map) {
  const [, body] = new RegExp(`^interface ${map} \\{\n([\\s\\S]*?)^\\}`, "m").exec(text);
  return [...body.matchAll(/^ {4}"([\w-]+)":/gm)].map(([, name]) => name);
}

const text = description();
export const { known, settable } = read(text);
export const elements = {
  html: [
    ...elementsIn(text, "HTMLElementTagNameMap"),
    ...elementsIn(text, "HTMLElementDeprecatedTagNameMap"),
    "custom-element",
  ],
  svg: elementsIn(text, "SVGElementTagNameMap"),
  mathml: elementsIn(text, "MathMLElementTagNameMap"),
};
