/** A page as text, parsed as browsers do: its elements answer what `js/markup/contract.ts` asks of elements, and know where
 *  in the text they stand. */

import { defaultTreeAdapter, parse, type Token, type DefaultTreeAdapterTypes as Tree } from "parse5";
import type { Markup, Root } from "../markup/contract.js";
import { matcher } from "./selectors.js";

export type Node = Tree.ChildNode;
export type Document = Tree.Document;

const HTML = "http://www.w3.org/1999/xhtml";

export class TextElement implements Tree.Element, Markup<TextElement> {
  readonly nodeName: string;
  readonly tagName: string;
  readonly attrs: Token.Attribute[];
  readonly namespaceURI: Tree.Element["namespaceURI"];
  parentNode: Tree.ParentNode | null = null;
  childNodes: Node[] = [];
  sourceCodeLocation?: Token.ElementLocation | null;
  /** What a template has. */
  content?: Content;

  constructor(
    tagName: string,
    namespaceURI: Tree.Element["namespaceURI"] = HTML as never,
    attrs: Token.Attribute[] = [],
  ) {
    this.nodeName = tagName;
    this.tagName = tagName;
    this.namespaceURI = namespaceURI;
    // The parser makes several elements of one tag.
    this.attrs = [...attrs];
  }

  get localName(): string {
    return this.tagName;
  }

  get parentElement(): TextElement | null {
    return this.parentNode instanceof TextElement ? this.parentNode : null;
  }

  getAttribute(name: string): string | null {
    return this.attrs.find((attr) => attr.name === name && !attr.prefix)?.value ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null;
  }

  matches(selectors: string): boolean {
    return matcher(selectors)(this);
  }

  querySelector(selectors: string): TextElement | null {
    return within(this.childNodes).find(matcher(selectors)) ?? null;
  }

  querySelectorAll(selectors: string): TextElement[] {
    return within(this.childNodes).filter(matcher(selectors));
  }
}

/** What stands in a template: it is no part of the page. */
export class Content implements Tree.DocumentFragment, Root<TextElement> {
  readonly nodeName = "#document-fragment" as Tree.DocumentFragment["nodeName"];
  childNodes: Node[] = [];

  querySelector(selectors: string): TextElement | null {
    return within(this.childNodes).find(matcher(selectors)) ?? null;
  }

  querySelectorAll(selectors: string): TextElement[] {
    return within(this.childNodes).filter(matcher(selectors));
  }
}

const treeAdapter: typeof defaultTreeAdapter = {
  ...defaultTreeAdapter,
  createElement: (tagName, namespaceURI, attrs) => new TextElement(tagName, namespaceURI, attrs),
  createDocumentFragment: () => new Content(),
};

export function parsed(html: string): Document {
  return parse(html, { sourceCodeLocationInfo: true, treeAdapter });
}

/** These nodes and all below them that are elements, in the order of the page. However deep they are. */
export function within(nodes: readonly Node[]): TextElement[] {
  const found: TextElement[] = [];
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!(node instanceof TextElement)) continue;
    found.push(node);
    for (let place = node.childNodes.length - 1; place >= 0; place -= 1) waiting.push(node.childNodes[place] as Node);
  }
  return found;
}

/** And all that is in their templates. */
export function everything(nodes: readonly Node[]): TextElement[] {
  return within(nodes).flatMap((element) => [element, ...everything(element.content?.childNodes ?? [])]);
}

export function textNode(value: string): Tree.TextNode {
  return { nodeName: "#text" as Tree.TextNode["nodeName"], parentNode: null, value };
}

export function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

/** Puts other nodes where these are: what stood there has no place in the page any more. */
export function replaceChildren(parent: TextElement | Content, nodes: readonly Node[]): void {
  for (const node of parent.childNodes) node.parentNode = null;
  parent.childNodes = [...nodes];
  for (const node of nodes) node.parentNode = parent;
}

/** The same once more, with nothing above it. */
export function cloned(node: Node): Node {
  if (!(node instanceof TextElement)) return { ...node, parentNode: null };
  const { tagName, namespaceURI, attrs, content } = node;
  const copy = new TextElement(
    tagName,
    namespaceURI,
    attrs.map((attr) => ({ ...attr })),
  );
  replaceChildren(copy, node.childNodes.map(cloned));
  if (content) {
    copy.content = new Content();
    replaceChildren(copy.content, content.childNodes.map(cloned));
  }
  return copy;
}

/** Is it still in the page? */
export function isConnected(node: Node): boolean {
  let at: Tree.ParentNode | Node | null = node;
  while (at && "parentNode" in at) at = at.parentNode;
  return at?.nodeName === "#document";
}

/** Everything in a page, step by step: two pages with the same steps are the same DOM. */
export function steps(page: Document): string[] {
  const found: string[] = [];
  let text = "";
  const waiting: (Node | string)[] = [...page.childNodes].reverse();
  const go = (...next: readonly (Node | string)[]): void => {
    for (const one of [...next].reverse()) waiting.push(one);
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node !== "string" && "value" in node) {
      text += node.value;
      continue;
    }
    if (text) found.push(`"${text}`);
    text = "";
    if (typeof node === "string") found.push(node);
    else if (node instanceof TextElement) {
      const attributes = node.attrs.map(({ prefix, name, value }) => JSON.stringify([prefix ?? "", name, value]));
      found.push(`<${node.namespaceURI} ${node.tagName} ${attributes.sort().join(" ")}`);
      const content = node.content ? ["[", ...node.content.childNodes, "]"] : [];
      go(...content, ...node.childNodes, ">");
    } else found.push(`!${node.nodeName} ${"data" in node ? node.data : "name" in node ? node.name : ""}`);
  }
  return found;
}
