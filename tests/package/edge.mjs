// Every entry on platforms that forbid compiling WebAssembly at run time: workerd, and the edge runtime of Next and Vercel.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { test } from "node:test";
import { EdgeVM } from "@edge-runtime/vm";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { folder } from "./consumer.mjs";

/** What site/worker.js answers: each entry's title, and that no page has a problem. */
const EXPECTED = {
  titles: Object.fromEntries(
    ["tailorbird", "contextual", "full", "slim", "author", "server"].map((name) => [name, "Good evening"]),
  ),
  embedded: true,
  defined: ["c15t", "gpp", "indexed", "klaro", "memory", "tcf", "vanillaCookieConsent"],
  best: true,
  next: [["tyre-repair", "like"]],
  like: ["bread"],
  refused: "this file of vectors is cut off: it ends after 100 bytes",
  problems: [],
};

const bundle = (options) =>
  build({ entryPoints: [`${folder}/worker.js`], bundle: true, format: "esm", logLevel: "error", ...options });

test("workerd: every entry works, and its modules are those that the platform compiles", async (t) => {
  const out = `${folder}/out-workerd`;
  const { metafile } = await bundle({
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
    assetNames: "[name]",
    outdir: out,
    metafile: true,
  });
  const modules = Object.keys(metafile.outputs).map((path) => `${out}/${basename(path)}`);
  const worker = new Miniflare({
    modulesRoot: out,
    modules: modules
      .sort((a) => (a.endsWith("worker.js") ? -1 : 1))
      .map((path) => ({ type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path })),
    compatibilityDate: "2026-01-01",
  });
  t.after(() => worker.dispose());
  const response = await worker.dispatchFetch("http://localhost/");
  assert.deepEqual(await response.json(), EXPECTED);
});

/** As Next's bundler does it: `x.wasm?module` is a global that holds the compiled module. */
const compiledByNext = (found) => ({
  name: "compiled by Next",
  setup(build) {
    build.onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
      path: `${resolveDir}/${path.replace("?module", "")}`,
      namespace: "wasm",
    }));
    build.onLoad({ filter: /./, namespace: "wasm" }, async ({ path }) => {
      const name = `wasm_${basename(path, ".wasm").replace("-", "_")}`;
      found[name] = new WebAssembly.Module(await readFile(path));
      return { contents: `export default ${name}` };
    });
  },
});

test("edge-light: every entry works in a runtime that compiles nothing", async () => {
  const modules = {};
  const { outputFiles } = await bundle({
    conditions: ["edge-light", "worker"],
    format: "iife",
    globalName: "worker",
    write: false,
    plugins: [compiledByNext(modules)],
  });
  const runtime = new EdgeVM({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, modules),
  });
  assert.throws(
    () => runtime.evaluate("new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0]))"),
    /CompileError/,
  );
  runtime.evaluate(outputFiles[0].text);
  const response = await runtime.evaluate("worker.default.fetch()");
  assert.deepEqual(await response.json(), EXPECTED);
});
