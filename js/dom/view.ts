/** A slot of the live page: what it shows, and its bindings. The original content is kept and can be restored at any time, even
 *  after the engine failed. */

import * as contract from "../markup/contract.js";
import type { Decision } from "../types/index.js";
import { type Binding, bindingOf, put, restoreBinding, setAttribute, writeBinding } from "./binding.js";
import { isThere } from "./focus.js";
import { List, type Row, sourceOf } from "./list.js";
import { arrived } from "./parser-watch.js";
import { readTrace, takeOver, traceOf } from "./trace.js";
import { Words } from "./words.js";

/** One markup of a slot: its own, or that of a template. */
interface Markup {
  nodes: Node[];
  bindings: Binding[];
}

/** The value of `data-tb-shown` where a slot shows its own markup although its variant has a template. */
const OWN = "-";

/** A slot in the page. */
export class View {
  readonly name: string;
  readonly element: Element;
  /** The original `lang` and `dir`. */
  readonly #language: contract.Language;
  readonly #live: string | null;
  #list: List | undefined;
  #listened = false;
  /** The markups: the slot's own under "", and under its variant each template that was shown so far. */
  readonly #markups = new Map<string, Markup>();
  #shows = "";
  #variant = "";
  /** The original `lang` and `dir` of places whose words are in another language than the slot. */
  readonly #tagged = new Map<Element, contract.Language>();
  /** The template that keeps the original content where nodes were changed. A server may have left it. */
  #kept: HTMLTemplateElement | undefined;
  /** The original slot in that template, if this is a copy or a server's. */
  readonly #own: Element | undefined;
  /** Was anything changed since the trace was written? */
  #touched = false;
  /** Is the parser still at it? */
  #isOpen: boolean;

