// The site that the tests of memory visit: the built package, a compiled manifest, and pages to try it in.

import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { after, before } from "node:test";
import { compile } from "../../../dist/author.js";
import { inRoot } from "../../../scripts/paths.mjs";
import { serve } from "../../../scripts/serve.mjs";
import { temporaryFolder } from "../folder.mjs";

const folder = temporaryFolder("memory");

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  preferences: { name: { type: "text" }, topics: { type: "list", values: ["sea", "birds"] } },
  goals: { signup: {} },
  slots: {
    hero: {
      default: "welcome",
      variants: {
        greeting: { when: "has(preference.name)", fields: { title: "Hello, {$preference.name}" } },
        seen: { when: "visitor.visits > 1", fields: { title: "Seen before" } },
        welcome: { fields: { title: "Welcome" } },
      },
    },
  },
};

const page = (body, script) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Memory</title><link rel="icon" href="data:,"><body>${body}<script type="module" src="./${script}"></script></body></html>`;
const SLOT = '<h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1>';

async function prepare() {
  for (const name of ["index.js", "keepers.js"]) await copyFile(inRoot(`dist/${name}`), `${folder}/${name}`);
  for (const name of ["page.mjs", "faults.mjs", "versions.mjs"])
    await copyFile(inRoot(`tests/browser/memory/${name}`), `${folder}/${name}`);
  const { bytes, problems } = compile(MANIFEST);
  assert.deepEqual(problems, []);
  await writeFile(`${folder}/program.js`, `export const bytes = new Uint8Array(${JSON.stringify([...bytes])});`);
  await writeFile(`${folder}/index.html`, page(SLOT, "page.mjs"));
  await writeFile(`${folder}/faults.html`, page(`<p>${SLOT}</p><main></main>`, "faults.mjs"));
}

/** Its address, and that of the same on another site. */
export const site = { url: "", elsewhere: "", close: () => {} };

before(async () => {
  await prepare();
  Object.assign(site, await serve(folder, { headers: () => ({ "access-control-allow-origin": "*" }) }));
  site.elsewhere = site.url.replace("localhost", "127.0.0.1");
});
after(() => site.close());
