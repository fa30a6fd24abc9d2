/** What markup may hold that certainly loads nothing, element by element and attribute by attribute. Everything else counts as
 *  loading. The live page, server-side rendering and `tailorbird check` ask this one table. */

import { real } from "../shared/real.js";

/** A name means the same in HTML and in SVG, or nothing in one of them. Not among them: what loads, runs or animates; what is
 *  unknown; and elements of a site's own, which may do anything. */
const ELEMENTS =
  /^([abgipqsu]|[bh]r|abbr|address|article|aside|bd[io]|blockquote|button|caption|circle|cite|clipPath|code|col(group)?|d[dlt]|data(list)?|defs|del|desc|details|dfn|dialog|div|ellipse|em|fieldset|fig(caption|ure)|font|form|h[1-6]|hgroup|input|ins|kbd|label|legend|li(ne)?|(linear|radial)Gradient|main|mark|mask|menu|meter|nav|[ou]l|opt(group|ion)|output|path|pattern|poly(gon|line)|pre|progress|rect|r[pt]|ruby|samp|search|section|select|small|t?span|stop|strong|su[bp]|summary|svg|symbol|table|tailor-slot|tbody|t[dhr]|template|text(area)?|tfoot|thead|footer|header|time|title|use|var|wbr)$/;

/** Attributes that may say anything: words, names, numbers, and what only the reader's own act follows. */
const ATTRIBUTES =
  /^((aria|data)-.*|action|alt|auto\w+|checked|cite|class|(col|row)s?(span)?|[cdfr]?[xyr]|d|datetime|dir|disabled|download|focusable|for|form\w*|headers|height|hidden|high|hreflang|id|inert|inputmode|item\w+|label|lang|list|low|m(ax|in)(length)?|method|multiple|name|novalidate|offset|open|pattern|placeholder|points|popover\w*|preserveAspectRatio|readonly|rel|required|reversed|role|scope|selected|size|space|span|start|step|tabindex|target|title|translate|type|value|version|viewBox|width|[xy][12]|xlink|xmlns|\w+Units)$/;

/** Attributes that say a style. */
const STYLES =
  /^(style|color|display|mask|opacity|overflow|transform|visibility|\w+Transform|(fill|stroke)(-\w+)?|(clip|dominant|font|letter|paint|stop|text|vector)-[-a-z]+)$/;

/** Functions of styles that make numbers and colours. None of the others may stand there, because some name a resource, and no
 *  escape, because it could spell one. */
const PLAIN = /(calc|hsla?|matrix|rgba?|rotate|scale|translate)\(/gi;

/** Is it an attribute that loads nothing? A reference to the same document does not. */
export function isHarmless(element: string, name: string, value: string): boolean {
  if (name === "href") return element === "a" || value[0] === "#";
  if (STYLES.test(name))
    return !/[(\\]/.test((name === "style" ? value : value.replaceAll("url(#", "")).replace(PLAIN, ""));
  return ATTRIBUTES.test(name) && !(name === "type" && /^image$/i.test(value));
}

// biome-ignore lint/suspicious/noExplicitAny: a node of a browser or of `js/html/tree.ts`.
type AnyNode = any;

/** Returns the name of the element, or of an attribute of it, if it might load something. */
export function loadsItself(node: AnyNode): string | undefined {
  const { localName, attributes, shadowRoot } = real(node);
  // A text has no name. A shadow root may hold anything, and is copied with its element.
  if (localName && (!ELEMENTS.test(localName) || shadowRoot)) return localName;
  // The name without a prefix: `xlink:href` is `href`.
  for (const { localName: name, name: whole, value } of attributes ?? [])
    if (!isHarmless(localName, name ?? whole, value)) return whole;
  return undefined;
}

/** Returns the name of an element or attribute among these nodes, and in them, that might load something. */
export function loading(nodes: Iterable<AnyNode>): string | undefined {
  const all = [...nodes];
  for (const node of all) {
    const found = loadsItself(node);
    if (found) return found;
    for (const child of real(node).childNodes ?? []) all.push(child);
    if (isTemplate(node)) for (const child of node.content.childNodes) all.push(child);
  }
  return undefined;
}

/** The nodes of an element that stand in the page: what a template holds, which is no child of it, does not. */
export function shownIn(element: AnyNode): AnyNode[] {
  return [...real(element).childNodes].filter((node) => !isTemplate(node));
}

/** In SVG it is an element like any other. */
export const isTemplate = (node: AnyNode): boolean => real(node).localName === "template" && !!node.content;
