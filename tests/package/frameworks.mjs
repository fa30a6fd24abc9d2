// The package where frameworks and test runners take it: bundles that are no modules, Vite's server for developers, jsdom.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { build } from "esbuild";
import Environment from "jest-environment-jsdom";
import { createServer } from "vite";
import { createServer as createServer5 } from "vite-5";
import { createServer as createServer7 } from "vite-7";
import { capture } from "../../scripts/run.mjs";
import { chromium } from "../browser/browsers.mjs";
import { folder } from "./consumer.mjs";

const ENTRIES = [
  "",
  "/contextual",
  "/full",
  "/slim",
  "/analyze",
  "/author",
  "/server",
  "/element",
  "/privacy",
  "/consent",
  "/keepers",
];
const SCRIPTS = ["inline", "inline-contextual", "inline-full", "hold"];

/** The entry as a bundle of one file. */
async function bundled(contents, options) {
  const stdin = { contents, resolveDir: folder };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, logLevel: "error", ...options });
  return outputFiles[0].text;
}

describe("tailorbird/slim in a bundle that is no module", () => {
  for (const format of ["iife", "cjs"])
    test(`${format}: ready() never throws or rejects, says why, and takes an address`, async () => {
      const code = `import { open, ready } from "tailorbird/slim";
        globalThis.answered = (async () => {
          const first = await ready();
          const [problem] = open(new Uint8Array(), { root: null }).problems;
          return { first, why: problem.message, second: await ready(${JSON.stringify(`file://${folder}/node_modules/tailorbird/dist/runtime.wasm`)}) };
        })();`;
      const text = await bundled(code, { format });
      await writeFile(
        `${folder}/slim.cjs`,
        `${text}\nglobalThis.answered.then((answer) => console.log(JSON.stringify(answer)));`,
      );
      const { output } = await capture(process.execPath, ["slim.cjs"], { cwd: folder });
      const { first, why, second } = JSON.parse(output.trim().split("\n").at(-1));
      assert.deepEqual({ first, second }, { first: false, second: true }, output);
      assert.match(why, /`ready\(url\)` takes the address of runtime\.wasm/);
    });
});

describe("tailorbird/slim behind Vite's server for developers", () => {
  const exclude = { exclude: ["tailorbird"] };
  const cases = {
    "5.4, as docs/entries.md says": [createServer5, exclude],
    "7.3, as docs/entries.md says": [createServer7, exclude],
    8: [createServer, {}],
  };
  for (const [name, [start, dependencies]] of Object.entries(cases))
    test(name, async (t) => {
      const found = await visit(t, name, start, dependencies);
      assert.deepEqual(found, { title: "Good evening", problems: "" });
    });

  test("a server that answers with its page where there is no file is told as what it is", async () => {
    const { open, ready } = await import(`${folder}/node_modules/tailorbird/dist/slim.js`);
    assert.equal(await ready("data:text/html,<!doctype html>"), false);
    const [{ message }] = open(new Uint8Array(), { root: null }).problems;
    assert.match(message, /^Error: data:.* is a page and no WebAssembly$/);
  });
});

/** @param {object} dependencies the option `optimizeDeps` */
async function visit(t, name, start, dependencies) {
  const html = await readFile(`${folder}/page.html`, "utf8");
  await writeFile(`${folder}/vite.html`, html.replace("SCRIPT", "./slim.js"));
  const cacheDir = `${folder}/vite-${name.replace(/\W+/g, "-")}`;
  const server = await start({
    root: folder,
    configFile: false,
    logLevel: "error",
    cacheDir,
    server: { port: 0 },
    optimizeDeps: { entries: ["vite.html"], ...dependencies },
  });
  t.after(() => server.close());
  await server.listen();
  const { page } = await chromium.newPage(t);
  await page.goto(`http://localhost:${server.httpServer.address().port}/vite.html`);
  await page.waitForFunction(() => document.documentElement.dataset.problems !== undefined);
  return page.evaluate(() => ({
    title: document.querySelector("h1").textContent,
    problems: document.documentElement.dataset.problems,
  }));
}

/** Jest's page: a DOM without `TextDecoder`, `TextEncoder`, `matchMedia` and `fetch`. */
async function jsdom(t) {
  const projectConfig = { testEnvironmentOptions: {}, rootDir: folder, globals: {} };
  const environment = new Environment({ projectConfig, globalConfig: {} }, { console, testPath: folder });
  await environment.setup();
  t.after(() => environment.teardown());
  return environment;
}

describe("jest-environment-jsdom", () => {
  for (const entry of ENTRIES)
    test(`nothing runs when tailorbird${entry} is imported`, async (t) => {
      const { global, dom } = await jsdom(t);
      assert.equal(global.TextDecoder, undefined);
      dom.window.eval(await bundled(`export * from "tailorbird${entry}"`, { format: "iife", globalName: "entry" }));
      assert.ok(Object.keys(global.entry).length > 0);
    });

  test("open answers with a problem where a part of the platform is missing, and works where it is there", async (t) => {
    const { global, dom } = await jsdom(t);
    const code = `import { open } from "tailorbird"; import bytes from "./bytes.js";
      export default () => { const page = open(bytes, { now: Date.UTC(2026, 10, 23, 19), timeZone: "UTC" }); page.render();
        return [page.problems.map(({ message }) => message), document.querySelector("h1").textContent]; };`;
    dom.window.document.body.innerHTML = '<section data-tb-slot="hero"><h1 data-tb-text="title">Welcome</h1></section>';
    dom.window.eval(await bundled(code, { format: "iife", globalName: "entry" }));
    global.console = { warn() {} };
    const [[problem, ...others], title] = JSON.parse(JSON.stringify(global.entry.default()));
    assert.match(problem, /Text(De|En)coder/);
    assert.deepEqual({ others, title }, { others: [], title: "Welcome" });
    Object.assign(global, { TextDecoder, TextEncoder });
    assert.deepEqual(JSON.parse(JSON.stringify(global.entry.default())), [[], "Good evening"]);
  });
});

test("a bundler keeps what is imported for what it does, and nothing of what is not used", async () => {
  for (const name of SCRIPTS) {
    const text = await bundled(`import "tailorbird/${name}.js"`, { format: "esm" });
    assert.match(text, /tailorbirdHold/, name);
  }
  for (const name of ["element", "privacy"])
    assert.match(await bundled(`import "tailorbird/${name}"`, { format: "esm" }), /customElements/, name);
  for (const entry of ENTRIES.filter((entry) => !/element|privacy/.test(entry)))
    assert.equal((await bundled(`import "tailorbird${entry}"`, { format: "esm", minify: true })).trim(), "", entry);
});

test("CommonJS: every entry can be required, in the versions of Node that the package names", async () => {
  const names = JSON.stringify(ENTRIES);
  const code = `for (const entry of ${names}) if (Object.keys(require("tailorbird" + entry)).length === 0) throw entry;
    const { open } = require("tailorbird");
    console.log(open(new Uint8Array(), { root: null }).problems.length);`;
  await writeFile(`${folder}/required.cjs`, code);
  const { code: exit, output } = await capture(process.execPath, ["--no-warnings", "required.cjs"], { cwd: folder });
  assert.equal(exit, 0, output);
  assert.equal(output.trim().split("\n").at(-1), "1", output);
});
