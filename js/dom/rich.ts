/** Rich words: a tree of texts and elements from the engine becomes nodes. Elements and attributes were checked when the
 *  manifest was compiled and are checked again here. Values are only ever text. */

import type { Tree } from "../engine/client.js";
import { ELEMENTS, URL_BEGINNINGS } from "../engine/protocol.js";

/** The attribute that each element may have. */
const ATTRIBUTES: Record<string, string> = ELEMENTS;

/** The rich words that were written into each element. */
const written = new WeakMap<Element, { readonly text: string; readonly nodes: readonly Node[] }>();

/** Are these exactly the child nodes of an element? */
export function areIn({ childNodes }: Element, nodes: readonly Node[]): boolean {
  return nodes.length === childNodes.length && nodes.every((node, at) => node === childNodes[at]);
}

/** Does the element still hold the rich words that were written into it? */
export function isTree(element: Element): boolean {
  const nodes = written.get(element)?.nodes;
  return !!nodes?.length && areIn(element, nodes);
}

/** Writes rich words, unless they are there already. */
export function writeTree(element: Element, tree: Tree): void {
  const text = JSON.stringify(tree);
  if (isTree(element) && written.get(element)?.text === text) return;
  const wanted = element.cloneNode(false) as Element;
  // In a slot, the template with the original content comes after the words.
  const kept = element.querySelector("[data-tb-variant='']");
  wanted.append(...build(element.ownerDocument, tree), kept?.cloneNode(true) ?? "");
  wanted.normalize();
  // Equal nodes that a server wrote are left as they are.
  if (written.has(element) || !wanted.isEqualNode(element)) element.replaceChildren(...wanted.childNodes);
  written.set(element, { text, nodes: [...element.childNodes] });
}

function build(document: Document, tree: Tree): Node[] {
  return tree.map((part) => {
    if (typeof part === "string") return document.createTextNode(part);
    const [name, attributes, ...inner] = part as [string, Record<string, string>, ...Tree];
    const element = document.createElement(Object.hasOwn(ATTRIBUTES, name) ? name : "span");
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
