/** What a build writes, and where: the module, its types, files beside it, and pages. */

import { readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { Built, BuiltFile } from "../entries/build.js";
import type { Building } from "./build-args.js";
import { type Filled, filled } from "./fill.js";
import { writeAll } from "./outputs.js";

/** Where files lie that have a hash in their names, and how the names begin. */
export interface Layout {
  readonly folder: string;
  readonly stem: string;
}

/** Beside the module; where there is none, in the folder that all pages are in. */
export function layoutOf({ file, out }: Building, pages: readonly string[]): Layout {
  if (out !== undefined) return { folder: dirname(out), stem: basename(out).replace(/(\.tailorbird)?\.m?js$/, "") };
  return { folder: around(pages.map((page) => dirname(page))), stem: basename(file).replace(/\.json$/, "") };
}

function around([first = ".", ...others]: readonly string[]): string {
  const contains = (folder: string): boolean => others.every((other) => !relative(folder, other).startsWith(".."));
  let folder = first;
  while (!contains(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The files that lie there: without a module nobody fetches the engine. */
export function filesIn({ files = [] }: Built, hasModule: boolean): readonly BuiltFile[] {
  return hasModule ? files : files.filter(({ name }) => !name.endsWith(".wasm"));
}

/** The pages with the script in them; none if one has no place for it, which is said. */
export function pagesWith(pages: readonly string[], { script, scriptFor }: Built, { folder }: Layout) {
  const all: Filled[] = [];
  for (const page of pages) {
    const inline = scriptFor ? (lang: string) => scriptFor(lang, addressFrom(page, folder)) : script;
    all.push(filled(page, undefined, { scripts: { inline } }));
  }
  return all.every(({ isMissing }) => !isMissing) ? all : undefined;
}

/** A folder as a page beside it, or above or below it, addresses it. */
function addressFrom(page: string, folder: string): string {
  const parts = relative(dirname(page), folder).split(sep).filter(Boolean);
  const path = parts.map(encodeURIComponent).join("/");
  return parts[0] === ".." ? path : `./${path}`.replace(/\/$/, "");
}

/** Writes everything, or nothing, and removes files that only the build before this one names. */
export function writeBuilt(out: string | undefined, built: Built, pages: readonly Filled[], layout: Layout): void {
  const files = filesIn(built, out !== undefined);
  const before = [...(out === undefined ? [] : [out]), ...pages.map(({ page }) => page)].map(textAt);
  const stale = staleFiles(before.join("\n"), files, layout);
  const module: [string, string][] =
    out === undefined
      ? []
      : [
          [out, built.code ?? ""],
          [out.replace(/\.(m?)js$/, ".d.$1ts"), built.types ?? ""],
        ];
  const beside = files.map(({ name, bytes }): [string, Uint8Array] => [join(layout.folder, name), bytes]);
  writeAll(
    new Map<string, string | Uint8Array>([
      ...beside,
      ...module,
      ...pages.map(({ page, html }): [string, string] => [page, html]),
    ]),
  );
  for (const old of stale) rmSync(old, { force: true });
}

function staleFiles(text: string, files: readonly BuiltFile[], { folder, stem }: Layout): string[] {
  const named = new Set(
    [...text.matchAll(/"(?:[^"]*\/)?([^"/]+-[\da-f]{10}\.(?:wasm|txt))"/g)].map(([, name]) => name),
  );
  const known = new Set(files.map(({ name }) => encodeURIComponent(name)));
  return [...named]
    .filter((name): name is string => !!name?.startsWith(`${encodeURIComponent(stem)}-`) && !known.has(name))
    .map((name) => join(folder, decodeURIComponent(name)));
}

function textAt(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
