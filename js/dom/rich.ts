/** Rich words: a tree of texts and elements from the engine becomes nodes. Elements and attributes were checked when the
 *  manifest was compiled and are checked again here. Values are only ever text. */

import type { Tree } from "../engine/client.js";
import { ELEMENTS, URL_BEGINNINGS } from "../engine/protocol.js";
import { real } from "../shared/real.js";

/** The attribute that each element may have. */
const ATTRIBUTES: Record<string, string> = ELEMENTS;

export function build(document: Document, tree: Tree): Node[] {
  return tree.map((part) => {
    if (typeof part === "string") return real(document).createTextNode(part);
    const [name, attributes, ...inner] = part as [string, Record<string, string>, ...Tree];
    const element = real(document).createElement(Object.hasOwn(ATTRIBUTES, name) ? name : "span");
    for (const [attribute, value] of Object.entries(attributes))
      if (attribute === ATTRIBUTES[name] && (attribute !== "href" || isUrl(value)))
        element.setAttribute(attribute, value);
    element.append(...build(document, inner));
    return element;
  });
}

function isUrl(value: string): boolean {
  return URL_BEGINNINGS.split(" ").some((beginning) => value.toLowerCase().startsWith(beginning));
}
