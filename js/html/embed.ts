/** Inlining: writes a compiled manifest and the scripts that open it into a page, for the first paint. */

import { carry } from "../engine/encode.js";
import { problemFrom } from "../shared/problem.js";
import { contentOf, type Edit, edited, settingOf } from "./edits.js";
import { parsed, type TextElement, within } from "./tree.js";

export interface EmbedOptions {
  /** The number of milliseconds that the page may wait for the module, from `compile`. */
  readonly budget?: number | undefined;
  /** The texts of the scripts, by the name in `data-tb-script`. */
  readonly scripts?: { readonly [name: string]: string | undefined };
  /** Returns a hash as a Content-Security-Policy names it: `sha256-…`. With it, the policy in the page's own `<meta>` is
   *  updated: the hash of the old text of a script becomes that of the new one. */
  readonly hash?: ((text: string) => string) | undefined;
}

export interface Embedded {
  readonly html: string;
  /** The texts of the scripts that were written, for the hashes of a Content-Security-Policy. */
  readonly written: readonly string[];
  /** A sentence for each missing part. If any is missing, the page is unchanged. */
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
  const all = elementsOf(html, missing);
  const scriptsThere = all.filter(({ tagName }) => tagName === "script");
  const block = scriptsThere.find((element) => element.getAttribute("type") === "application/tailorbird");
  if (!block && missing.length === 0)
    missing.push('there is no <script type="application/tailorbird"></script> for the compiled manifest');
  if (block) {
    const waits = settingOf(block, "data-budget", String(budget ?? 100));
    if (waits) edits.push(waits);
    fill(block, carry(bytes));
  }
  for (const element of scriptsThere) {
    const name = element.getAttribute("data-tb-script");
    if (name === null) continue;
    const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
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

function elementsOf(html: string, missing: string[]): readonly TextElement[] {
  try {
    return within(parsed(html).childNodes);
  } catch (thrown) {
    missing.push(problemFrom(thrown).message);
    return [];
  }
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
