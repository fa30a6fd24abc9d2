/** Inlining: writes a compiled manifest and the scripts that open it into a page, for the first paint. */

import { carry } from "../engine/encode.js";
import { error, problemFrom } from "../shared/problem.js";
import type { Problem } from "../types/index.js";
import { contentOf, type Edit, edited, settingOf } from "./edits.js";
import { parsed, type TextElement, within } from "./tree.js";

export interface EmbedOptions {
  /** The number of milliseconds that the page may wait for the module, from `compile`. */
  readonly budget?: number | undefined;
  /** The texts of the scripts, by the name in `data-tb-script`; or what gives one for the language of the page, as `<html lang>`
   *  says it. */
  readonly scripts?: { readonly [name: string]: string | ((lang: string) => string) | undefined };
  /** Returns a hash as a Content-Security-Policy names it: `sha256-…`. With it, the policy in the page's own `<meta>` is
   *  updated: the hash of the old text of a script becomes that of the new one. */
  readonly hash?: ((text: string) => string) | undefined;
}

export interface Embedded {
  readonly html: string;
  /** The texts of the scripts that were written, for the hashes of a Content-Security-Policy. */
  readonly written: readonly string[];
  /** A problem for each missing part, with its line and column. If any is missing, the page is unchanged. */
  readonly missing: readonly Problem[];
}

const BLOCK = '<script type="application/tailorbird"></script>';
const PLACE = '<script data-tb-script="inline"></script>';

/** Writes into `<script type="application/tailorbird">` the bytes, and into `<script data-tb-script="NAME">` the scripts.
 *  @param bytes The compiled manifest; none where the script has it, as that of `build` does. */
export function embed(
  html: string,
  bytes: Uint8Array | undefined,
  { budget, scripts = {}, hash }: EmbedOptions = {},
): Embedded {
  try {
    const all = within(parsed(html).childNodes);
    const there = all.filter(({ tagName }) => tagName === "script");
    const places = there.filter((element) => element.hasAttribute("data-tb-script"));
    const block = there.find((element) => element.getAttribute("type") === "application/tailorbird");
    const missing = [
      ...(bytes ? missingBlock(all, block) : missingPlace(all, block, places)),
      ...wrong(places, scripts),
    ];
    if (missing.length > 0) return { html, written: [], missing };
    const edits = bytes && block ? carried(block, bytes, budget) : [];
    const hashes = new Map<string, string[]>();
    const written = places.map((element) => {
      const script = textOf(scripts[nameOf(element)], all);
      const before = contentOf(element);
      edits.push(...filled(element, script));
      const old = hash?.(before ? html.slice(before.start, before.end) : "");
      if (hash && old) hashes.set(old, [...(hashes.get(old) ?? []), hash(script)]);
      return script;
    });
    edits.push(...policies(all, hashes));
    return { html: edited(html, edits, { start: 0, end: html.length }), written, missing };
  } catch (thrown) {
    return { html, written: [], missing: [problemFrom(thrown)] };
  }
}

function textOf(script: string | ((lang: string) => string) | undefined, all: readonly TextElement[]): string {
  if (typeof script !== "function") return script ?? "";
  return script(all.find(({ tagName }) => tagName === "html")?.getAttribute("lang") ?? "");
}

const nameOf = (place: TextElement): string => place.getAttribute("data-tb-script") ?? "";

function carried(block: TextElement, bytes: Uint8Array, budget = 100): Edit[] {
  const waits = settingOf(block, "data-budget", String(budget));
  return [...(waits ? [waits] : []), ...filled(block, carry(bytes))];
}

function filled(element: TextElement, text: string): Edit[] {
  const content = contentOf(element);
  return content ? [{ ...content, text }] : [];
}

function missingBlock(all: readonly TextElement[], block: TextElement | undefined): Problem[] {
  return block ? [] : [at(headOf(all), `there is no ${BLOCK} for the compiled manifest: add it to <head>`)];
}

/** The script has the manifest. */
function missingPlace(
  all: readonly TextElement[],
  block: TextElement | undefined,
  places: readonly TextElement[],
): Problem[] {
  if (block) return [at(block, "the script has the compiled manifest: take this element out")];
  return places.length ? [] : [at(headOf(all), `there is no ${PLACE} for the script: add it to <head>`)];
}

const headOf = (all: readonly TextElement[]): TextElement | undefined => all.find(({ tagName }) => tagName === "head");

function wrong(places: readonly TextElement[], scripts: NonNullable<EmbedOptions["scripts"]>): Problem[] {
  return places.flatMap((place) => {
    const name = nameOf(place);
    if (!Object.hasOwn(scripts, name) || scripts[name] === undefined)
      return [at(place, `there is no script called “${name}”`)];
    // Browsers run none of these in their place.
    const type = place.getAttribute("type") || "text/javascript";
    const other = place.hasAttribute("src") ? "src" : type.toLowerCase() === "text/javascript" ? "" : "type";
    return other ? [at(place, `a script with \`${other}\` does not run here: take \`${other}\` out`)] : [];
  });
}

/** A problem with the line and column of an element; of one that the parser added, those of the beginning. */
function at(element: TextElement | undefined, message: string): Problem {
  const { startLine: line = 1, startCol: column = 1 } = element?.sourceCodeLocation ?? {};
  return { ...error(message), line, column };
}

/** Updates the hashes in the page's own policies. */
function policies(all: readonly TextElement[], hashes: ReadonlyMap<string, readonly string[]>): Edit[] {
  return all.flatMap((element) => {
    const policy = element.getAttribute("content");
    const says = element.getAttribute("http-equiv")?.toLowerCase() === "content-security-policy";
    if (element.tagName !== "meta" || !says || !policy) return [];
    let text = policy;
    for (const [before, after] of hashes)
      text = text.replaceAll(`'${before}'`, [...new Set(after)].map((hash) => `'${hash}'`).join(" "));
    return text === policy ? [] : (settingOf(element, "content", text) ?? []);
  });
}
