// js/ and target/glue become dist/: one minified file an entry, and its declarations.

import { readFileSync } from "node:fs";
import { chmod, copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { carry, encoder } from "./carry.mjs";
import { bundled, hands } from "./hands.mjs";
import { notices, packagesIn } from "./licences.mjs";
import { OWN_NAMES } from "./own-names.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { assemble } from "./wasm.mjs";

/** Modules for browsers. */
const MODULES = [
  "index",
  "contextual",
  "full",
  "slim",
  "author",
  "analyze",
  "element",
  "privacy",
  "consent",
  "keepers",
  "aggregate",
  "copy",
  "recommend",
  "randomise",
  "report",
];
/** Modules that carry an engine, and so are there a second time: for platforms that compile it when it is deployed. */
const EDGE = ["contextual", "full", "slim", "author", "analyze", "recommend", "server"];
/** The engines as files, and what of a platform's own import each of them is. */
const ENGINES = ["contextual", "runtime", "full", "author", "analysis", "scorer", "scorer-wide"];
/** Scripts that stand in pages. */
const CLASSIC = ["inline", "inline-contextual", "inline-full", "hold"];
export async function bundle() {
  await rm(inRoot("dist"), { recursive: true, force: true });
  await mkdir(inRoot("dist"));
  // Imported here and not above, because node_modules may not be there when a script starts.
  const { build: esbuild } = await import("esbuild");
  const common = {
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    outdir: inRoot("dist"),
    logLevel: "warning",
    plugins: [generated, carried],
    define: everything(),
    metafile: true,
  };
  const made = [];
  const build = async (options) => made.push((await esbuild(options)).metafile);
  for (const name of MODULES)
    await build({ ...common, ...short, define: constants(name), entryPoints: [inRoot(`js/entries/${name}.ts`)] });
  await classic(build, { ...common, ...short });
  await tighten();
  await copyFile(inRoot("target/glue/copy.wasm"), inRoot("dist/copy.wasm"));
  await build({ ...common, entryPoints: [inRoot("js/entries/server.ts")] });
  await edge(build, common);
  await build({
    ...common,
    entryPoints: { cli: inRoot("js/cli/main.ts") },
    platform: "node",
    plugins: [beside],
    banner: { js: "#!/usr/bin/env node" },
  });
  await site(build, common);
  await plugin(build, common);
  await writeFile(inRoot("dist/LICENSES.txt"), await notices(made));
  await writeFile(inRoot("target/built-in.json"), JSON.stringify(packagesIn(made)));
  await chmod(inRoot("dist/cli.js"), 0o755);
  for (const name of ["brief", "manifest", "voice"])
    await copyFile(inRoot(`schema/${name}.schema.json`), inRoot(`dist/${name}.schema.json`));
  await declarations();
}

/** What only pages have that are built for one manifest. */
const BUILT = ["$inline", "$separate", "$split"];

/** The constants of pages that are built for one manifest; everything else has everything but what only they have. */
export function everything() {
  const text = readFileSync(inRoot("js/engine/generated.d.ts"), "utf8");
  return Object.fromEntries(
    [...text.matchAll(/^declare const (\$[a-z]+): boolean;$/gm)].map(([, name]) => [
      name,
      String(!BUILT.includes(name)),
    ]),
  );
}

/** The same for an entry: only tools force variants and rank lists, and those that are chosen because they are small take in no newer program. */
const constants = (entry) => ({
  ...everything(),
  ...(entry !== "author" && { $force: "false", $rank: "false", $bandit: "false", $floor: "false", $odds: "false" }),
  ...(entry.includes("contextual") && { $load: "false" }),
});

/** The names of the package's own. */
const short = { mangleProps: new RegExp(`^(?:${OWN_NAMES.join("|")})$`) };

/** What browsers download goes through a second minifier: 600 bytes less after brotli, of 57,800. The second alone takes 250
 *  to 400 more than both, because it leaves private names as long as they are. */
async function tighten() {
  const { minify } = await import("terser");
  for (const name of [...MODULES, ...CLASSIC]) {
    const file = inRoot(`dist/${name}.js`);
    const classic = CLASSIC.includes(name);
    const { code } = await minify(await readFile(file, "utf8"), {
      module: !classic,
      ecma: 2020,
      // No getter here does anything but answer.
      compress: { passes: 3, inline: 1, sequences: false, pure_getters: true },
      format: { ascii_only: classic },
    });
    if (classic && /<\/script|<!--/i.test(code)) throw new Error(`dist/${name}.js cannot stand in a page`);
    await writeFile(file, code);
  }
}

/** Scripts for pages, which may stand in a page of any charset: nothing in them may end the element that they stand in. */
async function classic(build, common) {
  for (const name of CLASSIC) {
    const entryPoints = [inRoot(`js/entries/${name}.ts`)];
    await build({ ...common, define: constants(name), entryPoints, format: "iife", charset: "ascii" });
  }
}

/** Platforms that forbid compiling import the engine as a file. How they name it differs, so that each has a file of one line;
 *  `imports` in package.json tells which is whose. */
async function edge(build, common) {
  for (const name of EDGE)
    await build({
      ...common,
      define: constants(name),
      entryPoints: [inRoot(`js/entries/${name}.ts`)],
      outdir: inRoot("dist/edge"),
      plugins: [generated, deployed],
    });
  for (const name of ENGINES) {
    await copyFile(inRoot(`target/glue/${name}.wasm`), inRoot(`dist/${name}.wasm`));
    for (const [platform, query] of Object.entries({ workerd: "", "edge-light": "?module" }))
      await writeFile(
        inRoot(`dist/edge/${name}.${platform}.js`),
        `export { default } from "../${name}.wasm${query}";\n`,
      );
  }
}

/** What a module for one manifest is made of: the engine with its marks, the hands as parts, and what puts them together. */
async function site(build, common) {
  await copyFile(inRoot("target/glue/marked.wasm"), inRoot("dist/engine.wasm"));
  const text = await bundled("site", [generated], OWN_NAMES);
  await writeFile(inRoot("dist/hands.json"), JSON.stringify(await hands(text)));
  await build({
    ...common,
    entryPoints: [inRoot("js/entries/build.ts")],
    platform: "node",
    plugins: [generated, beside],
  });
  const tools = ["copy-rows", "learn", "logs", "vectors", "vectors-worker"];
  await build({ ...common, entryPoints: tools.map((name) => inRoot(`js/entries/${name}.ts`)), platform: "node" });
  for (const name of ["learn", "vectors"])
    await copyFile(inRoot(`target/glue/${name}.wasm`), inRoot(`dist/${name}.wasm`));
}

/** The bundler plugin. unplugin hands webpack and Rspack two files of its own, which it looks for beside itself. */
async function plugin(build, common) {
  // What is required at run time needs a `require`, which modules do not have.
  const js =
    'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';
  const node = { ...common, platform: "node", plugins: [required, beside] };
  await build({ ...node, entryPoints: ["page", "loader"].map((name) => inRoot(`js/entries/${name}.ts`)) });
  await build({ ...node, banner: { js }, entryPoints: [inRoot("js/entries/plugin.ts")] });
  const loaders = ["webpack", "rspack"].map((name) => `${name}/loaders/load`);
  const entryPoints = Object.fromEntries(
    loaders.map((name) => [name, inRoot(`node_modules/unplugin/dist/${name}.mjs`)]),
  );
  await build({ ...node, entryPoints, outExtension: { ".js": ".mjs" } });
}

/** Builds in what unplugin requires at run time. */
const required = {
  name: "required",
  setup(build) {
    build.onLoad({ filter: /[\\/]unplugin[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const call = '__require("webpack-virtual-modules")';
      if (!text.includes(call)) throw new Error(`unplugin does not say ${call} any more`);
      return { contents: text.replace(call, 'require("webpack-virtual-modules")') };
    });
  },
};

/** Resolves the kinds of module that js/engine/generated.d.ts declares. */
export const generated = {
  name: "generated",
  setup(build) {
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
      contents: `export default ${JSON.stringify((await encoder()).spell(await assemble(path)))}`,
    }));
    build.onLoad({ filter: /./, namespace: "text" }, async ({ path }) => {
      const bytes = await readFile(inRoot(`target/glue/${path}.wasm`));
      return { contents: `export default ${JSON.stringify(await carry(bytes))}` };
    });
  },
};

