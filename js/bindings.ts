/** What the markup of a slot says: which places take words, which templates are variants, and what would be loaded. The same
 *  as `surface.ts` reads in a page, for a page as text. */

import {
  attribute,
  contentOf,
  type Edit,
  type Element,
  escapeText,
  isElement,
  isTemplate,
  type Node,
  settingOf,
  type Template,
} from "./html.js";
import { sameTongue } from "./tongue.js";
import type { Decision } from "./types.js";

/** A place that takes the words of a field. */
export interface Holder {
  readonly element: Element;
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

export function writing({ element, attribute: name }: Holder, value: string): Edit | undefined {
  if (name) return settingOf(element, name, value);
  const content = contentOf(element);
  if (!content || CLOSED.has(element.tagName)) return undefined;
  // The parser drops the first line break of these.
  const start = /^(pre|listing|textarea)$/.test(element.tagName) && value.startsWith("\n") ? "\n" : "";
  return { ...content, text: start + escapeText(value) };
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
export function holdersOf(element: Element): Holder[] {
  const own = (attribute(element, "data-tb-attr") ?? "").split(/[;\s]+/).map((pair) => pair.split("="));
  const field = attribute(element, "data-tb-text")?.trim();
  return [
    ...(field ? [{ element, attribute: "", field }] : []),
    ...own.flatMap(([name, field]) => (name && field ? [{ element, attribute: name.toLowerCase(), field }] : [])),
    ...element.childNodes
      .filter(isElement)
      .filter((child) => !isSlot(child))
      .flatMap(holdersOf),
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
    ...(sameTongue(locale, said("lang")) ? [] : present(settingOf(element, "lang", locale))),
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
