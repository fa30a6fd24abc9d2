/** Changes of an element in a page as text. Each function changes the tree and returns the edit of the text. */

import type { Tree } from "../engine/client.js";
import { contentOf, type Edit, escapeAttribute, escapeText, settingOf } from "./edits.js";
import { type Node, replaceChildren, TextElement, textNode } from "./tree.js";

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
  return setContent(element, text ? [textNode(text)] : [], start + escapeText(text));
}

/** Writes rich words, as `js/dom/rich.ts` does in a live page. */
export function setTree(element: TextElement, tree: Tree): Edit[] {
  return setContent(element, nodesOf(tree), htmlOf(tree));
}

function setContent(element: TextElement, nodes: readonly Node[], text: string): Edit[] {
  replaceChildren(element, nodes);
  const content = contentOf(element);
  return content ? [{ ...content, text }] : [];
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
