/** The contract of markup: which places take which fields, which elements load, and which language applies. The live page and
 *  server-side rendering share it, so that both give the same DOM. */

import type { Client, Tree } from "../engine/client.js";
import { sameLanguage } from "../engine/locale.js";
import type { Report } from "../shared/input.js";
import { wouldLoad } from "../shared/problem.js";
import { real } from "../shared/real.js";
import type { Decision } from "../types/index.js";
import { loading, loadsItself, shownIn } from "./harmless.js";

/** The part of an element's interface that the contract needs: an element of the browser, or one of `js/html/tree.ts`. */
export interface Markup<E> {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly parentElement: E | null;
  readonly parentNode: unknown;
  readonly childNodes: Iterable<unknown>;
  closest(selectors: string): E | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelectorAll(selectors: string): Iterable<E>;
}

/** A place that takes a field. */
export interface Binding<E> {
  readonly holder: E;
  /** Empty: the element's text. `class`: the classes that are added to its own. */
  readonly attribute: string;
  readonly field: string;
}

/** The selector of slots. An element inside a text binding is hidden behind its words, so it is no slot, and neither is what
 *  comes from others than the site. */
export const SLOTS = "[data-tb-slot]:not([data-tb-text] *):not([data-tb-ignore]):not([data-tb-ignore] *)";

/** Does the element hold what others have written, of which nothing counts? */
export const isIgnored = (element: Pick<Markup<unknown>, "hasAttribute">): boolean =>
  real(element).hasAttribute("data-tb-ignore");

/** The attributes that hide an element of a place behind the words there: elements that are not HTML know no `hidden`. */
export function hiding(element: { readonly namespaceURI: string | null }): [name: string, value: string][] {
  const isOther = !real(element).namespaceURI?.endsWith("xhtml");
  return [["hidden", ""], ...(isOther ? [["display", "none"] as [string, string]] : [])];
}

/** Returns what might load something where a binding shows, hides or replaces it. */
function wouldRequest<E extends Markup<E>>({ holder: element, attribute }: Binding<E>): string | undefined {
  if (!/^(hidden|open)?$/.test(attribute)) return undefined;
  return (attribute && loadsItself(element)) || loading(shownIn(element));
}

/** Returns the bindings of an element and those inside it, except in other slots and in text bindings. */
export function bindingsOf<E extends Markup<E>>(root: E): Binding<E>[] {
  const belongs = (element: E): boolean =>
    element === root ||
    (!(real(element).hasAttribute("data-tb-slot") || isIgnored(element)) && isOpen(real(element).parentElement as E));
  const isOpen = (parent: E): boolean => !real(parent).hasAttribute("data-tb-text") && belongs(parent);
  return [root, ...real(root).querySelectorAll("[data-tb-text],[data-tb-attr],[data-tb-class]")]
    .filter(belongs)
    .flatMap((element) => {
      const said = (mark: string): string => (real(element).getAttribute(`data-tb-${mark}`) ?? "").trim();
      const fields = new Map([
        ["", said("text")],
        ["class", said("class")],
      ]);
      // `href=link; title=tip`; of two for the same attribute the last one counts.
      for (const pair of said("attr").split(/[;\s]+/)) {
        const [name, field] = pair.split("=");
        if (name && field) fields.set(name.toLowerCase(), field);
      }
      return [...fields].flatMap(([attribute, field]) => (field ? { holder: element, attribute, field } : []));
    });
}

/** Returns the bindings in the top-level elements of a slot. A slot among them keeps its own bindings. */
export function placesIn<E extends Markup<E>>(children: Iterable<E>): Binding<E>[] {
  return [...children]
    .filter((element) => !real(element).hasAttribute("data-tb-slot") && !isIgnored(element))
    .flatMap((element) => bindingsOf(element));
}

/** Does one of these bindings show words? URLs, switches and classes have no language. */
export function speaks({ fields }: Decision, bindings: readonly Binding<unknown>[]): boolean {
  return bindings.some(
    ({ attribute, field }) => !/^([hsw]|class)/.test(attribute) && typeof fields[field] === "string",
  );
}

/** The `lang` and `dir` attributes of an element. */
export type Language = readonly [lang: string | null, dir: string | null];

