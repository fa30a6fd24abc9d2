// js/ and target/glue become dist/: one minified file an entry, and its declarations.

import { chmod, copyFile, mkdir, readFile, rm } from "node:fs/promises";
import { carry } from "./carry.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { assemble } from "./wasm.mjs";

const TYPED = ["index", "full", "slim", "author", "element"];

export async function bundle() {
  await rm(inRoot("dist"), { recursive: true, force: true });
  await mkdir(inRoot("dist"));
  // Imported here and not above, because node_modules may not be there when the harness starts.
  const { build } = await import("esbuild");
  const common = {
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    outdir: inRoot("dist"),
    logLevel: "warning",
    plugins: [generated],
  };
  await build({
    ...common,
    entryPoints: ["index", "full", "slim", "workerd", "author", "element"].map((name) => inRoot(`js/${name}.ts`)),
  });
  await build({
    ...common,
    entryPoints: [inRoot("js/cli.ts")],
    platform: "node",
    external: ["./author.js"],
    banner: { js: "#!/usr/bin/env node" },
  });
  await chmod(inRoot("dist/cli.js"), 0o755);
  for (const name of ["runtime", "full"])
    await copyFile(inRoot(`target/glue/${name}.wasm`), inRoot(`dist/${name}.wasm`));
  await copyFile(inRoot("schema/manifest.schema.json"), inRoot("dist/manifest.schema.json"));
  await declarations();
}

/** Resolves the kinds of module that js/glue.d.ts declares. */
const generated = {
  name: "generated",
  setup(build) {
    build.onResolve({ filter: /^glue:/ }, ({ path }) => ({
      path: inRoot(`target/glue/${path.slice(5)}.js`),
      sideEffects: false,
    }));
    build.onResolve({ filter: /^module:full$/ }, () => ({ path: "./full.wasm", external: true }));
    build.onResolve({ filter: /^text:/ }, ({ path }) => ({
      path: path.slice(5),
      namespace: "text",
      sideEffects: false,
    }));
    build.onResolve({ filter: /^bytes:/ }, ({ path }) => ({
      path: path.slice(6),
      namespace: "bytes",
      sideEffects: false,
    }));
    build.onLoad({ filter: /./, namespace: "bytes" }, async ({ path }) => ({
      contents: `export default ${JSON.stringify([...(await assemble(path))])}`,
    }));
    build.onLoad({ filter: /./, namespace: "text" }, async ({ path }) => {
      const bytes = await readFile(inRoot(`target/glue/${path}.wasm`));
      return { contents: `export default ${JSON.stringify(carry(bytes))}` };
    });
  },
};

async function declarations() {
  await run(process.execPath, [inRoot("node_modules/typescript/bin/tsc"), "--project", inRoot("tsconfig.json")]);
  for (const name of ["types", "fetch", "simulate", ...TYPED])
    await copyFile(inRoot(`target/types/${name}.d.ts`), inRoot(`dist/${name}.d.ts`));
}
