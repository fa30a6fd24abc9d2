// Bundlers that watch: each tells `result` after every build what was wrong with it, or nothing, and answers how it is ended.

import { resolve } from "node:path";
import { rspack } from "@rspack/core";
import { context } from "esbuild";
import { watch as watchRolldown } from "rolldown";
import { watch as watchRollup } from "rollup";
import webpack from "webpack";

export const watchers = {
  Rollup: (given, result) => rollupLike(watchRollup, given.plugins.rollup, given, result),
  Rolldown: (given, result) => rollupLike(watchRolldown, given.plugins.rolldown, given, result),
  webpack: (given, result) => webpackLike(webpack, given.plugins.webpack, given, result),
  Rspack: (given, result) => webpackLike(rspack, given.plugins.rspack, given, result),

  async esbuild({ root, out, plugins }, result) {
    const told = {
      name: "told",
      setup: (build) =>
        build.onEnd(({ errors, warnings }) => result([...errors, ...warnings].map(({ text }) => text).join())),
    };
    const options = { absWorkingDir: root, entryPoints: ["./main.js"], bundle: true, format: "esm", outfile: out };
    const building = await context({ ...options, logLevel: "silent", plugins: [plugins.esbuild(), told] });
    await building.watch();
    return () => building.dispose();
  },
};

function rollupLike(watch, plugin, { root, out }, result) {
  process.chdir(root);
  const watcher = watch({
    input: `${root}/main.js`,
    output: { file: out, format: "es" },
    plugins: [plugin()],
    onLog() {},
  });
  watcher.on("event", (event) => {
    if (event.code === "BUNDLE_END" || event.code === "ERROR") event.result?.close();
    if (event.code === "BUNDLE_END") result("");
    if (event.code === "ERROR") result(event.error.message);
  });
  return () => watcher.close();
}

function webpackLike(bundler, plugin, { root, out }, result) {
  const output = { path: resolve(out, ".."), filename: out.split("/").at(-1) };
  const config = { mode: "development", devtool: false, context: root, entry: "./main.js", output };
  const watching = bundler({ ...config, plugins: [plugin()] }).watch({}, (error, stats) =>
    result(error?.message ?? (stats.hasErrors() ? stats.toString({ all: false, errors: true }) : "")),
  );
  return () => new Promise((done) => watching.close(done));
}
