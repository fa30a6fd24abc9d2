// A consumer's folder passes through each bundler with nothing configured but the way in and the way out.

import { copyFile } from "node:fs/promises";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { build as viteBuild } from "vite";
import webpack from "webpack";

/** Each leaves an index.html in the folder that it is given. */
export const bundlers = {
  async Vite(folder, out) {
    await viteBuild({ root: folder, configFile: false, logLevel: "error", build: { outDir: out } });
  },

  async webpack(folder, out) {
    const output = { path: out, filename: "main.js" };
    await new Promise((resolve, reject) => {
      webpack({ mode: "production", context: folder, entry: "./main.js", output }, (error, stats) => {
        if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString()));
        else resolve();
      });
    });
    await page(folder, out);
  },

  async Rollup(folder, out) {
    const bundle = await rollup({ input: `${folder}/main.js`, plugins: [nodeResolve()] });
    await bundle.write({ file: `${out}/main.js`, format: "es" });
    await page(folder, out);
  },

  async esbuild(folder, out) {
    await esbuild({ entryPoints: [`${folder}/main.js`], bundle: true, format: "esm", outfile: `${out}/main.js` });
    await page(folder, out);
  },

  async "esbuild, minified"(folder, out) {
    const options = { bundle: true, minify: true, format: "iife", outfile: `${out}/main.js` };
    await esbuild({ entryPoints: [`${folder}/main.js`], ...options });
    await page(folder, out);
  },
};

async function page(folder, out) {
  await copyFile(`${folder}/index.html`, `${out}/index.html`);
}
