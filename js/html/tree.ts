/** The tree of a page as text, parsed as browsers do. Its elements implement the interface of `js/markup/contract.ts` and
 *  know their positions in the text. */

import { defaultTreeAdapter, parse, type Token, type DefaultTreeAdapterTypes as Tree } from "parse5";
import type { Markup } from "../markup/contract.js";
import { error } from "../shared/problem.js";
import { matcher } from "./selectors.js";

export type Node = Tree.ChildNode;
export type Document = Tree.Document;

const HTML = "http://www.w3.org/1999/xhtml";
/** The largest number of elements that may be open at once: at each tag the parser may look through all of them. */
const OPEN = 4096;
/** The number of elements that a page may have beyond the characters of its text: those that every page has. */
const SPARE = 100;
/** The depth to which a page is written. Browsers build no deeper than 512 and put the rest elsewhere. */
const DEPTH = 500;

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
  createDocumentFragment: () => new Content(),
  setTemplateContent: (template, content) => {
    defaultTreeAdapter.setTemplateContent(template, content);
    if (content instanceof Content) content.host = template;
  },
  // The place is nearly always at the end, where the parser's own search would come last.
  insertBefore: (parent, node, next) => {
    parent.childNodes.splice(parent.childNodes.lastIndexOf(next), 0, node);
    node.parentNode = parent;
  },
};

/** Parses a page. Throws a `Problem` if its tree would be out of proportion to its text. */
export function parsed(html: string): Document {
  let [open, left] = [0, html.length + SPARE];
  const bounded: typeof defaultTreeAdapter = {
    ...treeAdapter,
    createElement: (tagName, namespaceURI, attrs) => {
      left -= 1;
      if (left < 0) throw error("the page has more elements than its text has characters");
      return new TextElement(tagName, namespaceURI, attrs);
    },
    onItemPush: () => {
      open += 1;
      if (open > OPEN) throw error(`the page nests more than ${OPEN} elements in one another`);
    },
    onItemPop: () => {
      open -= 1;
    },
  };
  return parse(html, { sourceCodeLocationInfo: true, treeAdapter: bounded });
}

/** Returns all elements among these nodes and below them, in document order and at any depth. */
export function within(nodes: readonly Node[]): TextElement[] {
  return walked(nodes, ({ childNodes }) => [childNodes]);
}

/** The same, with the content of templates. */
export function everything(nodes: readonly Node[]): TextElement[] {
  return walked(nodes, ({ content, childNodes }) => (content ? [childNodes, content.childNodes] : [childNodes]));
}

/** @param next The nodes in an element, the last ones first. */
function walked(nodes: readonly Node[], next: (element: TextElement) => readonly Node[][]): TextElement[] {
  const found: TextElement[] = [];
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!(node instanceof TextElement)) continue;
    found.push(node);
    for (const nodes of next(node))
      for (let place = nodes.length - 1; place >= 0; place -= 1) waiting.push(nodes[place] as Node);
  }
  return found;
}

/** Returns the element around an element. Around the content of a template that is the template. */
export function around({ parentNode }: TextElement): TextElement | undefined {
  const parent = parentNode instanceof Content ? parentNode.host : parentNode;
  return parent instanceof TextElement ? parent : undefined;
}

/** Returns the elements that lie deeper than browsers build a page, and those that hold one. */
export function tooDeep(page: Document): ReadonlySet<TextElement> {
  const found = new Set<TextElement>();
  const levels = new Map<TextElement | undefined, number>();
  for (const element of everything(page.childNodes)) {
    const level = (levels.get(around(element)) ?? 0) + 1;
    levels.set(element, level);
    if (level > DEPTH)
      for (let at: TextElement | undefined = element; at && !found.has(at); at = around(at)) found.add(at);
  }
  return found;
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
