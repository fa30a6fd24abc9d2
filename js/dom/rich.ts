/** Words with elements in them: the engine's tree becomes nodes. What may stand in one was checked when it was compiled,
 *  and is checked again here; a value is a text and never anything else. */

/** An element: its name, its attributes and what is in it. */
export interface Branch extends ReadonlyArray<string | Record<string, string> | Branch> {
  readonly 0: string;
  readonly 1: Record<string, string>;
}

/** Texts and elements. */
export type Tree = readonly (string | Branch)[];

/** The elements, and which attribute each may have. */
const ELEMENTS: Record<string, string> = { a: "href", b: "", br: "", em: "", i: "", span: "class", strong: "" };

/** How a link may begin. */
const URL = /^([/#?]|\.\.?\/|https?:\/\/|mailto:|tel:)/i;

/** What was put into each element. */
const written = new WeakMap<Element, { readonly text: string; readonly nodes: readonly Node[] }>();

/** Does what was put there still stand there? */
export function isTree(element: Element): boolean {
  const nodes = written.get(element)?.nodes;
  const { childNodes } = element;
  return !!nodes?.length && nodes.length === childNodes.length && nodes.every((node, at) => node === childNodes[at]);
}

/** Writes nothing where it stands there already. */
export function writeTree(element: Element, tree: Tree): void {
  const text = JSON.stringify(tree);
  if (isTree(element) && written.get(element)?.text === text) return;
  let nodes = build(element.ownerDocument, tree);
  const wanted = element.cloneNode(false) as Element;
  wanted.append(...nodes);
  wanted.normalize();
  // What a server wrote is the page's own.
  if (!written.has(element) && wanted.isEqualNode(element)) nodes = [...element.childNodes];
  else {
    nodes = [...wanted.childNodes];
    element.replaceChildren(...nodes);
  }
  written.set(element, { text, nodes });
}

function build(document: Document, tree: Tree): Node[] {
  return tree.map((part) => {
    if (typeof part === "string") return document.createTextNode(part);
    const [name, attributes, ...inner] = part as [string, Record<string, string>, ...Tree];
    const element = document.createElement(Object.hasOwn(ELEMENTS, name) ? name : "span");
    for (const [attribute, value] of Object.entries(attributes))
      if (attribute === ELEMENTS[name] && (attribute !== "href" || URL.test(value)))
        element.setAttribute(attribute, value);
    element.append(...build(document, inner));
    return element;
  });
}
