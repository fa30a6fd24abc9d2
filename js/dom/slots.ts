/** The markup: which elements are slots, what they show, and how patches are written. What the server sent is kept,
 *  and can be given back at any time, whatever has become of the engine. */

import * as contract from "../markup/contract.js";
import type { Decision } from "../types/index.js";
import { type Binding, readBinding, setAttribute, setLanguage, writeBinding } from "./binding.js";
import { isThere } from "./focus.js";
import { List, type Row } from "./list.js";

/** One way in which a slot was marked up. */
interface Markup {
  nodes: Node[];
  readonly bindings: Binding[];
}

/** A slot in the page. */
export class View {
  readonly name: string;
  readonly element: Element;
  /** What the server said of it. */
  readonly #language: contract.Language;
  readonly #live: string | null;
  #list: List | undefined;
  #listened = false;
  /** What it can show: its own markup under "", and each template that was shown so far under its variant. */
  readonly #markups = new Map<string, Markup>();
  #shows = "";
  /** What was written as the language of places that speak another one than the slot: what the server had there. */
  readonly #tagged = new Map<Element, contract.Language>();

  /** Where a server wrote a variant: the template in which it kept what was there. */
  readonly #kept: HTMLTemplateElement | undefined;

  constructor(element: Element) {
    this.element = element;
    this.name = element.getAttribute("data-tb-slot") ?? "";
    this.#live = element.getAttribute("aria-live");
    this.#kept = this.#template("");
    const own = this.#kept?.content.firstElementChild?.cloneNode(true) as Element | undefined;
    this.#language = contract.languageOf(own ?? element);
    this.#markups.set("", { nodes: [], bindings: bindingsOf(element) });
    if (own) this.#takeOver(own, element.getAttribute("data-tb-shown") ?? "");
  }

