/** The trace: what stood in a slot before, kept in its markup, so that it is found in a copy of the page too. Caches of
 *  snapshots make such copies. `data-tb-shown` names the variant. After it stand, as JSON, the values of the slot's places;
 *  where nodes went, a template keeps the slot instead, as a server does it. */

import type { Language } from "../markup/contract.js";
import { isHarmless } from "../markup/harmless.js";
import { real } from "../shared/real.js";
import type { Binding } from "./binding.js";
import { Words } from "./words.js";

type Value = string | null;

/** Of a place what stood there, what we have written, the classes that were added, and the own language of its words. */
type Kept = readonly [original: Value, written: Value, added: readonly string[], tagged?: Language | undefined];

export interface Trace {
  /** `lang` and `dir`. */
  readonly language: Language;
  readonly live: Value;
  readonly places: readonly Kept[];
}

export function traceOf(
  language: Language,
  live: Value,
  bindings: readonly Binding[],
  tagged: ReadonlyMap<Element, Language>,
): string {
  const places = bindings.map(
    ({ holder: element, original, written = original, tree, added }): Kept => [
      original,
      tree === undefined ? written : null,
      added,
      tagged.get(element),
    ],
  );
  return JSON.stringify({ language, live, places } satisfies Trace);
}

/** Reads a trace. Anything may stand there: then there is none. */
export function readTrace(text: string, count: number): Trace | undefined {
  try {
    const trace: Trace = JSON.parse(text);
    if (trace.places.length === count && trace.places.every(Array.isArray)) return trace;
  } catch {
    // It was cut off, or somebody else wrote it.
  }
  return undefined;
}

/** Takes over a place of a copy. */
export function takeOver(binding: Binding, [original, written, added]: Kept): Binding {
  const { holder: element, words } = binding;
  return {
    ...binding,
    words: words && (written === original ? words : new Words(element, textOf(binding, original))),
    original,
    written,
    added,
  };
}

/** What stood in a place, as text. */
export const textOf = ({ holder: element }: Binding, original: Value): Node[] => [
  real(real(element).ownerDocument).createTextNode(original ?? ""),
];

/** Attributes that load what they say. */
const SOURCES = /^(src(set)?|sizes)$/;

/** May this come back into a place? Filters that let foreign markup into a page do not look into a trace. */
export function isRestorable({ holder: element, attribute }: Binding, original: Value, mayLoad: boolean): boolean {
  const isLink = attribute === "href";
  const text = original ?? "";
  if (!attribute) return true;
  if (!isLink) return isHarmless("", attribute, text) || (mayLoad && SOURCES.test(attribute));
  const link = real(real(element).ownerDocument).createElement("a") as HTMLAnchorElement;
  link.href = text;
  return link.protocol !== "javascript:";
}
