// What other people made and is built in → its notices, dist/LICENSES.txt. The lists are those of the tools that build it in; what
// has no notice ends the build.

import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inRoot } from "./paths.mjs";
import { capture } from "./run.mjs";
import { builds, crateOf } from "./wasm.mjs";

/** Data of others in src/, and whose it is. `tests/licences.mjs` finds those that are missing here. */
export const DATA = {
  "src/manifest/zones.txt": "IANA time zone database (public domain)",
  "src/manifest/lower/distances.txt": "unicode",
  "src/rule/pattern/case_folding.rs": "unicode",
  "copy/src/entity/tlds.txt": "IANA root zone database (public domain)",
};

/** The npm packages whose files a bundle has, by esbuild's lists of inputs. */
export function packagesIn(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const names = inputs.flatMap(
    (file) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}

/** The crates that are compiled into any WebAssembly that is shipped. */
export async function crates() {
  const found = new Set();
  const target = ["--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown"];
  for (const [name, features] of Object.entries(builds)) {
    const of = ["--package", crateOf(name), ...features];
    const lines = await cargo("tree", ...target, "--prefix", "none", "--format", "{p}", ...of);
    // Cargo also says that it waits for another one.
    for (const [crate] of lines.matchAll(/^[\w-]+ v\d[^ \n]*/gm)) found.add(crate);
  }
  const own = [...found].filter((name) => /^(tailorbird|aggregate|copy|learn|vectors) /.test(name));
  for (const name of own) found.delete(name);
  return [...found].sort();
}

async function cargo(...args) {
  const { code, output } = await capture("cargo", args);
  if (code !== 0) throw new Error(output);
  return output;
}

/** Where the sources of a crate are, by its name and version. */
async function folders() {
  const text = await cargo("metadata", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown");
  const { packages } = JSON.parse(text.slice(text.indexOf("{")));
  return new Map(packages.map(({ name, version, manifest_path }) => [`${name} v${version}`, dirname(manifest_path)]));
}

/** The texts in a folder. Of a choice of licences the one of MIT is taken; what Unicode has in it comes besides. */
export async function textsIn(folder, name) {
  const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
  const plain = files.find((file) => /mit/i.test(file)) ?? files.find((file) => !/unicode|apache/i.test(file));
  if (!plain) throw new Error(`${name} is built in and has no licence that could be told`);
  const wanted = [plain, ...files.filter((file) => /unicode/i.test(file))];
  return Promise.all(wanted.map(async (file) => (await readFile(join(folder, file), "utf8")).trim()));
}

const section = (title, texts) => `${[title, ...texts].join("\n\n")}\n`;

/** @param metafiles What esbuild tells of its builds. */
export async function notices(metafiles) {
  const sections = [];
  for (const name of packagesIn(metafiles))
    sections.push(section(`${name} (npm)`, await textsIn(inRoot(`node_modules/${name}`), name)));
  const places = await folders();
  for (const name of await crates())
    sections.push(section(`${name} (crate, in the WebAssembly)`, await textsIn(places.get(name) ?? "", name)));
  const kept = async (name) => (await readFile(inRoot(`scripts/licences/${name}.txt`), "utf8")).trim();
  sections.push(section("core, alloc and compiler_builtins of Rust (in the WebAssembly)", [await kept("rust")]));
  const unicode = "CLDR and the Unicode Character Database (data in the WebAssembly)";
  sections.push(section(unicode, [await kept("unicode")]));
  sections.push(section("IANA time zone database (data in author.wasm)", ["It is in the public domain."]));
  return sections.join("\n\n");
}
