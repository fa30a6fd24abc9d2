/** What the markup of a page says: which places take which words, what loads, and what language is spoken. For the live
 *  page and for the page as text, so that both are painted alike. */

import type { Client, Tree } from "../engine/client.js";
import { sameLanguage } from "../engine/locale.js";
import { LOADS } from "../shared/problem.js";
import type { Decision } from "../types/index.js";

/** An element, or what else has elements in it. A browser's own are some; `js/html/tree.ts` has those of a text. */
export interface Root<E> {
  querySelector(selectors: string): E | null;
  querySelectorAll(selectors: string): Iterable<E>;
}

export interface Markup<E> extends Root<E> {
  readonly localName: string;
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

/** Slots. What stands in a place of words gives way to them, so it is none. */
export const SLOTS = "[data-tb-slot]:not([data-tb-text] *)";

/** What waits with its request until it is shown, or asks for nothing while it is not. */
export const WAITING = "[loading=lazy i],object,embed,[background],[style*='url(' i],[style*='image-set(' i]";

/** What would be requested as soon as it is in the page. A variant with one of these may be chosen only where the
 *  manifest says so, because the request would tell which variant it was. */
const LOADING = `img,picture,source,video,audio,track,iframe,frame,link,script,style,base,meta,image,feImage,use:not([href^='#']),input[type=image i],${WAITING}`;

/** Would this markup load something, or keep what is here from being loaded? */
export function wouldLoad(markup: Root<unknown> | undefined, here: Root<unknown>): boolean {
  return !!(markup?.querySelector(LOADING) ?? here.querySelector(WAITING));
}

/** Would this attribute show or hide, or would words take away, what is only requested when it is shown? */
function wouldRequest<E extends Markup<E>>({ element, attribute }: Binding<E>): boolean {
  return (
    /^(hidden|open)?$/.test(attribute) && !!(element.querySelector(WAITING) || (attribute && element.matches(WAITING)))
  );
}

/** The places that take words: the element and those under it, but none in another slot or in a place of words. */
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

/** The places in markup that stands right in a slot; a slot there keeps its own. */
export function placesIn<E extends Markup<E>>(children: Iterable<E>): Binding<E>[] {
  return [...children]
    .filter((element) => !element.hasAttribute("data-tb-slot"))
    .flatMap((element) => bindingsOf(element));
}

/** Does one of these places have a language? What is followed, loaded or switched has none. */
export function speaks({ fields }: Decision, bindings: readonly Binding<unknown>[]): boolean {
  return bindings.some(
    ({ attribute, field }) => !/^([hsw]|class)/.test(attribute) && typeof fields[field] === "string",
  );
}

/** What an element says of its language and its direction. */
export type Language = readonly [lang: string | null, dir: string | null];

export function languageOf(element: Pick<Markup<unknown>, "getAttribute">): Language {
  return [element.getAttribute("lang"), element.getAttribute("dir")];
}

/** What a slot has to say of them, where it is not what is said around it; without a decision its own. */
export function spoken(element: Markup<unknown>, [lang, dir]: Language, decision: Decision | undefined): Language {
  const { locale, direction } = decision ?? {};
  const isSame = !locale || sameLanguage(locale, lang ?? inherited(element, "lang"));
  const sameDirection = !direction || direction === ((dir ?? inherited(element, "dir")).toLowerCase() || "ltr");
  return [isSame ? lang : locale, sameDirection ? dir : direction];
}

/** What an element around it says, also one around its shadow root. */
function inherited(element: Markup<unknown>, name: string): string {
  // biome-ignore lint/suspicious/noExplicitAny: an element, a document, a fragment or a shadow root.
  let at: any = element;
  do at = at.parentNode ?? at.host;
  while (at && !at.hasAttribute?.(name));
  // A link has a host too, which is a text.
  return at ? at.getAttribute(name) : "";
}

/** A place, and the slot that it is in: of an item in a list `SLOT/ITEM`. */
export interface Place<B> {
  readonly slot: string;
  readonly binding: B;
}

/** The places of a slot that may be written. */
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

/** Writes into all places what they lack, and tells which may not take it. A place that has nothing is not the same as one
 *  that has an empty text. */
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
