// Measures the ways to carry WebAssembly in JavaScript, before and after other people's bundlers: the table in js/engine/decode.ts.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { carry } from "./carry.mjs";
import { inRoot } from "./paths.mjs";

const ESCAPES = { "\0": "\\0", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\" };

/** Nothing is escaped but what a string literal cannot hold. */
function literal(text) {
  const escaped = (each, at) => (each === "\0" && /\d/.test(text[at + 1]) ? "\\x00" : ESCAPES[each]);
  return `"${text.replace(/[\0\n\r"\\]/g, escaped)}"`;
}

/** Bytes to the source text of a string. */
const carriers = {
  base64: (bytes) => JSON.stringify(Buffer.from(bytes).toString("base64")),
  hex: (bytes) => JSON.stringify(Buffer.from(bytes).toString("hex")),
  "Latin-1": (bytes) => literal(Buffer.from(bytes).toString("latin1")),
  ASCII: async (bytes) => JSON.stringify(await carry(bytes)),
};

/** An entry's path and a folder to work in, to the bundle's text. */
const bundlers = {
  none: (entry) => readFile(entry, "utf8"),
  esbuild: (entry) => withEsbuild(entry, false),
  "esbuild min": (entry) => withEsbuild(entry, true),
  Rollup: async (entry) => {
    const bundle = await rollup({ input: entry });
    return (await bundle.generate({ format: "es" })).output[0].code;
  },
  webpack: withWebpack,
  Vite: async (entry, folder) => {
    const options = { write: false, modulePreload: false, rollupOptions: { input: entry } };
    const { output } = await vite({ root: folder, configFile: false, logLevel: "silent", build: options });
    return output[0].code;
  },
};

async function withEsbuild(entry, minify) {
  const { outputFiles } = await esbuild({ entryPoints: [entry], bundle: true, format: "esm", minify, write: false });
  return outputFiles[0].text;
}

function withWebpack(entry, folder) {
  return new Promise((resolve, reject) => {
    const output = { path: folder, filename: "webpack.js" };
    webpack({ mode: "production", context: folder, entry, output }, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString()));
      else resolve(readFile(`${folder}/webpack.js`, "utf8"));
    });
  });
}

/** Runs the bundle and hands back the text that it carries. */
function carried(code) {
  const reader = {};
  new Function("carrier", code)(reader);
  return reader.text;
}

/** What a page without a charset makes of a classic script. */
const misread = (code) => new TextDecoder("windows-1252").decode(Buffer.from(code));

const wasm = await readFile(inRoot("target/glue/runtime.wasm"));
const folder = inRoot("target/carriers");
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
console.log(
  `the WebAssembly itself: ${wasm.length} raw, ${gzipSync(wasm, { level: 9 }).length} gzip, ${brotliCompressSync(wasm).length} brotli`,
);
for (const [carrier, write] of Object.entries(carriers)) {
  const entry = `${folder}/entry.js`;
  await writeFile(entry, `carrier.text = ${await write(wasm)};`);
  const text = carried(await readFile(entry, "utf8"));
  for (const [bundler, bundle] of Object.entries(bundlers)) {
    const code = await bundle(entry, folder);
    const survived = carried(code) === text ? "survives" : "IS LOST";
    const anywhere = carried(misread(code)) === text ? "in any charset" : "only as UTF-8";
    const figures = [Buffer.byteLength(code), gzipSync(code, { level: 9 }).length, brotliCompressSync(code).length];
    console.log(
      `${carrier.padEnd(9)}${bundler.padEnd(12)}${figures.map((bytes) => String(bytes).padStart(8)).join("")}  ${survived} ${anywhere}`,
    );
  }
}
