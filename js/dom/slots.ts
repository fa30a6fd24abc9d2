/** The markup: which elements are slots, what they show, and how patches are written. What the server sent is kept,
 *  and can be given back at any time, whatever has become of the engine. */

import { sameLanguage } from "../engine/locale.js";
import type { Decision } from "../types/index.js";
import { isThere } from "./focus.js";
import { List, type Row } from "./list.js";
import { isTree } from "./rich.js";

/** What would be requested as soon as it is in the page. A variant with one of these may be chosen only where the
 *  manifest says so, because the request would tell which variant it was. */
const LOADING =
  "img,picture,source,video,audio,track,iframe,frame,embed,object,link,script,style,base,meta,image,feImage," +
  "use:not([href^='#']),input[type=image],[background],[style*='url('],[style*='image-set(']";

/** What waits with its request until it is shown, or asks for nothing while it is not. */
const WAITING = "[loading=lazy i],object,embed,[style*='url('],[style*='image-set(']";

/** A place that takes a field. */
export interface Binding {
  readonly element: Element;
  /** Empty: the element's text. `class`: the classes that are added to its own. */
  readonly attribute: string;
  readonly field: string;
  readonly original: string | null;
  /** What the server put into the element. */
  readonly nodes: readonly Node[];
  /** Classes as they were written, and those of them that were not there before. */
  classes: string | null;
  added: readonly string[];
}

/** One way in which a slot was marked up. */
interface Markup {
  nodes: Node[];
  readonly bindings: Binding[];
}

/** Elements that were put there equal no text. */
export function readBinding({
  element,
  attribute,
  classes,
}: Pick<Binding, "element" | "attribute" | "classes">): string | null {
  if (attribute === "class") return classes;
  if (attribute) return element.getAttribute(attribute);
  return isTree(element) ? null : element.textContent;
}

/** The attribute has been checked against the engine's list; text is only ever text. */
export function writeBinding(binding: Binding, value: string | null): void {
  if (binding.attribute === "class") setClasses(binding, value);
  else if (binding.attribute) setAttribute(binding.element, binding.attribute, value);
  else if (readBinding(binding) !== value) {
    // What the server wrote comes back with the elements in it.
    if (value === binding.original) binding.element.replaceChildren(...binding.nodes);
    else binding.element.textContent = value;
  }
}

function setAttribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** The element's own classes, and whatever else has been added to them, stay. */
function setClasses(binding: Binding, value: string | null): void {
  const { classList } = binding.element;
  const wanted = value?.split(" ").filter(Boolean) ?? [];
  for (const name of binding.added) if (!wanted.includes(name)) classList.remove(name);
  binding.added = wanted.filter((name) => binding.added.includes(name) || !classList.contains(name));
  // Even adding what is there already would be written.
  for (const name of binding.added) if (!classList.contains(name)) classList.add(name);
  binding.classes = value;
  if (!classList.length) binding.element.removeAttribute("class");
}

/** Would this attribute show or hide something that is only requested when it is shown? */
export function wouldRequest({ element, attribute }: Binding): boolean {
  return /^(hidden|open)$/.test(attribute) && element.querySelector(WAITING) !== null;
}

/** A slot in the page. */
export class View {
  readonly name: string;
  readonly element: Element;
  readonly #lang: string | null;
  readonly #dir: string | null;
  readonly #live: string | null;
  #list: List<readonly Binding[]> | undefined;
  #listened = false;
  /** What it can show: its own markup under "", and each template that was shown so far under its variant. */
  readonly #markups = new Map<string, Markup>();
  #shows = "";
  /** What was written as the language of places that speak another one than the slot: what the server had there. */
  readonly #tagged = new Map<Element, [lang: string | null, dir: string | null]>();

  /** Where a server wrote a variant: the template in which it kept what was there. */
  readonly #kept: HTMLTemplateElement | undefined;

  constructor(element: Element) {
    this.element = element;
    this.name = element.getAttribute("data-tb-slot") ?? "";
    this.#live = element.getAttribute("aria-live");
    this.#kept = this.#template("");
    const own = this.#kept?.content.firstElementChild?.cloneNode(true) as Element | undefined;
    this.#lang = (own ?? element).getAttribute("lang");
    this.#dir = (own ?? element).getAttribute("dir");
    this.#markups.set("", { nodes: [], bindings: bindingsOf(element) });
    if (own) this.#takeOver(own, element.getAttribute("data-tb-shown") ?? "");
  }

  /** What a server wrote stands there: what stood there before is known all the same, and stays to be given back. */
  #takeOver(own: Element, shown: string): void {
    const before = bindingsOf(own);
    const template = this.#template(shown);
    const source = template ? markupOf(template).bindings : before;
    const there = bindingsOf(this.element).filter(({ element }) => !template || element !== this.element);
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

  get isConnected(): boolean {
    return this.element.isConnected;
  }

  get bindings(): readonly Binding[] {
    return this.#markups.get(this.#shows)?.bindings ?? [];
  }

