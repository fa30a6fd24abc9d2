/** `tailorbird build FILE`: a module for one manifest, or a script in the pages themselves. */

import { readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { type Built, type BuiltFile, build } from "../entries/build.js";
import type { Building } from "./build-args.js";
import { filled, hash } from "./fill.js";
import { filesOf } from "./glob.js";
import { optionsFor, textOf } from "./manifest.js";
import { writeAll } from "./outputs.js";
import { count, line, say } from "./say.js";
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

async function buildOnce({ file, out, extras, pages, separate }: Building): Promise<Outcome> {
  const text = textOf(file);
  const options = await optionsFor(file, text, new Date(), say);
  const names = separate && out !== undefined ? stemOf(out) : undefined;
  const built = build(text, { ...options, with: extras, separate: names });
  for (const problem of built.problems) say(line(file, problem));
  say(`${file}: ${count(built.problems, "error")}, ${count(built.problems, "warning")}`);
  if (built.code === undefined) return failed(1);
  const inPages = pages.length ? pagesWith(pages, built) : new Map<string, string>();
  if (!inPages) return failed(1);
  write(out, built, inPages);
  const has = `with ${built.uses?.join(", ") || "nothing but plain words"}`;
  if (out !== undefined) sayModule(out, built, has);
  for (const page of inPages.keys()) say(`${page}: has a script of ${sizeOf(built.script)} bytes after brotli, ${has}`);
  if (inPages.size) say(`Content-Security-Policy: script-src '${hash(built.script ?? "")}' 'wasm-unsafe-eval'`);
  return { code: 0, pages: inPages };
}

function write(out: string | undefined, built: Built, pages: ReadonlyMap<string, string>): void {
  const stale = out === undefined ? [] : staleFiles(out, built.files ?? []);
  writeAll(new Map([...(out === undefined ? [] : moduleOf(out, built)), ...pages]));
  for (const old of stale) rmSync(old, { force: true });
}

function sayModule(out: string, { code = "", files = [] }: Built, has: string): void {
  say(`${out}: ${sizeOf(code)} bytes after brotli, ${has}`);
  for (const { name, bytes } of files) say(`${join(dirname(out), name)}: ${sizeOf(bytes)} bytes after brotli`);
  if (!files.length) return;
  say("what a page may have in its <head>, with addresses as it has them, so that they come at the same time:");
  say(`  <link rel="modulepreload" href="${encodeURIComponent(basename(out))}">`);
  for (const { name } of files) say(`  <link rel="preload" as="fetch" crossorigin href="${encodeURIComponent(name)}">`);
}

const sizeOf = (text: string | Uint8Array = ""): string => brotliCompressSync(text).length.toLocaleString("en");

/** The module, and what lies beside it. */
function moduleOf(out: string, { code = "", types = "", files = [] }: Built): [string, string | Uint8Array][] {
  return [
    ...files.map(({ name, bytes }): [string, Uint8Array] => [join(dirname(out), name), bytes]),
    [out, code],
    [out.replace(/\.(m?)js$/, ".d.$1ts"), types],
  ];
}

/** What files beside the module are called, before their hash. */
const stemOf = (out: string): string => basename(out).replace(/(\.tailorbird)?\.m?js$/, "");

/** The files of the module that was there before: nothing names them any more. */
function staleFiles(out: string, files: readonly BuiltFile[]): string[] {
  const named = textAt(out).matchAll(/new URL\("\.\/([^"/]+)",import\.meta\.url\)/g);
  const known = new Set(files.map(({ name }) => encodeURIComponent(name)));
  const own = `${encodeURIComponent(stemOf(out))}-`;
  return [...named]
    .map(([, name = ""]) => name)
    .filter((name) => name.startsWith(own) && /-[\da-f]{10}\.\w+$/.test(name) && !known.has(name))
    .map((name) => join(dirname(out), decodeURIComponent(name)));
}

function textAt(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function pagesWith(pages: readonly string[], { script }: Built): ReadonlyMap<string, string> | undefined {
  const all = filled(filesOf(pages), undefined, { scripts: { inline: script } });
  return all && new Map(all.map(({ page, html }) => [page, html]));
}
