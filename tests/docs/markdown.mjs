// The project's documents, and what stands in them: blocks, headings, links.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inRoot } from "../../scripts/paths.mjs";

/** At the root and in docs/. */
export async function pages() {
  const names = [".", "docs"].map(async (folder) =>
    (await readdir(inRoot(folder))).filter((name) => name.endsWith(".md")).map((name) => join(folder, name)),
  );
  const paths = (await Promise.all(names)).flat().sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(inRoot(path), "utf8") })));
}

/** Fenced blocks: what stands behind the fence, what is in it, and the line it begins on. */
export function blocksOf(text) {
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(({ 1: info, 2: code, index }) => {
    return { info, code, line: text.slice(0, index).split("\n").length + 1 };
  });
}

const withoutCode = (text) =>
  text.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]+`/g, (code) => code.slice(1, -1));

/** As GitHub makes them of headings. */
export function anchorsOf(text) {
  const headings = [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

export const linksOf = (text) =>
  [...text.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
