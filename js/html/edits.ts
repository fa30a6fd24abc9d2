/** A page as text is changed by cutting the text itself, so that whatever is not meant stays byte by byte as it was. */

import type { Node, TextElement } from "./tree.js";

/** An edit: a range of the text, and its replacement. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a node stands in the text. None: the parser put it there. */
export function rangeOf(node: Node): Range | undefined {
  const location = node.sourceCodeLocation;
  return location ? { start: location.startOffset, end: location.endOffset } : undefined;
}

/** Returns the range between an element's tags, or undefined if the parser added the element. */
export function contentOf(element: TextElement): Range | undefined {
  const { startTag, endTag, endOffset } = element.sourceCodeLocation ?? {};
  return startTag && endOffset !== undefined
    ? { start: startTag.endOffset, end: endTag?.startOffset ?? endOffset }
    : undefined;
}

/** Does a piece of text have as many ends of templates as beginnings? A stray end would end the template that keeps the piece. */
export function isBalanced(html: string): boolean {
  return html.match(/<template\b/gi)?.length === html.match(/<\/template\b/gi)?.length;
}

/** Writes an attribute into an element's own tag. */
export function settingOf(element: TextElement, name: string, value: string | null): Edit | undefined {
  const { startTag, attrs } = element.sourceCodeLocation ?? {};
  const there = attrs?.[name];
  if (!startTag || (value === null && !there)) return undefined;
  const written = value === null ? "" : `${name}="${escapeAttribute(value)}"`;
  if (there) return { start: there.startOffset, end: there.endOffset, text: written };
  const place = startTag.startOffset + 1 + element.tagName.length;
  return { start: place, end: place, text: ` ${written}` };
}

/** A piece of the text that edits give. */
export interface Piece extends Edit {
  /** Where it begins in that text. */
  readonly at: number;
  /** Was it there before? */
  readonly isCopy: boolean;
}

/** Returns the pieces of a range of the text with the edits inside it applied. Edits at the same position keep their order. */
export function pieces(html: string, edits: readonly Edit[], { start, end }: Range): Piece[] {
  const found: Piece[] = [];
  let [done, at] = [start, 0];
  const add = (edit: Edit, isCopy: boolean): void => {
    found.push({ ...edit, at, isCopy });
    at += edit.text.length;
    done = edit.end;
  };
  const copy = (to: number): void => {
    if (to > done) add({ start: done, end: to, text: html.slice(done, to) }, true);
  };
  for (const edit of edits.filter((edit) => edit.start >= start && edit.end <= end).sort((a, b) => a.start - b.start)) {
    // It lies inside a range that another edit replaces.
    if (edit.start < done) continue;
    copy(edit.start);
    add(edit, false);
  }
  copy(end);
  return found;
}

/** Returns a range of the text with the edits inside it applied. */
export function edited(html: string, edits: readonly Edit[], range: Range): string {
  return joined(pieces(html, edits, range));
}

export function joined(all: readonly Piece[]): string {
  return all.map(({ text }) => text).join("");
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}
