/** The slots of the live page: what they show, and their bindings. The original content is kept and can be restored at any
 *  time, even after the engine failed. */

import * as contract from "../markup/contract.js";
import type { Decision } from "../types/index.js";
import { type Binding, readBinding, setAttribute, setLanguage, writeBinding } from "./binding.js";
import { isThere } from "./focus.js";
import { List, type Row } from "./list.js";

/** One markup of a slot: its own, or that of a template. */
interface Markup {
  nodes: Node[];
  readonly bindings: Binding[];
}

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
  /** The original `lang` and `dir` of places whose words are in another language than the slot. */
  readonly #tagged = new Map<Element, contract.Language>();

  /** The template in which server-side rendering kept the original content. */
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

  /** Takes over a slot that a server rendered. The original content comes from the template that the server kept. */
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

  /** The site's own `lang`. */
  get language(): string | null {
    return this.#language[0];
  }

  get bindings(): readonly Binding[] {
    return this.#markups.get(this.#shows)?.bindings ?? [];
  }

  /** Shows the template of a variant, or the slot's own markup if it has none. Returns false if the template is refused. */
  turn(variant: string, mayLoad: boolean): boolean {
    const template = this.#template(variant);
    const isNew = template && variant !== this.#shows;
    const refused = isNew && !mayLoad && contract.wouldLoad(template.content, this.element);
    const next = template && !refused ? variant : "";
    if (template && !this.#markups.has(next)) this.#markups.set(next, markupOf(template));
    this.#show(next);
    return !refused;
  }

  /** Shows these items of a list in this order and returns them by their ids. Returns undefined if the list is refused. */
  arrange(ids: readonly string[], mayLoad: boolean): Map<string, Row> | undefined {
    const list = this.#list ?? new List(this.element, bindingsOf);
    if (!mayLoad && contract.wouldLoad(list.template?.content, this.element)) return undefined;
    this.#list = list;
    return list.arrange(ids);
  }

  /** Writes the language of the slot if it differs from the page's. Without a decision, restores the original. */
  speak(decision: Decision | undefined): void {
    setLanguage(this.element, contract.spoken(this.element, this.#language, decision));
    for (const binding of this.bindings) this.#tag(binding, decision?.languages?.[binding.field]);
  }

  /** Writes the language of a place if it differs from the slot's. */
  #tag({ element, attribute }: Binding, spoken: { locale: string; direction: string } | undefined): void {
    const own = this.#tagged.get(element) ?? contract.languageOf(element);
    if (attribute || element === this.element || (!spoken && !this.#tagged.delete(element))) return;
    if (spoken) this.#tagged.set(element, own);
    setLanguage(element, spoken ? [spoken.locale, spoken.direction] : own);
  }

  /** Makes the slot a polite live region after its first rendering. The site's own `aria-live` has priority. */
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

  /** Replaces the nodes of the present markup by those of another. Templates stay where they are. */
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

/** All slots that were found in the page. */
export class Slots {
  #views = new Map<Element, View>();

  /** Returns the slots under `roots`. A slot that was found before keeps its state. */
  meet(roots: readonly ParentNode[]): View[] {
    const found = new Set(roots.flatMap((root) => [...root.querySelectorAll(contract.SLOTS)]));
    // Slots that left the page are dropped. A root may be outside the page from the start.
    for (const element of this.#views.keys())
      if (!element.isConnected && !found.has(element)) this.#views.delete(element);
    return [...found].map((element) => {
      const view = this.#views.get(element) ?? new View(element);
      this.#views.set(element, view);
      return view;
    });
  }

  /** Returns the languages of the places of the slots under `roots`, whatever the slots themselves speak now. */
  languages(roots: readonly ParentNode[]): Map<string, string> {
    return contract.languagesOf(
      roots.flatMap((root) => [...root.querySelectorAll(contract.SLOTS)]),
      (element) => {
        const isWritten = element.hasAttribute("data-tb-shown");
        const view = this.#views.get(element) ?? (isWritten ? new View(element) : undefined);
        return view ? view.language : element.getAttribute("lang");
      },
    );
  }

  /** Restores every slot as the server sent it. */
  restore(): void {
    for (const view of this.#views.values()) view.restore();
    this.#views.clear();
  }
}

/** Checked without `instanceof`, because the root may belong to another window, such as the frame of a preview. */
function isTemplate(node: Node): boolean {
  return (
    !!(node as Partial<HTMLTemplateElement>).content?.children && (node as Element).hasAttribute("data-tb-variant")
  );
}

function markupOf(template: HTMLTemplateElement): Markup {
  const content = template.content.cloneNode(true) as DocumentFragment;
  return { bindings: placesIn(content), nodes: [...content.childNodes] };
}

/** Combines a binding that a server wrote with the original one. */
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