  /** What a server wrote stands there: what stood there before is known all the same, and stays to be given back. */
  #takeOver(own: Element, shown: string): void {
    const before = bindingsOf(own);
    const template = this.#template(shown);
    const source = template ? markupOf(template).bindings : before;
    const there = template ? placesIn(this.element) : bindingsOf(this.element);
    const bindings = there.map((binding, place) => takenOver(binding, source[place] ?? binding));
    if (template) {
      const bindings = before.map((one) => (one.element === own ? { ...one, element: this.element } : one));
      this.#markups.set("", { nodes: [...own.childNodes], bindings });
    }
    this.#shows = template ? shown : "";
    this.#markups.set(this.#shows, { nodes: [], bindings });
  }

  #template(variant: string): HTMLTemplateElement | undefined {
    return [...this.element.children].find(
      (child): child is HTMLTemplateElement => isTemplate(child) && child.getAttribute("data-tb-variant") === variant,
    );
  }

  get bindings(): readonly Binding[] {
    return this.#markups.get(this.#shows)?.bindings ?? [];
  }

  /** Turns to the template of a variant, or to the slot's own markup where it has none. False: refused. */
  turn(variant: string, mayLoad: boolean): boolean {
    const template = this.#template(variant);
    const isNew = template && variant !== this.#shows;
    const refused = isNew && !mayLoad && contract.wouldLoad(template.content, this.element);
    const next = template && !refused ? variant : "";
    if (template && !this.#markups.has(next)) this.#markups.set(next, markupOf(template));
    this.#show(next);
    return !refused;
  }

  /** Shows these items of a list in this order, as far as they can be made: their places by their ids. Nothing: refused. */
  arrange(ids: readonly string[], mayLoad: boolean): Map<string, Row> | undefined {
    const list = this.#list ?? new List(this.element, bindingsOf);
    if (!mayLoad && contract.wouldLoad(list.template?.content, this.element)) return undefined;
    this.#list = list;
    return list.arrange(ids);
  }

  /** Says which language the slot is in where it is not the page's; without a decision, as the server said. */
  speak(decision: Decision | undefined): void {
    setLanguage(this.element, contract.spoken(this.element, this.#language, decision));
    for (const binding of this.bindings) this.#tag(binding, decision?.languages?.[binding.field]);
  }

  /** A place whose words are in another language than its slot's says so itself. */
  #tag({ element, attribute }: Binding, spoken: { locale: string; direction: string } | undefined): void {
    const own = this.#tagged.get(element) ?? contract.languageOf(element);
    if (attribute || element === this.element || (!spoken && !this.#tagged.delete(element))) return;
    if (spoken) this.#tagged.set(element, own);
    setLanguage(element, spoken ? [spoken.locale, spoken.direction] : own);
  }

  /** Has changes read out, politely, from its first rendering on, which is none itself. What the site says of it counts. */
  listen(from: boolean): void {
    if (this.#live !== null || !(from || this.#listened)) return;
    this.#listened = true;
    setAttribute(this.element, "aria-live", isThere(this.element) ? "polite" : "off");
  }

  restore(): void {
    setAttribute(this.element, "aria-live", this.#live);
    this.#show("");
    for (const { bindings } of [...(this.#list?.rows ?? []), ...this.#markups.values()])
      for (const binding of bindings) writeBinding(binding, binding.original);
    this.#list?.restore();
    this.speak(undefined);
    this.#kept?.remove();
    this.element.removeAttribute("data-tb-shown");
  }

  /** Puts another markup's nodes where this one's are. Templates stay where they are. */
  #show(next: string): void {
    if (next === this.#shows) return;
    const current = [...this.element.childNodes].filter((node) => !isTemplate(node));
    for (const node of current) node.remove();
    const old = this.#markups.get(this.#shows);
    if (old) old.nodes = current;
    this.element.prepend(...(this.#markups.get(next)?.nodes ?? []));
    this.#shows = next;
  }
}

/** Every slot that was met in the page. */
export class Slots {
  #views = new Map<Element, View>();

  /** The slots under `roots`, those that were met before with all that is known of them. */
  meet(roots: readonly ParentNode[]): View[] {
    const found = new Set(roots.flatMap((root) => [...root.querySelectorAll(contract.SLOTS)]));
    // What has left the page for good is forgotten; a root may never have been in it.
    for (const element of this.#views.keys())
      if (!element.isConnected && !found.has(element)) this.#views.delete(element);
    return [...found].map((element) => {
      const view = this.#views.get(element) ?? new View(element);
      this.#views.set(element, view);
      return view;
    });
  }

  /** Gives every slot back as the server sent it. */
  restore(): void {
    for (const view of this.#views.values()) view.restore();
    this.#views.clear();
  }
}

/** Not `instanceof`: the root may belong to another window, such as a preview's frame. */
function isTemplate(node: Node): boolean {
  return (
    !!(node as Partial<HTMLTemplateElement>).content?.children && (node as Element).hasAttribute("data-tb-variant")
  );
}

function markupOf(template: HTMLTemplateElement): Markup {
  const content = template.content.cloneNode(true) as DocumentFragment;
  return { bindings: placesIn(content), nodes: [...content.childNodes] };
}

/** A place where a server wrote, and the same one as the site wrote it. */
function takenOver(binding: Binding, { element, original, nodes }: Binding): Binding {
  const added = [...binding.element.classList].filter((name) => !element.classList.contains(name));
  const classes = binding.attribute === "class" && added.length ? added.join(" ") : null;
  return { ...binding, original, nodes, classes, added };
}

function bindingsOf(element: Element): Binding[] {
  return contract.bindingsOf(element).map(withOriginal);
}

function placesIn({ children }: ParentNode): Binding[] {
  return contract.placesIn(children).map(withOriginal);
}

function withOriginal(place: contract.Binding<Element>): Binding {
  const binding = { ...place, nodes: [...place.element.childNodes], classes: null, added: [] };
  return { ...binding, original: readBinding(binding) };
}