/** Generates the modules of one kind, each by its name. */
const kind = (build, name, contents) => {
  const namespace = name;
  build.onResolve({ filter: new RegExp(`^${name}:`) }, ({ path }) => ({
    path: path.slice(name.length + 1),
    namespace,
    sideEffects: false,
  }));
  build.onLoad({ filter: /./, namespace }, ({ path }) => ({
    contents: contents(path),
    resolveDir: inRoot("js/engine"),
  }));
};

/** Pages carry the engine as text. */
const carried = {
  name: "carried",
  setup(build) {
    kind(
      build,
      "compiled",
      (name) =>
        `import text from "text:${name}"; import { decodeModule } from "./decode.js";` +
        "export default () => decodeModule(text);",
    );
    kind(build, "source", (name) => `export default () => new URL("./${name}.wasm", import.meta.url);`);
  },
};

/** Elsewhere the platform has compiled it. */
const deployed = {
  name: "deployed",
  setup(build) {
    build.onResolve({ filter: /^#engine\// }, ({ path }) => ({ path, external: true }));
    for (const name of ["compiled", "source"])
      kind(build, name, (engine) => `import module from "#engine/${engine}"; export default () => module;`);
  },
};

/** The command line takes the other entries from the files beside it. */
const beside = {
  name: "beside",
  setup(build) {
    build.onResolve({ filter: /\/entries\/[\w-]+\.js$/ }, ({ path }) => ({
      path: `./${basename(path)}`,
      external: true,
    }));
  },
};

async function declarations() {
  await rm(inRoot("target/types"), { recursive: true, force: true });
  await run(process.execPath, [inRoot("node_modules/typescript/bin/tsc"), "--project", inRoot("tsconfig.json")]);
  await cp(inRoot("target/types"), inRoot("dist/types"), { recursive: true });
}
