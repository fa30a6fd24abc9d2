/** `tailorbird build FILE`: a module for one manifest, or a script in the pages themselves. */

import { basename, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { type Built, type BuiltFile, build } from "../entries/build.js";
import type { Building } from "./build-args.js";
import { type Filled, hash } from "./fill.js";
import { filesOf } from "./glob.js";
import { filesIn, type Layout, layoutOf, pagesWith, writeBuilt } from "./layout.js";
import { optionsFor, textOf } from "./manifest.js";
import { count, say, tell } from "./say.js";
import { Unusable } from "./usable.js";
import { watchAll } from "./watch.js";

/** Builds once, or again and again. Returns the exit code. */
export async function runBuild(building: Building): Promise<number> {
  if (!building.watch) return (await buildOnce(building)).code;
  // A name that is wrong from the beginning is nothing to wait for.
  textOf(building.file);
  await watchAll(
    () => [building.file, ...pagesOf(building)],
    async () => {
      const { pages } = await buildOnce(building).catch(told);
      say(`watching ${building.file}: Ctrl-C ends it`);
      return pages;
    },
  );
  return 0;
}

interface Outcome {
  /** The exit code. */
  readonly code: number;
  /** The pages that were filled. */
  readonly pages: ReadonlyMap<string, string>;
}

const failed = (code: number): Outcome => ({ code, pages: new Map() });

/** While somebody watches, a file that is missing or locked may come back. */
function told(thrown: unknown): Outcome {
  if (!(thrown instanceof Unusable)) throw thrown;
  say(`tailorbird: ${thrown.message}`);
  return failed(2);
}

/** Those that are there. */
function pagesOf({ pages }: Building): readonly string[] {
  try {
    return filesOf(pages);
  } catch {
    return [];
  }
}

async function buildOnce(building: Building): Promise<Outcome> {
  const { file, out, extras, separate } = building;
  const text = textOf(file);
  const pages = filesOf(building.pages);
  const layout = layoutOf(building, pages);
  const options = await optionsFor(file, text, new Date(), say);
  const built = build(text, { ...options, with: extras, separate: separate ? layout.stem : undefined });
  tell(file, text, built.problems);
  say(`${file}: ${count(built.problems, "error")}, ${count(built.problems, "warning")}`);
  const inPages = built.code === undefined ? undefined : pagesWith(pages, built, layout);
  if (!inPages) return failed(1);
  writeBuilt(out, built, inPages, layout);
  sayAll(out, built, inPages, layout);
  return { code: 0, pages: new Map(inPages.map(({ page, html }) => [page, html])) };
}

function sayAll(out: string | undefined, built: Built, pages: readonly Filled[], { folder }: Layout): void {
  const has = `with ${built.uses?.join(", ") || "nothing but plain words"}`;
  if (out !== undefined) say(`${out}: ${sizeOf(built.code)} bytes after brotli, ${has}`);
  const files = filesIn(built, out !== undefined);
  for (const { name, bytes } of files) say(`${join(folder, name)}: ${sizeOf(bytes)} bytes after brotli`);
  if (out !== undefined && files.length) sayLinks(out, files);
  for (const { page, written } of pages)
    say(`${page}: has a script of ${sizeOf(written[0])} bytes after brotli, ${has}`);
  if (pages.length) sayPolicy(pages, files.length > 0);
}

function sayLinks(out: string, files: readonly BuiltFile[]): void {
  say("what a page may have in its <head>, with addresses as it has them, so that they come at the same time:");
  say(`  <link rel="modulepreload" href="${encodeURIComponent(basename(out))}">`);
  for (const { name } of files) {
    const isWords = name.endsWith(".txt");
    const note = isWords ? " (only in pages of this language)" : "";
    say(`  <link rel="preload" as="fetch" crossorigin href="${encodeURIComponent(name)}">${note}`);
  }
}

function sayPolicy(pages: readonly Filled[], fetches: boolean): void {
  const hashes = new Set(pages.flatMap(({ written }) => written.map((script) => `'${hash(script)}'`)));
  const connect = fetches ? "; connect-src 'self'" : "";
  say(`Content-Security-Policy: script-src ${[...hashes].join(" ")} 'wasm-unsafe-eval'${connect}`);
}

const sizeOf = (text: string | Uint8Array = ""): string => brotliCompressSync(text).length.toLocaleString("en");
