/** `tailorbird build FILE`: a module for one manifest, or a script in the pages themselves. */

import { brotliCompressSync } from "node:zlib";
import { type Built, build } from "../entries/build.js";
import type { Building } from "./build-args.js";
import { filled, hash } from "./fill.js";
import { filesOf } from "./glob.js";
import { optionsFor, textOf } from "./manifest.js";
import { writeAll } from "./outputs.js";
import { count, line, say } from "./say.js";

/** @returns the exit code */
export async function runBuild({ file, out, extras, pages }: Building): Promise<number> {
  const text = textOf(file);
  const options = await optionsFor(file, text, new Date(), say);
  const built = build(text, { ...options, with: extras });
  for (const problem of built.problems) say(line(file, problem));
  say(`${file}: ${count(built.problems, "error")}, ${count(built.problems, "warning")}`);
  if (built.code === undefined) return 1;
  const outputs = new Map([...(out === undefined ? [] : moduleOf(out, built))]);
  const inPages = pages.length ? pagesWith(pages, built) : new Map<string, string>();
  if (!inPages) return 1;
  for (const [page, html] of inPages) outputs.set(page, html);
  writeAll(outputs);
  const has = `with ${built.uses?.join(", ") || "nothing but plain words"}`;
  if (out !== undefined) say(`${out}: ${sizeOf(built.code)} bytes after brotli, ${has}`);
  for (const page of inPages.keys()) say(`${page}: has a script of ${sizeOf(built.script)} bytes after brotli, ${has}`);
  if (inPages.size) say(`Content-Security-Policy: script-src '${hash(built.script ?? "")}' 'wasm-unsafe-eval'`);
  return 0;
}

const sizeOf = (text = ""): string => brotliCompressSync(text).length.toLocaleString("en");

/** The module, and its declarations beside it. */
function moduleOf(out: string, { code = "", types = "" }: Built): [string, string][] {
  return [
    [out, code],
    [out.replace(/\.(m?)js$/, ".d.$1ts"), types],
  ];
}

function pagesWith(pages: readonly string[], { script }: Built): ReadonlyMap<string, string> | undefined {
  const all = filled(filesOf(pages), undefined, { scripts: { inline: script } });
  return all && new Map(all.map(({ page, html }) => [page, html]));
}