  /** Turns to the template of a variant, or to the slot's own markup where it has none. False: refused. */
  turn(variant: string, mayRequest: boolean): boolean {
    const template = this.#template(variant);
    const refused = template !== undefined && !mayRequest && this.#wouldRequest(template);
    if (!template || refused) this.#show("");
    else {
      if (!this.#markups.has(variant)) this.#markups.set(variant, markupOf(template));
      this.#show(variant);
    }
    return !refused;
  }

  /** Shows these items of a list in this order, as far as they can be made: their places by their ids. Nothing: refused. */
  arrange(ids: readonly string[], mayRequest: boolean): Map<string, Row<readonly Binding[]>> | undefined {
    const list = this.#list ?? new List(this.element, bindingsOf);
    if (!mayRequest && this.#wouldRequest(list.template)) return undefined;
    this.#list = list;
    return list.arrange(ids);
  }

  /** With what a template brings, or without what it takes the place of. */
  #wouldRequest(template: HTMLTemplateElement | null): boolean {
    return (template?.content.querySelector(LOADING) ?? this.element.querySelector(WAITING)) !== null;
  }

  /** Says which language the slot is in where it is not the page's; without a decision, as the server said. */
  speak(decision: Decision | undefined): void {
    const said = (name: string, own: string | null): string => own ?? inherited(this.element, name);
    const { locale, direction } = decision ?? {};
    const isSame = !locale || sameLanguage(locale, said("lang", this.#lang));
    const sameDirection = !direction || direction === (said("dir", this.#dir).toLowerCase() || "ltr");
    setAttribute(this.element, "lang", isSame ? this.#lang : locale);
    setAttribute(this.element, "dir", sameDirection ? this.#dir : direction);
    for (const binding of this.bindings) this.#tag(binding, decision?.languages?.[binding.field]);
  }

  /** A place whose words are in another language than its slot's says so itself. */
  #tag({ element, attribute }: Binding, spoken: { locale: string; direction: string } | undefined): void {
    const own = this.#tagged.get(element) ?? [element.getAttribute("lang"), element.getAttribute("dir")];
    if (attribute || element === this.element || (!spoken && !this.#tagged.delete(element))) return;
    if (spoken) this.#tagged.set(element, own);
    setAttribute(element, "lang", spoken ? spoken.locale : own[0]);
    setAttribute(element, "dir", spoken ? spoken.direction : own[1]);
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
    const items = [...(this.#list?.rows ?? [])].map(({ known }) => known);
    for (const bindings of [...items, ...[...this.#markups.values()].map(({ bindings }) => bindings)])
      for (const binding of bindings) writeBinding(binding, binding.original);
    this.#list?.restore();
    this.speak(undefined);
    this.#kept?.remove();
    if (this.#kept) this.element.removeAttribute("data-tb-shown");
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
    const found = new Set(roots.flatMap((root) => [...root.querySelectorAll("[data-tb-slot]")]));
    // What has left the page for good is forgotten; a root may never have been in it.
    for (const [element, view] of this.#views)
      if (!view.isConnected && !found.has(element)) this.#views.delete(element);
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

/** What an element around it says, also one around its shadow root. */
function inherited(element: Element, name: string): string {
  let at: Node | null = element;
  do at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null;
  while (at && !(at as Partial<Element>).hasAttribute?.(name));
  return (at as Element | null)?.getAttribute(name) ?? "";
}

/** Not `instanceof`: the root may belong to another window, such as a preview's frame. */
function isTemplate(node: Node): boolean {
  return (node as Partial<Element>).localName === "template" && (node as Element).hasAttribute("data-tb-variant");
}

function markupOf(template: HTMLTemplateElement): Markup {
  const nodes = [...template.content.cloneNode(true).childNodes];
  // A slot right in the template keeps its own.
  const elements = nodes.filter(
    (node): node is Element => node.nodeType === 1 && !(node as Element).hasAttribute("data-tb-slot"),
  );
  return { nodes, bindings: elements.flatMap(bindingsOf) };
}

/** A place where a server wrote, and the same one as the site wrote it. */
function takenOver(binding: Binding, { element, original, nodes }: Binding): Binding {
  const added = [...binding.element.classList].filter((name) => !element.classList.contains(name));
  const classes = binding.attribute === "class" && added.length ? added.join(" ") : null;
  return { ...binding, original, nodes, classes, added };
}

/** The places that take words: the element and those under it, slots within it left out. */
function bindingsOf(element: Element): Binding[] {
  const inner = [...element.querySelectorAll("[data-tb-text],[data-tb-attr],[data-tb-class]")].filter((binding) =>
    belongs(binding, element),
  );
  return [element, ...inner].flatMap((element) => {
    const bindings: Binding[] = [];
    const add = (attribute: string, field: string): void => {
      const classes = null;
      const original = readBinding({ element, attribute, classes });
      bindings.push({ element, attribute, field, original, nodes: [...element.childNodes], classes, added: [] });
    };
    for (const [mark, attribute] of [
      ["text", ""],
      ["class", "class"],
    ] as const) {
      const field = element.getAttribute(`data-tb-${mark}`);
      if (field) add(attribute, field.trim());
    }
    // `href=link; title=tip`
    for (const pair of element.getAttribute("data-tb-attr")?.split(/[;\s]+/) ?? []) {
      const [attribute, field] = pair.split("=");
      if (attribute && field) add(attribute.toLowerCase(), field);
    }
    return bindings;
  });
}

/** Is there no other slot between the two? */
function belongs(inner: Element, slot: Element): boolean {
  for (let at: Element | null = inner; at && at !== slot; at = at.parentElement)
    if (at.hasAttribute("data-tb-slot")) return false;
  return true;
}