export function languageOf(element: Pick<Markup<unknown>, "getAttribute">): Language {
  return [real(element).getAttribute("lang"), real(element).getAttribute("dir")];
}

/** Returns the `lang` and `dir` that a slot needs: those of its words where they differ from the context, else its own. */
export function spoken(element: Markup<unknown>, [lang, dir]: Language, decision: Decision | undefined): Language {
  const { locale, direction } = decision ?? {};
  const isSame = !locale || sameLanguage(locale, lang ?? inherited(element, "lang"));
  const sameDirection = !direction || direction === ((dir ?? inherited(element, "dir")).toLowerCase() || "ltr");
  return [isSame ? lang : locale, sameDirection ? dir : direction];
}

/** Returns the nearest attribute of an ancestor, also outside a shadow root. */
function inherited(element: Markup<unknown>, name: string): string {
  let at = around(element);
  while (at && !(isElement(at) && real(at).hasAttribute(name))) at = around(at);
  return at ? (real(at).getAttribute(name) as string) : "";
}

/** What a node is in: its parent, or of a shadow root its host, and of a template's content its template. */
// biome-ignore lint/suspicious/noExplicitAny: an element, a document, a fragment or a shadow root; a link's host is a text.
export const around = (node: any): any => real(node).parentNode ?? real(node).host;

// biome-ignore lint/suspicious/noExplicitAny: as above.
const isElement = (node: any): boolean => !!real(node).localName;

/** Returns the languages of slots' places as the site wrote them: the nearest `lang`. Of a slot that stands in several
 *  places the first one counts.
 *  @param written The site's own `lang` of an element, which a slot that speaks another language no longer says itself. */
export function languagesOf<E extends Markup<E>>(
  slots: Iterable<E>,
  written: (element: E) => string | null,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of slots) {
    const slot = real(element).getAttribute("data-tb-slot") ?? "";
    let at = found.has(slot) ? undefined : element;
    let language: string | null | undefined;
    for (; at && !language; at = around(at)) language = isElement(at) ? written(at) : undefined;
    if (language) found.set(slot, language);
  }
  return found;
}

/** A binding with its slot, or with `SLOT/ITEM` for an item of a list. */
export interface Place<B> {
  readonly slot: string;
  readonly binding: B;
}

/** Returns the places of a slot that may be written. */
export function placesOf<E extends Markup<E>, B extends Binding<E>>(
  { tell }: { readonly tell: Report },
  slot: string,
  bindings: readonly B[],
  mayLoad: boolean,
): B[] {
  return bindings.flatMap((binding) => {
    const loads = mayLoad ? undefined : $markup ? wouldRequest(binding) : elementIn(binding);
    if (loads === undefined) return binding;
    tell(`/slots/${slot}`, $markup ? wouldLoad(loads) : `<${loads}> in a place of words needs “templates”`);
    return [];
  });
}

/** The element that words would hide. */
const elementIn = <E extends Markup<E>>({ holder: element, attribute }: Binding<E>): string | undefined =>
  attribute ? undefined : [...real(element).querySelectorAll("*")][0]?.localName;

/** Writes all places that differ, and reports those that are refused. A missing attribute and an empty one differ. */
export function patch<
  P extends Place<
    Binding<Pick<Markup<Pick<Element, "localName">>, "localName" | "closest">> & { readonly original: string | null }
  >,
>(
  client: Pick<Client, "patch"> & { readonly tell: Report },
  places: readonly P[],
  read: (place: P) => string | null,
  write: (place: P, value: string | null, tree?: Tree) => void,
): void {
  const known = (value: string | null): string => (value === null ? "" : `+${value}`);
  const questions = places.map((place) => {
    const { holder: element, attribute, field, original } = place.binding;
    // A form sends what an option holds, in whatever element.
    const { localName } = (attribute ? undefined : real(element).closest("option")) ?? real(element);
    return [place.slot, localName, attribute, field, known(original), known(read(place))];
  });
  for (const [place, value, more] of client.patch(questions)) {
    const at = places[place] as P;
    if (typeof more === "string") client.tell(`/slots/${at.slot.split("/")[0]}/fields/${at.binding.field}`, more);
    else write(at, value, more);
  }
}
