/** The languages of the places in a page as text: of the slots that stand in it, and of those that its templates may bring. */

import { around, isIgnored, languagesOf, SLOTS } from "../markup/contract.js";
import { type Document, everything, TextElement } from "./tree.js";

interface Places {
  readonly languages: ReadonlyMap<string, string>;
  /** The slots that have places in several languages. Which of them counts, only the device knows. */
  readonly several: ReadonlySet<string>;
}

export function placesIn(page: Document): Places {
  const slots = everything(page.childNodes).filter((element) => element.matches(SLOTS) && !isForeign(element));
  const languages = new Map<string, string>();
  const several = new Set<string>();
  for (const element of slots) {
    const slot = element.getAttribute("data-tb-slot") ?? "";
    const language = languagesOf([element], written).get(slot) ?? "";
    if ((languages.get(slot) ?? language) !== language) several.add(slot);
    languages.set(slot, language);
  }
  return { languages, several };
}

/** Does it stand in what others have written, in a template there? */
function isForeign(element: TextElement): boolean {
  for (let at = element; at; at = around(at)) if (at instanceof TextElement && isIgnored(at)) return true;
  return false;
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
