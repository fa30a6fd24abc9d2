/** The contract of markup: which places take which fields, which elements load, and which language applies. The live page and
 *  server-side rendering share it, so that both give the same DOM. */

import type { Client, Tree } from "../engine/client.js";
import { sameLanguage } from "../engine/locale.js";
import { LOADS } from "../shared/problem.js";
import type { Decision } from "../types/index.js";

/** An element, a document or a fragment: one of the browser, or one of `js/html/tree.ts`. */
export interface Root<E> {
  querySelector(selectors: string): E | null;
  querySelectorAll(selectors: string): Iterable<E>;
}

/** The part of an element's interface that the contract needs. */
export interface Markup<E> extends Root<E> {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly parentElement: E | null;
  readonly parentNode: unknown;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  matches(selectors: string): boolean;
}

/** A place that takes a field. */
export interface Binding<E> {
  readonly element: E;
  /** Empty: the element's text. `class`: the classes that are added to its own. */
  readonly attribute: string;
  readonly field: string;
}

/** The selector of slots. An element inside a text binding is hidden behind its words, so it is no slot. */
export const SLOTS = "[data-tb-slot]:not([data-tb-text] *)";

/** Is the element inside a template? Frameworks put what a template holds among its children instead of in its content. */
export function isTemplated<E extends Pick<Markup<E>, "localName" | "parentElement">>({
  parentElement: at,
}: E): boolean {
  return !!at && (at.localName === "template" || isTemplated(at));
}

/** The attributes that hide an element of a place behind the words there: elements that are not HTML know no `hidden`. */
export function hiding({ namespaceURI }: { readonly namespaceURI: string | null }): [name: string, value: string][] {
  return namespaceURI?.endsWith("xhtml")
    ? [["hidden", ""]]
    : [
        ["hidden", ""],
        ["display", "none"],
      ];
}

/** The selector of elements that make their request only when they are shown. */
export const WAITING = "[loading=lazy i],object,embed,[background],[style*='url(' i],[style*='image-set(' i]";

/** The selector of elements that make a request as soon as they are in the page. A variant with one of these may be chosen
 *  only if the manifest allows it, because the request would tell which variant it was. */
const LOADING = `img,picture,source,video,audio,track,iframe,frame,link,script,style,base,meta,image,feImage,use:not([href^='#']),input[type=image i],${WAITING}`;

/** Would this markup load something, or prevent a request of the present content? */
export function wouldLoad(markup: Root<unknown> | undefined, here: Root<unknown>): boolean {
  return !!(markup?.querySelector(LOADING) ?? here.querySelector(WAITING));
}

/** Would the binding show, hide or replace an element that makes its request only when it is shown? */
function wouldRequest<E extends Markup<E>>({ element, attribute }: Binding<E>): boolean {
  return (
    /^(hidden|open)?$/.test(attribute) && !!(element.querySelector(WAITING) || (attribute && element.matches(WAITING)))
  );
}

/** Returns the bindings of an element and those inside it, except in other slots and in text bindings. */
export function bindingsOf<E extends Markup<E>>(root: E): Binding<E>[] {
  const belongs = (element: E): boolean =>
    element === root ||
    (!(element.hasAttribute("data-tb-slot") || element.parentElement?.hasAttribute("data-tb-text")) &&
      belongs(element.parentElement as E));
  return [root, ...root.querySelectorAll("[data-tb-text],[data-tb-attr],[data-tb-class]")]
    .filter(belongs)
    .flatMap((element) => {
      const said = (mark: string): string => element.getAttribute(`data-tb-${mark}`) ?? "";
      const fields = new Map([
        ["", said("text").trim()],
        ["class", said("class").trim()],
      ]);
      // `href=link; title=tip`; of two for the same attribute the last one counts.
      for (const pair of said("attr").split(/[;\s]+/)) {
        const [name, field] = pair.split("=");
        if (name && field) fields.set(name.toLowerCase(), field);
      }
      return [...fields].flatMap(([attribute, field]) => (field ? { element, attribute, field } : []));
    });
}

/** Returns the bindings in the top-level elements of a slot. A slot among them keeps its own bindings. */
export function placesIn<E extends Markup<E>>(children: Iterable<E>): Binding<E>[] {
  return [...children]
    .filter((element) => !element.hasAttribute("data-tb-slot"))
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
  return [element.getAttribute("lang"), element.getAttribute("dir")];
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
  // biome-ignore lint/suspicious/noExplicitAny: an element, a document, a fragment or a shadow root.
  let at: any = element;
  do at = at.parentNode ?? at.host;
  while (at && !at.hasAttribute?.(name));
  // A link has a host too, which is a text.
  return at ? at.getAttribute(name) : "";
}

/** Returns the languages of slots' places as the site wrote them: the nearest `lang`. Of a slot that stands in several
 *  places the first one counts.
 *  @param written The site's own `lang` of an element, which a slot that speaks another language no longer says itself. */
export function languagesOf<E extends Markup<E>>(
  slots: Iterable<E>,
  written: (element: E) => string | null,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of slots) {
    const slot = element.getAttribute("data-tb-slot") ?? "";
    // biome-ignore lint/suspicious/noExplicitAny: as above; a template's content has its template for a host here.
    let at: any = found.has(slot) ? undefined : element;
    let language: string | null | undefined;
    for (; at && !language; at = at.parentNode ?? at.host) language = at.getAttribute && written(at);
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
  { tell }: Pick<Client, "tell">,
  slot: string,
  bindings: readonly B[],
  mayLoad: boolean,
): Place<B>[] {
  const places = bindings.filter((binding) => mayLoad || !wouldRequest(binding));
  if (places.length < bindings.length) tell(`/slots/${slot}`, LOADS);
  return places.map((binding) => ({ slot, binding }));
}

/** Writes all places that differ, and reports those that are refused. A missing attribute and an empty one differ. */
export function patch<B extends Binding<Pick<Markup<unknown>, "localName">> & { readonly original: string | null }>(
  client: Pick<Client, "patch" | "tell">,
  places: readonly Place<B>[],
  read: (binding: B) => string | null,
  write: (binding: B, value: string | null, tree?: Tree) => void,
): void {
  const known = (value: string | null): string => (value === null ? "" : `+${value}`);
  const questions = places.map(({ slot, binding }) => {
    const { element, attribute, field, original } = binding;
    return [slot, element.localName, attribute, field, known(original), known(read(binding))];
  });
  for (const [place, value, more] of client.patch(questions)) {
    const { slot, binding } = places[place] as Place<B>;
    if (typeof more === "string") client.tell(`/slots/${slot.split("/")[0]}/fields/${binding.field}`, more);
    else write(binding, value, more);
  }
}
