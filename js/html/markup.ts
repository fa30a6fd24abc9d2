/** What the markup of a slot says: which places take words, which templates are variants, and what would be loaded. The same
 *  as `surface.ts` reads in a page, for a page as text. */

import type { Tree } from "../dom/rich.js";
import { sameLanguage } from "../engine/locale.js";
import type { Decision } from "../types/index.js";
import {
  attribute,
  contentOf,
  type Edit,
  type Element,
  escapeAttribute,
  escapeText,
  isElement,
  isTemplate,
  type Node,
  settingOf,
  type Template,
  within,
} from "./edits.js";

/** A place that takes a field. */
export interface Binding {
  readonly element: Element;
  /** Empty: the element's text. `class`: the classes that are added to its own. */
  readonly attribute: string;
  readonly field: string;
}

/** Nothing can stand in these, or what stands there is no text. */
const CLOSED = new Set(
  "area base br col embed hr img input link meta source track wbr script style iframe noscript noembed noframes xmp plaintext template".split(
    " ",
  ),
);
/** In these no template can keep what was there. */
const WITHOUT_TEMPLATES = new Set([
  ...CLOSED,
  ...["html", "head", "body", "frameset", "title", "textarea", "select", "option", "optgroup"],
]);

const HTML = "http://www.w3.org/1999/xhtml";

/** Can a template in it keep what was there? */
export function canKeep({ namespaceURI, tagName }: Element): boolean {
  return namespaceURI === HTML && !WITHOUT_TEMPLATES.has(tagName);
}

/** Nothing for a value means that an attribute goes. */
export function writing({ element, attribute: name }: Binding, value: string | null): Edit | undefined {
  if (name === "class") return settingOf(element, name, classesWith(element, value ?? ""));
  if (name) return settingOf(element, name, value);
  const content = contentOf(element);
  if (!content || value === null || CLOSED.has(element.tagName)) return undefined;
  // The parser drops the first line break of these.
  const start = /^(pre|listing|textarea)$/.test(element.tagName) && value.startsWith("\n") ? "\n" : "";
  return { ...content, text: start + escapeText(value) };
}

/** Its own classes, and those of these that it does not have. */
function classesWith(element: Element, more: string): string {
  const own = attribute(element, "class") ?? "";
  const words = own.split(/\s+/);
  return [own, ...more.split(" ").filter((word) => !words.includes(word))].filter(Boolean).join(" ");
}

/** Words with elements in them: what `rich.ts` builds in a page. */
export function writingTree({ element }: Binding, tree: Tree): Edit | undefined {
  const content = contentOf(element);
  return content && !CLOSED.has(element.tagName) ? { ...content, text: htmlOf(tree) } : undefined;
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

/** As `surface.ts` has it: would this attribute show or hide something that is only requested when it is shown? */
export function wouldRequest({ element, attribute: name }: Binding): boolean {
  return /^(hidden|open)$/.test(name) && within(element.childNodes).some(loads);
}

export const isSlot = (element: Element): boolean => attribute(element, "data-tb-slot") !== undefined;

export const isVariant = (node: Node): node is Template =>
  isTemplate(node) && attribute(node, "data-tb-variant") !== undefined;

export function textOf(node: Element): string {
  return node.childNodes
    .map((child) => ("value" in child ? child.value : isElement(child) ? textOf(child) : ""))
    .join("");
}

/** The places that take words: the element and those under it, slots within it left out. */
export function bindingsOf(element: Element): Binding[] {
  const classes = attribute(element, "data-tb-class")?.trim();
  const own = (attribute(element, "data-tb-attr") ?? "").split(/[;\s]+/).map((pair) => pair.split("="));
  const field = attribute(element, "data-tb-text")?.trim();
  return [
    ...(field ? [{ element, attribute: "", field }] : []),
    ...(classes ? [{ element, attribute: "class", field: classes }] : []),
    ...own.flatMap(([name, field]) => (name && field ? [{ element, attribute: name.toLowerCase(), field }] : [])),
    ...element.childNodes
      .filter(isElement)
      .filter((child) => !isSlot(child))
      .flatMap(bindingsOf),
  ];
}

/** Says the language of a slot where it is not the page's. */
export function languageOf(element: Element, { locale, direction }: Decision): Edit[] {
  const said = (name: string): string => {
    for (let at: Element | undefined = element; at; at = parentOf(at)) {
      const value = attribute(at, name);
      if (value !== undefined) return value.toLowerCase();
    }
    return "";
  };
  return [
    ...(sameLanguage(locale, said("lang")) ? [] : present(settingOf(element, "lang", locale))),
    ...(direction === (said("dir") || "ltr") ? [] : present(settingOf(element, "dir", direction))),
  ];
}

function parentOf({ parentNode }: Element): Element | undefined {
  return parentNode && isElement(parentNode as Node) ? (parentNode as Element) : undefined;
}

const LOADING = new Set(
  "img picture source video audio track iframe frame embed object link script style base meta image feImage".split(" "),
);

/** As `surface.ts` has it: what would be requested as soon as it is in the page. */
export function loads(element: Element): boolean {
  const says = (name: string): string =>
    attribute(element, name) ?? element.attrs.find((attr) => attr.name === name)?.value ?? "";
  return (
    LOADING.has(element.tagName) ||
    (element.tagName === "use" && !says("href").startsWith("#")) ||
    (element.tagName === "input" && says("type").toLowerCase() === "image") ||
    attribute(element, "background") !== undefined ||
    /url\(|image-set\(/.test(says("style"))
  );
}

export function present<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}
