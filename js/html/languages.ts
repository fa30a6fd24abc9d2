/** The languages of the places in a page as text: of the slots that stand in it, and of those that its templates may bring. */

import { isIgnored } from "../markup/contract.js";
import { around, type Document, everything, type TextElement } from "./tree.js";

interface Places {
  readonly languages: ReadonlyMap<string, string>;
  /** The slots that have places in several languages. Which of them counts, only the device knows. */
  readonly several: ReadonlySet<string>;
}

/** A slot in a text binding is none, but where it only keeps another from being written it may count as one. */
export function placesIn(page: Document): Places {
  const languages = new Map<string, string>();
  const several = new Set<string>();
  const inherited = new Map<TextElement | undefined, string>();
  /** What others have written, also in templates there. */
  const foreign = new Set<TextElement | undefined>();
  for (const element of everything(page.childNodes)) {
    const language = written(element) || inherited.get(around(element)) || "";
    inherited.set(element, language);
    if (isIgnored(element) || foreign.has(around(element))) foreign.add(element);
    const slot = element.getAttribute("data-tb-slot");
    if (slot === null || foreign.has(element)) continue;
    if ((languages.get(slot) ?? language) !== language) several.add(slot);
    languages.set(slot, language);
  }
  return { languages, several };
}

/** The site's own `lang`. Of a slot that was written before, it is in the template that keeps what was there. */
function written(element: TextElement): string | null {
  const kept = element.hasAttribute("data-tb-shown")
    ? element.childNodes.find((node): node is TextElement => isKept(node as TextElement))
    : undefined;
  const own = kept?.content?.childNodes[0] as TextElement | undefined;
  return (own ?? element).getAttribute("lang");
}

const isKept = (node: Partial<TextElement>): boolean =>
  node.content !== undefined && node.getAttribute?.("data-tb-variant") === "";
