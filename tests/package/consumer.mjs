// The tarball becomes a stranger's project: installed in a new folder, outside this one, beside a small site.

import { cp, readFile, writeFile } from "node:fs/promises";
import { before } from "node:test";
import { pack } from "../../scripts/pack.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { temporaryFolder } from "../browser/folder.mjs";

async function install() {
  await cp(inRoot("tests/package/site"), folder, { recursive: true });
  await writeFile(`${folder}/package.json`, JSON.stringify({ private: true, type: "module" }));
  const { code, output } = await capture("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(output);
  await compile();
  await train();
  await pages();
}

/** The bytes as a module, for pages whose policy allows no fetch. */
async function compile() {
  const { code, output } = await capture("npx", ["tailorbird", "compile", "manifest.json"], { cwd: folder });
  if (code !== 0) throw new Error(output);
  const bytes = await readFile(`${folder}/manifest.tailorbird`);
  await writeFile(`${folder}/bytes.js`, `export default new Uint8Array([${bytes.join()}]);\n`);
  await writeFile(`${folder}/manifest.js`, `export default ${await readFile(`${folder}/manifest.json`, "utf8")};\n`);
}

/** Item vectors of the site's texts, as a module for platforms that fetch nothing. */
async function train() {
  const { code, output } = await capture("npx", ["tailorbird", "vectors", "texts.csv", "-o", "items.vectors"], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(output);
  const bytes = await readFile(`${folder}/items.vectors`);
  await writeFile(`${folder}/items.js`, `export default new Uint8Array([${bytes.join()}]);\n`);
}

/** A page's module, and the file that it takes. */
const PLAIN = { main: "index", contextual: "contextual", slim: "slim", author: "author" };

/** Without a bundler a page names the files: import maps would need a hash in the policy. */
async function pages() {
  const page = await readFile(`${folder}/page.html`, "utf8");
  await writeFile(`${folder}/index.html`, page.replace("SCRIPT", "./main.js"));
  for (const [name, entry] of Object.entries(PLAIN)) {
    const source = await readFile(`${folder}/${name}.js`, "utf8");
    const plain = source.replace(/"tailorbird(\/\w+)?"/, `"./node_modules/tailorbird/dist/${entry}.js"`);
    await writeFile(`${folder}/plain-${name}.js`, plain);
    await writeFile(`${folder}/plain-${name}.html`, page.replace("SCRIPT", `./plain-${name}.js`));
  }
  await carrying(page);
}

/** What stands before the script is what a site would hand to `open`; what stands at the end tells what became of it. */
async function carrying(page) {
  const before = "globalThis.tailorbird = { now: Date.UTC(2026, 10, 23, 19), timeZone: 'UTC' }";
  const after = "document.documentElement.dataset.problems = tailorbird.page.problems.map((one) => one.message).join()";
  const places = '<script type="application/tailorbird"></script><script data-tb-script="inline-contextual"></script>';
  const html = page
    .replace("</head>", `<script>${before}</script>${places}</head>`)
    .replace('<script type="module" src="SCRIPT"></script>', `<script>${after}</script>`);
  await writeFile(`${folder}/carrying-contextual.html`, html);
  const { code, output } = await capture("npx", ["tailorbird", "inline", "manifest.json", "carrying-contextual.html"], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(output);
}

/** The stranger's project, once for all tests of the package that run in one process. */
export const folder = temporaryFolder("package");
/** The path of what was packed. */
export let tarball;
const packed = temporaryFolder("packed");

before(async () => {
  tarball = await pack(packed);
  await install();
});
