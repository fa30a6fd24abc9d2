// The tarball becomes a stranger's project: installed in a new folder, outside this one, beside a small site.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "../harness/paths.mjs";
import { capture } from "../harness/run.mjs";

export async function install(tarball) {
  const folder = await mkdtemp(join(tmpdir(), "tailorbird-package-"));
  await cp(inRoot("tests/package/site"), folder, { recursive: true });
  await writeFile(`${folder}/package.json`, JSON.stringify({ private: true, type: "module" }));
  const { code, output } = await capture("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(output);
  await compile(folder);
  await pages(folder);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The bytes as a module, for pages whose policy allows no fetch. */
async function compile(folder) {
  const { code, output } = await capture("npx", ["tailorbird", "compile", "manifest.json"], { cwd: folder });
  if (code !== 0) throw new Error(output);
  const bytes = await readFile(`${folder}/manifest.tailorbird`);
  await writeFile(`${folder}/bytes.js`, `export default new Uint8Array([${bytes.join()}]);\n`);
  await writeFile(`${folder}/manifest.js`, `export default ${await readFile(`${folder}/manifest.json`, "utf8")};\n`);
}

/** Without a bundler a page names the files: import maps would need a hash in the policy. */
async function pages(folder) {
  const page = await readFile(`${folder}/page.html`, "utf8");
  await writeFile(`${folder}/index.html`, page.replace("SCRIPT", "./main.js"));
  for (const [name, entry] of Object.entries({ main: "index", slim: "slim", author: "author" })) {
    const source = await readFile(`${folder}/${name}.js`, "utf8");
    const plain = source.replace(/"tailorbird(\/\w+)?"/, `"./node_modules/tailorbird/dist/${entry}.js"`);
    await writeFile(`${folder}/plain-${name}.js`, plain);
    await writeFile(`${folder}/plain-${name}.html`, page.replace("SCRIPT", `./plain-${name}.js`));
  }
}
