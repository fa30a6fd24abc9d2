// A module whose engine is a file of its own, in Chromium and Firefox: each file is fetched once, also where the page names it ahead;
// without the engine the page stays as it is; and bundlers bring the file along.

import assert from "node:assert/strict";
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { build as viteBuild } from "vite";
import webpack from "webpack";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { serve } from "../../scripts/serve.mjs";
import { browsers } from "./browsers.mjs";
import { temporaryFolder } from "./folder.mjs";

const MANIFEST = {
  tailorbird: 1,
  locales: ["en"],
  slots: {
    hero: {
      default: "plain",
      variants: {
        late: { when: "now.year > 1970", fields: { title: "Tailored" } },
        plain: { fields: { title: "Plain" } },
      },
    },
  },
};
const folder = temporaryFolder("built-separate");
const pageWith = (head, script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Separate</title>
<link rel="icon" href="data:,">${head}</head><body><h1 data-tb-slot="hero" data-tb-text="title">Server</h1>${script}</body></html>`;
const SCRIPT = `import { open } from "./site.tailorbird.js";
globalThis.page = await open();
page.render();
globalThis.again = async () => (await open()).render().length;
globalThis.done = true;
`;
const MODULE = '<script type="module" src="main.js"></script>';

let site;
let asked = [];
before(async () => {
  await writeFile(join(folder, "site.json"), JSON.stringify(MANIFEST));
  const words = ["build", "site.json", "--separate"];
  const { code, output } = await capture(process.execPath, [inRoot("dist/cli.js"), ...words], { cwd: folder });
  assert.equal(code, 0, output);
  const links = output.match(/<link .*>/g);
  assert.equal(links.length, 2, output);
  await writeFile(join(folder, "main.js"), SCRIPT);
  await writeFile(join(folder, "index.html"), pageWith("", MODULE));
  await writeFile(
    join(folder, "ahead.html"),
    pageWith(links.join("\n").replace("site.tailorbird.js", "./site.tailorbird.js"), MODULE),
  );
  await bundledByVite(join(folder, "vite"));
  await bundledByWebpack(join(folder, "webpack"));
  site = await serve(folder, { log: ({ url }) => asked.push(url) });
});
after(() => site?.close());

async function bundledByVite(out) {
  const input = join(folder, "index.html");
  await viteBuild({
    root: folder,
    base: "./",
    configFile: false,
    logLevel: "error",
    build: { outDir: out, rollupOptions: { input } },
  });
}

async function bundledByWebpack(out) {
  const options = {
    mode: "production",
    context: folder,
    entry: "./main.js",
    output: { path: out, filename: "main.js" },
  };
  await mkdir(out, { recursive: true });
  await new Promise((resolve, reject) => {
    webpack({ ...options, target: "web" }, (error, stats) =>
      error || stats.hasErrors() ? reject(error ?? new Error(stats.toString())) : resolve(),
    );
  });
  await copyFile(join(folder, "index.html"), join(out, "index.html"));
}

async function visit(t, browser, path) {
  const { page, lines } = await browser.newPage(t);
  asked = [];
  await page.goto(site.url + path);
  await page.waitForFunction(() => globalThis.done);
  return { page, lines, words: await page.textContent("h1") };
}

for (const browser of browsers)
  describe(browser.name, () => {
    for (const path of ["index.html", "ahead.html"])
      test(`${path}: each file is fetched once`, async (t) => {
        const { words, lines } = await visit(t, browser, path);
        assert.deepEqual([words, lines], ["Tailored", []]);
        const [engine] = (await readdir(folder)).filter((name) => name.endsWith(".wasm"));
        assert.deepEqual(asked.sort(), [`/${path}`, "/main.js", `/${engine}`, "/site.tailorbird.js"].sort());
      });

    for (const path of ["vite/index.html", "webpack/index.html"])
      test(`${path}: the bundler brings the engine along`, async (t) => {
        const { words, lines } = await visit(t, browser, path);
        assert.deepEqual([words, lines], ["Tailored", []]);
        assert.equal(asked.filter((url) => url.endsWith(".wasm")).length, 1, asked.join());
      });

    for (const [what, answer] of Object.entries({
      "an engine that is not there": { status: 404 },
      "a page in place of the engine": { contentType: "text/html", body: "<p>" },
      "an engine that is damaged": { contentType: "application/wasm", body: "\0asm" },
      "no network": undefined,
    }))
      test(`${what}: the page stays as it is, says why, and may try again`, async (t) => {
        const { page, lines } = await browser.newPage(t);
        await page.route("**/*.wasm", (route) => (answer ? route.fulfill(answer) : route.abort()));
        await page.goto(`${site.url}index.html`);
        await page.waitForFunction(() => globalThis.done);
        assert.equal(await page.textContent("h1"), "Server");
        const problems = await page.evaluate(() => globalThis.page.problems.map(({ severity }) => severity));
        assert.deepEqual(problems, ["error"]);
        assert.equal(
          lines.filter((line) => /^tailorbird: .*the page stays as it is$/.test(line)).length,
          1,
          lines.join("\n"),
        );
        await page.unrouteAll();
        assert.equal(await page.evaluate(() => globalThis.again()), 1);
        assert.equal(await page.textContent("h1"), "Tailored");
      });
  });
