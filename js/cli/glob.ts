/** Names of files with `*`, `?` and `**` in them → the files. Shells do this too, but not all, and not within quotes. */

import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { Unusable, usable } from "./usable.js";

/** Returns the files in the order of the patterns, each once. Throws where a pattern finds none. */
export function filesOf(patterns: readonly string[]): string[] {
  return [...new Set(patterns.flatMap(matching))];
}

function matching(pattern: string): string[] {
  // A file may be called so.
  if (!/[*?]/.test(pattern) || existsSync(pattern)) return [pattern];
  const parts = (sep === "\\" ? pattern.replaceAll("\\", "/") : pattern).split("/");
  const found = walk(parts[0] === "" ? "/" : "", parts[0] === "" ? parts.slice(1) : parts);
  if (found.length === 0) throw new Unusable(`no file is called like ${pattern}`);
  return found;
}

/** The files under a folder whose names have these parts. */
function walk(folder: string, [part = "", ...rest]: readonly string[]): string[] {
  if (!/[*?]/.test(part)) return rest.length ? walk(join(folder, part), rest) : [join(folder, part)].filter(existsSync);
  const entries = existsSync(folder || ".") ? usable(() => readdirSync(folder || ".", { withFileTypes: true })) : [];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (part === "**") {
    const folders = entries.filter((entry) => entry.isDirectory() && isOpen(entry.name));
    return [...walk(folder, rest), ...folders.flatMap(({ name }) => walk(join(folder, name), [part, ...rest]))];
  }
  const named = entries.filter(({ name }) => pattern(part).test(name) && (isOpen(name) || part.startsWith(".")));
  return rest.length
    ? named.filter((entry) => !entry.isFile()).flatMap(({ name }) => walk(join(folder, name), rest))
    : named.filter((entry) => !entry.isDirectory()).map(({ name }) => join(folder, name));
}

/** Packages are not the site's own pages, and a dot hides a name. */
const isOpen = (name: string): boolean => !name.startsWith(".") && name !== "node_modules";

function pattern(part: string): RegExp {
  const escaped = part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "u");
}
