// A site passes through the plugin in each bundler: built for visitors, or as while it is developed.

import { resolve } from "node:path";
import { rspack } from "@rspack/core";
import { build as esbuild } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { build as viteBuild } from "vite";
import { build as vite7Build } from "vite-7";
import webpack from "webpack";

/** Each writes one module to `out` and answers what it said. It rejects with what is wrong.
 *  @param plugins `tailorbird/plugin` */
export const hosts = {
  "Vite 8": (...given) => vite(viteBuild, ...given),
  "Vite 7": (...given) => vite(vite7Build, ...given),

  // These two know no root but the folder in which they run.
  async Rollup({ root, out, plugins, options }) {
    const said = [];
    process.chdir(root);
    const bundle = await rollup({
      input: `${root}/main.js`,
      plugins: [plugins.rollup(options)],
      onLog: (_, log) => said.push(log.message),
    });
    await bundle.write({ file: out, format: "es" });
    return said.join("\n");
  },

  async Rolldown({ root, out, plugins, options }) {
    const said = [];
    process.chdir(root);
    const bundle = await rolldown({
      input: `${root}/main.js`,
      plugins: [plugins.rolldown(options)],
      onLog: (_, log) => said.push(log.message),
    });
    await bundle.write({ file: out, format: "es" });
    await bundle.close();
    return said.join("\n");
  },

  async esbuild({ root, out, plugins, options, isDeveloped }) {
    const { warnings } = await esbuild({
      absWorkingDir: root,
      entryPoints: ["./main.js"],
      bundle: true,
      minify: !isDeveloped,
      format: "esm",
      outfile: out,
      logLevel: "silent",
      plugins: [plugins.esbuild(options)],
    });
    return warnings.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`).join("\n");
  },

  webpack: (given) => compiled(webpack, given.plugins.webpack, given),
  Rspack: (given) => compiled(rspack, given.plugins.rspack, given),
};

async function vite(build, { root, out, plugins, options }) {
  const said = [];
  const note = (text) => said.push(text);
  await build({
    root,
    logLevel: "silent",
    configFile: false,
    plugins: [plugins.vite(options)],
    customLogger: { info() {}, warn: note, warnOnce: note, error: note, clearScreen() {}, hasErrorLogged: () => false },
    build: {
      outDir: resolve(out, ".."),
      emptyOutDir: false,
      lib: { entry: "main.js", formats: ["es"], fileName: () => out.split("/").at(-1) },
    },
  });
  return said.join("\n");
}

/** The same without the plugin: the manifest goes through the loader. */
export const loaders = {
  webpack: (given) => run(webpack, withLoader(given)),
  Rspack: (given) => run(rspack, withLoader(given)),
};

function withLoader(given) {
  const loader = { loader: "tailorbird/loader", options: given.options };
  const rule = { test: /tailorbird\.json$/, type: "javascript/auto", use: [loader] };
  const resolved = { alias: { "tailorbird/page": `${given.root}/tailorbird.json` } };
  return { ...configuration(given), module: { rules: [rule] }, resolve: resolved };
}

/** webpack and Rspack are called alike. */
const compiled = (bundler, plugin, given) =>
  run(bundler, { ...configuration(given), plugins: [plugin(given.options)] });

function configuration({ root, out, isDeveloped }) {
  const output = { path: resolve(out, ".."), filename: out.split("/").at(-1) };
  const mode = isDeveloped ? "development" : "production";
  return { mode, devtool: false, context: root, entry: "./main.js", output };
}

function run(bundler, config) {
  return new Promise((done, reject) => {
    bundler(config, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString({ all: false, errors: true })));
      else done(stats.toString({ all: false, warnings: true }));
    });
  });
}
