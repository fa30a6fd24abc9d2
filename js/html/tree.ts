/** The tree of a page as text, parsed as browsers do. Its elements implement the interface of `js/markup/contract.ts` and
 *  know their positions in the text. */

import { defaultTreeAdapter, parse, type Token, type DefaultTreeAdapterTypes as Tree } from "parse5";
import type { Markup } from "../markup/contract.js";
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
  /** The content of a template. */
  content?: Content;

  constructor(
    tagName: string,
    namespaceURI: Tree.Element["namespaceURI"] = HTML as never,
    attrs: Token.Attribute[] = [],
  ) {
    this.nodeName = tagName;
    this.tagName = tagName;
    this.namespaceURI = namespaceURI;
    // The parser shares the list when it makes several elements from one tag.
    this.attrs = [...attrs];
  }

  get attributes(): readonly Token.Attribute[] {
    return this.attrs;
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

  closest(selectors: string): TextElement | null {
    return this.matches(selectors) ? this : (this.parentElement?.closest(selectors) ?? null);
  }

  matches(selectors: string): boolean {
    return matcher(selectors)(this);
  }

  querySelectorAll(selectors: string): TextElement[] {
    return within(this.childNodes).filter(matcher(selectors));
  }
}

/** The content of a template, which is no part of the page. */
export class Content implements Tree.DocumentFragment {
  readonly nodeName = "#document-fragment" as Tree.DocumentFragment["nodeName"];
  childNodes: Node[] = [];
  /** The template that the parser found it in. */
  host?: Tree.Template;

  querySelectorAll(selectors: string): TextElement[] {
    return within(this.childNodes).filter(matcher(selectors));
  }
}

const treeAdapter: typeof defaultTreeAdapter = {
  ...defaultTreeAdapter,
  createElement: (tagName, namespaceURI, attrs) => new TextElement(tagName, namespaceURI, attrs),
  createDocumentFragment: () => new Content(),
  setTemplateContent: (template, content) => {
    defaultTreeAdapter.setTemplateContent(template, content);
    if (content instanceof Content) content.host = template;
  },
};

export function parsed(html: string): Document {
  return parse(html, { sourceCodeLocationInfo: true, treeAdapter });
}

/** Returns all elements among these nodes and below them, in document order and at any depth. */
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

/** The same, with the content of templates. */
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

/** Replaces the child nodes of a parent. The old ones leave the page. */
export function replaceChildren(parent: TextElement | Content, nodes: readonly Node[]): void {
  for (const node of parent.childNodes) node.parentNode = null;
  parent.childNodes = [...nodes];
  for (const node of nodes) node.parentNode = parent;
}

/** Returns a deep copy without a parent. */
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

/** Is the element still in the page? */
export function isConnected(node: Node): boolean {
  let at: Tree.ParentNode | Node | null = node;
  while (at && "parentNode" in at) at = at.parentNode;
  return at?.nodeName === "#document";
}

/** Lists everything in a page. Two pages with equal lists have the same DOM. */
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
