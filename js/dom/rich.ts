/** Words with elements in them: the engine's tree becomes nodes. What may stand in one was checked when it was compiled,
 *  and is checked again here; a value is a text and never anything else. */

import type { Tree } from "../engine/client.js";
import { ELEMENTS, URL_BEGINNINGS } from "../engine/protocol.js";

/** The attribute that each element may have. */
const ATTRIBUTES: Record<string, string> = ELEMENTS;

/** What was put into each element. */
const written = new WeakMap<Element, { readonly text: string; readonly nodes: readonly Node[] }>();

/** Are these all that is in an element? */
export function areIn({ childNodes }: Element, nodes: readonly Node[]): boolean {
  return nodes.length === childNodes.length && nodes.every((node, at) => node === childNodes[at]);
}

/** Does what was put there still stand there? */
export function isTree(element: Element): boolean {
  const nodes = written.get(element)?.nodes;
  return !!nodes?.length && areIn(element, nodes);
}

/** Writes nothing where it stands there already. */
export function writeTree(element: Element, tree: Tree): void {
  const text = JSON.stringify(tree);
  if (isTree(element) && written.get(element)?.text === text) return;
  const wanted = element.cloneNode(false) as Element;
  // In a slot what a server has kept comes after its words.
  const kept = element.querySelector("[data-tb-variant='']");
  wanted.append(...build(element.ownerDocument, tree), kept?.cloneNode(true) ?? "");
  wanted.normalize();
  // What a server wrote is the page's own.
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