  constructor(element: Element) {
    this.element = element;
    this.#isOpen = !arrived(element);
    this.name = element.getAttribute("data-tb-slot") ?? "";
    const [shown = "", ...rest] = (element.getAttribute("data-tb-shown") ?? "").split(" ");
    this.#kept = this.#template("");
    this.#own = this.#kept && (sourceOf(this.#kept).firstElementChild?.cloneNode(true) as Element | undefined);
    const bindings = this.#bindingsOf(element);
    const trace = this.#own || !rest[0] ? undefined : readTrace(rest.join(" "), bindings);
    this.#language = trace?.language ?? contract.languageOf(this.#own ?? element);
    this.#live = trace ? trace.live : (this.#own ?? element).getAttribute("aria-live");
    const places = trace?.places;
    this.#markups.set("", {
      nodes: [],
      bindings: bindings.map((binding, place) => {
        const kept = places?.[place];
        if (kept?.[3]) this.#tagged.set(binding.element, kept[3]);
        return kept ? takeOver(binding, kept) : binding;
      }),
    });
    if (this.#own) this.#takeOver(this.#own, shown);
  }

  /** The site's own `lang`. */
  get language(): string | null {
    return this.#language[0];
  }

  /** Called before something changes for the first time since the trace was written. */
  readonly #touch = (): void => {
    if (this.#touched) return;
    this.#touched = true;
    if (!this.#kept && this.#hasNodes) this.#keep();
  };

  /** Can more than single values change here? */
  get #hasNodes(): boolean {
    return (
      !!this.#list ||
      [...this.element.children].some(isTemplate) ||
      this.bindings.some(({ attribute, element }) => !attribute && element.firstElementChild)
    );
  }

  /** Keeps the slot as it was in a template, as a server does it. */
  #keep(): void {
    const { element, bindings } = this;
    const kept = element.ownerDocument.createElement("template");
    const own = element.cloneNode(true) as Element;
    for (const child of [...own.children]) if (isTemplate(child)) child.remove();
    own.removeAttribute("data-tb-shown");
    if (!this.#shows)
      for (const [place, copy] of this.#bindingsOf(own).entries()) {
        const binding = bindings[place];
        if (binding?.written !== undefined) writeBinding({ ...copy, added: binding.added }, binding.original);
      }
    kept.setAttribute("data-tb-variant", "");
    kept.content.append(own);
    element.append(kept);
    this.#kept = kept;
  }

  /** Writes the trace of what was changed. */
  mark(): void {
    if (!this.#touched) return;
    this.#touched = false;
    const { element } = this;
    const variant = this.#shows || (this.#template(this.#variant) ? OWN : this.#variant);
    const trace = this.#kept ? "" : ` ${traceOf(this.#language, this.#live, this.bindings, this.#tagged)}`;
    setAttribute(element, "data-tb-shown", variant + trace);
  }

  /** Takes over a slot that a server rendered. The original content comes from the template that the server kept. */
  #takeOver(own: Element, shown: string): void {
    const before = this.#bindingsOf(own);
    const template = this.#template(shown);
    const source = template ? this.#markupOf(template).bindings : before;
    const there = template ? this.#placesIn(this.element) : this.#bindingsOf(this.element);
    const bindings = there.map((binding, place) => takenOver(binding, source[place] ?? binding));
    for (const [place, { element }] of bindings.entries()) {
      const language = contract.languageOf(source[place]?.element ?? element);
      if (element !== this.element && `${language}` !== `${contract.languageOf(element)}`)
        this.#tagged.set(element, language);
    }
    if (template) {
      const bindings = before.map((one) =>
        one.element === own
          ? { ...bindingOf({ ...one, element: this.element }, this.#touch), original: one.original }
          : one,
      );
      this.#markups.set("", { nodes: [...own.childNodes], bindings });
    }
    this.#shows = template ? shown : "";
    this.#markups.set(this.#shows, { nodes: [], bindings });
  }

  #template(variant: string): HTMLTemplateElement | undefined {
    return [...this.element.children].find(
      (child): child is HTMLTemplateElement =>
        isTemplate(child) &&
        child.getAttribute("data-tb-variant") === variant &&
        // Half of a template is none.
        (!this.#isOpen || arrived(child)),
    );
  }

  get bindings(): readonly Binding[] {
    return this.#markups.get(this.#shows)?.bindings ?? [];
  }

  /** Takes in places that came or went since. */
  grow(): void {
    if (this.#isOpen) this.#complete();
    const markup = this.#markups.get(this.#shows);
    if (!markup || this.#list) return;
    const old = markup.bindings;
    const places = this.#shows ? contract.placesIn(this.element.children) : contract.bindingsOf(this.element);
    const isSame = (place: contract.Binding<Element>, one: Binding | undefined): boolean =>
      one?.element === place.element && one.attribute === place.attribute && one.field === place.field;
    if (places.length === old.length && places.every((place, at) => isSame(place, old[at]))) return;
    markup.bindings = places.map((place) => old.find((one) => isSame(place, one)) ?? bindingOf(place, this.#touch));
  }

  /** Words stand over what the parser has brought since, too. */
  #complete(): void {
    this.#isOpen = !arrived(this.element);
    for (const { words } of this.bindings) words?.again(this.#touch);
  }

  /** Shows the template of a variant, or the slot's own markup if it has none. Returns false if the template is refused. */
  turn(variant: string, mayLoad: boolean): boolean {
    const template = this.#template(variant);
    const isNew = template && variant !== this.#shows;
    const refused = isNew && !mayLoad && contract.wouldLoad(sourceOf(template), this.element);
    const next = template && !refused ? variant : "";
    if (template && !this.#markups.has(next)) this.#markups.set(next, this.#markupOf(template));
    this.#variant = variant;
    this.#show(next);
    return !refused;
  }

  /** Shows these items of a list in this order and returns them by their ids. Returns undefined if the list is refused. */
  arrange(ids: readonly string[], mayLoad: boolean): Map<string, Row> | undefined {
    const list = this.#list ?? new List(this.element, (row, key) => this.#rowOf(row, key), this.#own);
    const { template } = list;
    if (!mayLoad && contract.wouldLoad(template ? sourceOf(template) : undefined, this.element)) return undefined;
    this.#list = list;
    return list.arrange(ids, this.#touch);
  }

  /** The bindings of an item, with what stood there before if this is a copy. */
  #rowOf(row: Element, key: string): Binding[] {
    const bindings = this.#bindingsOf(row);
    const own = [...(this.#own?.children ?? [])].find((child) => child.getAttribute("data-tb-key") === key);
    const before = own && this.#bindingsOf(own);
    return before ? bindings.map((binding, place) => takenOver(binding, before[place] ?? binding)) : bindings;
  }

  /** Writes the language of the slot if it differs from the page's. Without a decision, restores the original. */
  speak(decision: Decision | undefined): void {
    this.#setLanguage(this.element, contract.spoken(this.element, this.#language, decision));
    for (const binding of this.bindings) this.#tag(binding, decision?.languages?.[binding.field]);
  }

  /** Writes the language of a place if it differs from the slot's. */
  #tag({ element, attribute }: Binding, spoken: { locale: string; direction: string } | undefined): void {
    const own = this.#tagged.get(element) ?? contract.languageOf(element);
    if (attribute || element === this.element || (!spoken && !this.#tagged.delete(element))) return;
    if (spoken) this.#tagged.set(element, own);
    this.#setLanguage(element, spoken ? [spoken.locale, spoken.direction] : own);
  }

  #setLanguage(element: Element, [lang, dir]: contract.Language): void {
    put(element, "lang", lang, this.#touch);
    put(element, "dir", dir, this.#touch);
  }

  /** Makes the slot a polite live region after its first rendering. The site's own `aria-live` has priority. */
  listen(from: boolean): void {
    if (this.#live !== null || !(from || this.#listened)) return;
    this.#listened = true;
    put(this.element, "aria-live", isThere(this.element) ? "polite" : "off", this.#touch);
  }

  restore(): void {
    put(this.element, "aria-live", this.#live, this.#touch);
    this.#show("");
    for (const { bindings } of [...(this.#list?.rows ?? []), ...this.#markups.values()])
      for (const binding of bindings) restoreBinding(binding);
    this.#list?.restore();
    this.speak(undefined);
    this.#template("")?.remove();
    this.element.removeAttribute("data-tb-shown");
  }

  /** Replaces the nodes of the present markup by those of another. Templates stay where they are, and so does what others
   *  have put beside a template's nodes. */
  #show(next: string): void {
    if (next === this.#shows) return;
    this.#touch();
    const old = this.#markups.get(this.#shows);
    const nodes = old?.nodes ?? [];
    const isOld = (node: Node): boolean =>
      !isTemplate(node) && (!this.#shows || !nodes[0] || nodes.includes(node) || isTranslation(node));
    const current = [...this.element.childNodes].filter(isOld);
    for (const node of current) node.remove();
    if (old) old.nodes = current;
    this.element.prepend(...(this.#markups.get(next)?.nodes ?? []));
    this.#shows = next;
  }

  #bindingsOf(element: Element): Binding[] {
    return contract.bindingsOf(element).map((place) => bindingOf(place, this.#touch));
  }

  #placesIn({ children }: ParentNode): Binding[] {
    return contract.placesIn(children).map((place) => bindingOf(place, this.#touch));
  }

  #markupOf(template: HTMLTemplateElement): Markup {
    const content = template.ownerDocument.createDocumentFragment();
    content.append(...[...sourceOf(template).childNodes].map((node) => node.cloneNode(true)));
    return { bindings: this.#placesIn(content), nodes: [...content.childNodes] };
  }
}

/** Checked without `instanceof`, because the root may belong to another window, such as the frame of a preview. */
function isTemplate(node: Node): boolean {
  return (
    !!(node as Partial<HTMLTemplateElement>).content?.children && (node as Element).hasAttribute("data-tb-variant")
  );
}

const isTranslation = ({ nodeName }: Node): boolean => nodeName === "FONT";

/** Combines a binding of a slot that a server wrote, or of a copy, with the original one. */
function takenOver(binding: Binding, { element, original }: Binding): Binding {
  const { attribute, words } = binding;
  if (attribute === "class") {
    const added = [...binding.element.classList].filter((name) => !element.classList.contains(name));
    return { ...binding, original, written: added.join(" ") || null, added };
  }
  const [own, there] = [[...element.childNodes], [...binding.element.childNodes]];
  const isOwn = own.length === there.length && own.every((node, place) => node.isEqualNode(there[place] ?? null));
  return {
    ...binding,
    words: words && !isOwn ? new Words(binding.element, own) : words,
    original,
    written: binding.original,
  };
}
