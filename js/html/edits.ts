/** A page as text, and the places in it: found by a parser that reads as browsers do, changed by cutting the text itself,
 *  so that whatever is not meant stays byte by byte as it was. */

import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";

export type Element = DefaultTreeAdapterTypes.Element;
export type Template = DefaultTreeAdapterTypes.Template;
export type Node = DefaultTreeAdapterTypes.ChildNode;

/** What stands in a page between two places, and what shall stand there. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

export function isElement(node: Node): node is Element {
  return defaultTreeAdapter.isElementNode(node);
}

export function isTemplate(node: Node): node is Template {
  return isElement(node) && node.tagName === "template" && "content" in node;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name && !attr.prefix)?.value;
}

/** The elements of a page, in its order; what stands in templates is not part of it. */
export function elements(html: string): Element[] {
  return within(parse(html, { sourceCodeLocationInfo: true }).childNodes);
}

/** These nodes and all below them that are elements. */
export function within(nodes: readonly Node[]): Element[] {
  const found: Element[] = [];
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    found.push(node);
    for (let place = node.childNodes.length - 1; place >= 0; place -= 1) waiting.push(node.childNodes[place] as Node);
  }
  return found;
}

/** Where a node stands in the text. None: the parser put it there. */
export function rangeOf(node: Node): Range | undefined {
  const location = node.sourceCodeLocation;
  return location ? { start: location.startOffset, end: location.endOffset } : undefined;
}

/** What stands between an element's tags. None: it has no tag of its own. */
export function contentOf(element: Element): Range | undefined {
  const { startTag, endTag, endOffset } = element.sourceCodeLocation ?? {};
  return startTag && endOffset !== undefined
    ? { start: startTag.endOffset, end: endTag?.startOffset ?? endOffset }
    : undefined;
}

/** Writes an attribute into an element's own tag. */
export function settingOf(element: Element, name: string, value: string | null): Edit | undefined {
  const { startTag, attrs } = element.sourceCodeLocation ?? {};
  const there = attrs?.[name];
  if (!startTag || (value === null && !there)) return undefined;
  const written = value === null ? "" : `${name}="${escapeAttribute(value)}"`;
  if (there) return { start: there.startOffset, end: there.endOffset, text: written };
  const place = startTag.startOffset + 1 + element.tagName.length;
  return { start: place, end: place, text: ` ${written}` };
}

/** A stretch of the text with all edits that lie in it made. Of two at the same place the earlier one comes first. */
export function edited(html: string, edits: readonly Edit[], { start, end }: Range): string {
  let [text, at] = ["", start];
  for (const edit of edits.filter((edit) => edit.start >= start && edit.end <= end).sort((a, b) => a.start - b.start)) {
    // Within what another one replaces.
    if (edit.start < at) continue;
    text += html.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + html.slice(at, end);
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}
