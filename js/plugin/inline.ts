/** Vite's pages: the script that decides before the first paint is written into the place that a page has for it. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Problem } from "../types/index.js";
import { errorFrom } from "./message.js";
import type { Project } from "./project.js";
import { isGood } from "./site.js";

export const hash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** What the policy of a page has to allow. */
export const policyFor = (script: string): string => `script-src '${hash(script)}' 'wasm-unsafe-eval'`;

/** @returns the page with its script, and the script */
export async function fill(project: Project, html: string, file: string): Promise<{ html: string; script: string }> {
  const { site, wrong } = project.find();
  if (wrong) throw new Error(wrong);
  const outcome = site.read();
  const good = isGood(outcome) ? outcome : project.lastGood;
  if (!good) throw errorFrom(outcome.problems, site.file, outcome.text);
  const { script } = good;
  const filled = await project.tools.embed(html, script);
  if (filled.missing.length > 0) throw await missingIn(project, file, script, filled.missing);
  return { html: filled.html, script };
}

/** The places are those of the file; Vite has written into the page before. */
async function missingIn({ tools }: Project, file: string, script: string, missing: readonly Problem[]) {
  const text = textOf(file);
  const ofFile = (await tools.embed(text, script)).missing;
  return errorFrom(ofFile.length > 0 ? ofFile : missing, file, text);
}

/** There is no file where something else serves the page. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
