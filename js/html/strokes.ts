/** Changes of an element in a page as text. Each function changes the tree and returns the edit of the text. */

import type { Tree } from "../engine/client.js";
import { hiding } from "../markup/contract.js";
import { contentOf, type Edit, escapeAttribute, escapeText, rangeOf, settingOf } from "./edits.js";
import { type Node, replaceChildren, TextElement, textNode, within } from "./tree.js";

export function setAttribute(element: TextElement, name: string, value: string | null): Edit[] {
  if (element.getAttribute(name) === value) return [];
  const edit = settingOf(element, name, value);
  const place = element.attrs.findIndex((attr) => attr.name === name && !attr.prefix);
  if (place >= 0) element.attrs.splice(place, 1);
  if (value !== null) element.attrs.push({ name, value });
  return edit ? [edit] : [];
}

/** Adds classes as `classList` in a browser does: each once, and no attribute without classes. */
export function setClasses(element: TextElement, classes: string): Edit[] {
  const own = element.getAttribute("class");
  const words = new Set(own?.split(/[\t\n\f\r ]+/).filter(Boolean));
  const added = classes.split(" ").filter((word) => word && !words.has(word));
  if (added.length) return setAttribute(element, "class", [...words, ...new Set(added)].join(" "));
  return setAttribute(element, "class", words.size ? own : null);
}

export function setText(element: TextElement, text: string): Edit[] {
  // The parser drops the first line break of these.
  const start = /^(pre|listing|textarea)$/.test(element.tagName) && text.startsWith("\n") ? "\n" : "";
  const home = element.childNodes.find(isText);
  return setContent(element, text ? [textNode(text)] : [], start + escapeText(text), home);
}

/** Writes rich words, as `js/dom/words.ts` does in a live page. */
export function setTree(element: TextElement, tree: Tree): Edit[] {
  return setContent(element, nodesOf(tree), htmlOf(tree));
}

/** Puts nodes before an element's own, or in the place of its text `home`. The own nodes stay, hidden and without text. */
function setContent(element: TextElement, nodes: readonly Node[], text: string, home?: Node): Edit[] {
  const content = contentOf(element);
  const place = (home && rangeOf(home)) ?? (content && { start: content.start, end: content.start });
  const own = element.childNodes.filter((node) => node !== home);
  const edits = own.flatMap(hide);
  const start = home ? element.childNodes.indexOf(home) : 0;
  const [before, after] = [element.childNodes.slice(0, start), element.childNodes.slice(start)];
  const stays = (node: Node): boolean => !isText(node);
  replaceChildren(element, [...before.filter(stays), ...nodes, ...after.filter(stays)]);
  return place ? [{ ...place, text }, ...edits] : edits;
}

const isText = (node: Node): boolean => "value" in node;

/** Hides a node and takes the texts out of it. */
function hide(node: Node): Edit[] {
  if (isText(node)) return empty(node);
  if (!(node instanceof TextElement) || node.content) return [];
  const edits = node.hasAttribute("hidden")
    ? []
    : hiding(node).flatMap(([name, value]) => setAttribute(node, name, value));
  return [...edits, ...within([node]).flatMap(withoutText)];
}

function withoutText(element: TextElement): Edit[] {
  const texts = element.childNodes.filter(isText);
  replaceChildren(
    element,
    element.childNodes.filter((node) => !isText(node)),
  );
  return texts.flatMap(empty);
}

function empty(text: Node): Edit[] {
  const range = rangeOf(text);
  return range ? [{ ...range, text: "" }] : [];
}

function nodesOf(tree: Tree): Node[] {
  return tree.map((part) => {
    if (typeof part === "string") return textNode(part);
    const [name, attributes, ...inner] = part as [string, Record<string, string>, ...Tree];
    const said = Object.entries(attributes).map(([name, value]) => ({ name, value }));
    const element = new TextElement(name, undefined, said);
    replaceChildren(element, nodesOf(inner));
    return element;
  });
}

function htmlOf(tree: Tree): string {
  return tree
    .map((part) => {
      if (typeof part === "string") return escapeText(part);
      const [name, attributes, ...inner] = part as [string, Record<string, string>, ...Tree];
      const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
      return `<${name}${said.join("")}>${name === "br" ? "" : `${htmlOf(inner)}</${name}>`}`;
    })
    .join("");
}
