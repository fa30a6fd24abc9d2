/** Compiled bytes and the scripts that open them → into a page, so that everything for its first paint comes with it. */

import { carry } from "../engine/encode.js";
import { contentOf, type Edit, edited, settingOf } from "./edits.js";
import { parsed, type TextElement, within } from "./tree.js";

export interface EmbedOptions {
  /** How many milliseconds the page may wait for the module, as `compile` says it. */
  readonly budget?: number | undefined;
  /** The texts of the scripts that stand in the page, by the name in their `data-tb-script`. */
  readonly scripts?: { readonly [name: string]: string | undefined };
  /** A hash as a Content-Security-Policy names it: `sha256-…`. With it the policy in the page's own `<meta>` stays true:
   *  the hash of what stood in a script becomes the hash of what is written there. */
  readonly hash?: ((text: string) => string) | undefined;
}

export interface Embedded {
  readonly html: string;
  /** The texts of the scripts that were written into the page: what a Content-Security-Policy takes hashes of. */
  readonly written: readonly string[];
  /** What is missing in the page, as a sentence each. Where anything is, the page is as it was. */
  readonly missing: readonly string[];
}

/** Writes into `<script type="application/tailorbird">` the bytes, and into `<script data-tb-script="NAME">` the scripts. */
export function embed(html: string, bytes: Uint8Array, { budget, scripts = {}, hash }: EmbedOptions = {}): Embedded {
  const edits: Edit[] = [];
  const written: string[] = [];
  const missing: string[] = [];
  const hashes = new Map<string, string[]>();
  const fill = (element: TextElement, text: string): string => {
    const content = contentOf(element);
    if (!content) return "";
    edits.push({ ...content, text });
    return html.slice(content.start, content.end);
  };
  const all = within(parsed(html).childNodes);
  const scriptsThere = all.filter(({ tagName }) => tagName === "script");
  const block = scriptsThere.find((element) => element.getAttribute("type") === "application/tailorbird");
  if (!block) missing.push('there is no <script type="application/tailorbird"></script> for the compiled manifest');
  else {
    const waits = settingOf(block, "data-budget", String(budget ?? 100));
    if (waits) edits.push(waits);
    fill(block, carry(bytes));
  }
  for (const element of scriptsThere) {
    const name = element.getAttribute("data-tb-script");
    if (name === null) continue;
    const script = scripts[name];
    if (script === undefined) missing.push(`there is no script called “${name}”`);
    else {
      const before = fill(element, script);
      written.push(script);
      if (hash) hashes.set(hash(before), [...(hashes.get(hash(before)) ?? []), hash(script)]);
    }
  }
  if (missing.length > 0) return { html, written: [], missing };
  edits.push(...policies(all, hashes));
  return { html: edited(html, edits, { start: 0, end: html.length }), written, missing };
}

/** The page's own policies, with the hashes of what stands there now. */
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
