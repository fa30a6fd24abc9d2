/** A slot of the live page: what it shows, and its bindings. The original content is kept and can be restored at any time, even
 *  after the engine failed. */

import { VARIES } from "../engine/protocol.js";
import * as contract from "../markup/contract.js";
import { isTemplate as isAny, loading, shownIn } from "../markup/harmless.js";
import { real } from "../shared/real.js";
import { areSame } from "../shared/same.js";
import type { Decision } from "../types/index.js";
import { type Binding, bindingOf, put, restoreBinding, write, writeBinding } from "./binding.js";
import { isThere } from "./focus.js";
import { copyOf, List, type Row, sourceOf } from "./list.js";
import { arrived } from "./parser-watch.js";
import { isRestorable, readTrace, type Trace, takeOver, textOf, traceOf } from "./trace.js";
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
  declare readonly name: string;
  declare readonly holder: Element;
  /** The bits of the slot, if the program has it. */
  declare readonly bits: number | undefined;
  /** May its variants load different resources? */
  declare readonly mayLoad: boolean;
  /** The original `lang` and `dir`. */
  readonly #language: contract.Language;
  #live: string | null = null;
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
  #own: Element | undefined;
  /** Was anything changed since the trace was written? */
  #touched = false;
  /** Is the parser still at it? */
  #isOpen: boolean;

  constructor(element: Element, bits?: number) {
    this.holder = element;
    this.bits = bits;
    this.mayLoad = ((bits ?? 0) & VARIES) > 0;
    this.#isOpen = !arrived(element);
    this.name = real(element).getAttribute("data-tb-slot") ?? "";
    const [shown = "", ...rest] = $server ? (real(element).getAttribute("data-tb-shown") ?? "").split(" ") : [];
    if ($server) this.#kept = this.#template("");
    if ($server) this.#own = this.#kept && copyOf(sourceOf(this.#kept));
    const bindings = this.#bindingsOf(element);
    const trace = $server && !this.#own && rest[0] ? readTrace(rest.join(" "), bindings.length) : undefined;
    this.#language = $server && trace ? trace.language : contract.languageOf(this.#own ?? element);
    if ($announce) this.#live = trace ? trace.live : real(this.#own ?? element).getAttribute("aria-live");
    this.#markups.set("", { nodes: [], bindings: $server && trace ? this.#traced(bindings, trace) : bindings });
    if ($server && this.#own) this.#takeOver(this.#own, shown);
  }

  /** What a trace tells of places. */
  #traced(bindings: readonly Binding[], { places }: Trace): Binding[] {
    return bindings.map((binding, place) => {
      const kept = places[place];
      if (kept?.[3]) this.#tagged.set(binding.holder, kept[3]);
      return kept && isRestorable(binding, kept[0], this.mayLoad) ? takeOver(binding, kept) : binding;
    });
  }

  /** May the parser still bring more of it? */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Are there templates for its variants? */
  get hasTemplates(): boolean {
    return [...real(this.holder).children].some(isTemplate);
  }

  /** The site's own `lang`. */
  get language(): string | null {
    return this.#language[0];
  }

  /** Called before something changes for the first time since the trace was written. */
  readonly #touch = (): void => {
    if (this.#touched) return;
    this.#touched = true;
    if ($server && !this.#kept && this.#hasNodes) this.#keep();
  };

  /** Can more than single values change here? */
  get #hasNodes(): boolean {
    return (
      !!this.#list ||
      this.hasTemplates ||
      this.bindings.some(({ attribute, holder: element }) => !attribute && real(element).firstElementChild)
    );
  }

  /** Keeps the slot as it was in a template, as a server does it. */
  #keep(): void {
    const { holder: element, bindings } = this;
    const kept = real(real(element).ownerDocument).createElement("template") as HTMLTemplateElement;
    // In the template's own document, where nothing loads.
    const own = kept.content.ownerDocument.importNode(element, true);
    for (const child of [...real(own).children]) if (isTemplate(child)) real(child).remove();
    real(own).removeAttribute("data-tb-shown");
    if (!this.#shows)
      for (const [place, copy] of this.#bindingsOf(own).entries()) {
        const binding = bindings[place];
        if (binding?.written !== undefined) writeBinding({ ...copy, added: binding.added }, binding.original);
      }
    kept.setAttribute("data-tb-variant", "");
    kept.content.append(own);
    real(element).append(kept);
    this.#kept = kept;
  }

  /** Writes the trace of what was changed. */
  mark(): void {
    if (!this.#touched) return;
    this.#touched = false;
    const { holder: element } = this;
    const variant = this.#shows || (this.#template(this.#variant) ? OWN : this.#variant);
    const trace = this.#kept ? "" : ` ${traceOf(this.#language, this.#live, this.bindings, this.#tagged)}`;
    write(element, "data-tb-shown", variant + trace);
  }

  /** Takes over a slot that a server rendered. The original content comes from the template that the server kept. */
  #takeOver(own: Element, shown: string): void {
    const before = this.#bindingsOf(own);
    const template = this.#template(shown);
    const source = template ? this.#markupOf(template).bindings : before;
    const there = template ? this.#placesIn(this.holder) : this.#bindingsOf(this.holder);
    const bindings = there.map((binding, place) => this.#takenOver(binding, source[place]));
    for (const [place, { holder: element }] of bindings.entries()) {
      const language = contract.languageOf(source[place]?.holder ?? element);
      if (element !== this.holder && `${language}` !== `${contract.languageOf(element)}`)
        this.#tagged.set(element, language);
    }
    if (template) {
      const bindings = before.map((one) =>
        one.holder === own
          ? { ...bindingOf({ ...one, holder: this.holder }, this.#touch), original: one.original }
          : one,
      );
      this.#markups.set("", { nodes: [...real(own).childNodes], bindings });
    }
    this.#shows = template ? shown : "";
    this.#markups.set(this.#shows, { nodes: [], bindings });
  }

  #template(variant: string): HTMLTemplateElement | undefined {
    return [...real(this.holder).children].find(
      (child): child is HTMLTemplateElement =>
        isTemplate(child) &&
        real(child).getAttribute("data-tb-variant") === variant &&
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
    if (!markup || ($list && this.#list)) return;
    const old = markup.bindings;
    const places =
      $templates && this.#shows ? contract.placesIn(real(this.holder).children) : contract.bindingsOf(this.holder);
    const isSame = (place: contract.Binding<Element>, one: Binding | undefined): boolean =>
      one?.holder === place.holder && one.attribute === place.attribute && one.field === place.field;
    if (areSame(places, old, isSame)) return;
    markup.bindings = places.map((place) => old.find((one) => isSame(place, one)) ?? bindingOf(place, this.#touch));
  }

  /** Words stand over what the parser has brought since, too. */
  #complete(): void {
    this.#isOpen = !arrived(this.holder);
    for (const { words } of this.bindings) words?.again(this.#touch);
  }

  /** Shows the template of a variant, or the slot's own markup if it has none. Returns what is refused of them, because it
   *  might load something: what stands there stays, or the slot's own markup comes back. */
  turn(variant: string): string | undefined {
    const template = this.#template(variant);
    const wanted = template ? variant : "";
    const isSame = wanted === this.#shows;
    const own = isSame ? undefined : this.#loads(this.#ownNodes);
    const loads = own ?? (isSame || !template ? undefined : this.#loads(real(sourceOf(template)).childNodes));
    const next = own ? this.#shows : loads ? "" : wanted;
    if (template && !this.#markups.has(next)) this.#markups.set(next, this.#markupOf(template));
    this.#variant = variant;
    this.#show(next);
    return loads;
  }

  /** Shows these items of a list in this order and returns them by their ids, or what is refused of the list. */
  arrange(ids: readonly string[]): Map<string, Row> | string {
    const list = this.#list ?? new List(this.holder, (row, key) => this.#rowOf(row, key), this.#own);
    const { template } = list;
    const all = [this.holder, this.#own].flatMap((slot) => (slot ? shownIn(slot) : []));
    const loads = this.#loads(template ? [...all, template] : all);
    if (loads) return loads;
    this.#list = list;
    return list.arrange(ids, this.#touch);
  }

  /** The slot's own nodes, whatever it shows. */
  get #ownNodes(): readonly Node[] {
    return this.#shows ? (this.#markups.get("")?.nodes ?? []) : shownIn(this.holder);
  }

  #loads(nodes: Iterable<Node>): string | undefined {
    return this.mayLoad ? undefined : loading(nodes);
  }

  /** The bindings of an item, with what stood there before if this is a copy. */
  #rowOf(row: Element, key: string): Binding[] {
    const bindings = this.#bindingsOf(row);
    const rows = this.#own ? [...real(this.#own).children] : [];
    const own = rows.find((child) => real(child).getAttribute("data-tb-key") === key);
    const before = own ? this.#bindingsOf(own) : [];
    return bindings.map((binding, place) => this.#takenOver(binding, before[place]));
  }

  /** Writes the language of the slot if it differs from the page's. Without a decision, restores the original. */
  speak(decision: Decision | undefined): void {
    this.#setLanguage(this.holder, contract.spoken(this.holder, this.#language, decision));
    if ($language) for (const binding of this.bindings) this.#tag(binding, decision?.languages?.[binding.field]);
  }

  /** Writes the language of a place if it differs from the slot's. */
  #tag({ holder: element, attribute }: Binding, spoken: { locale: string; direction: string } | undefined): void {
    const own = this.#tagged.get(element) ?? contract.languageOf(element);
    if (attribute || element === this.holder || (!spoken && !this.#tagged.delete(element))) return;
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
    put(this.holder, "aria-live", isThere(this.holder) ? "polite" : "off", this.#touch);
  }

  restore(): void {
    if ($announce) put(this.holder, "aria-live", this.#live, this.#touch);
    if ($templates) this.#show("");
    const rows = $list ? (this.#list?.rows ?? []) : [];
    for (const { bindings } of [...rows, ...this.#markups.values()])
      for (const binding of bindings) restoreBinding(binding);
    if ($list) this.#list?.restore();
    this.speak(undefined);
    const kept = $server ? this.#template("") : undefined;
    if ($server && kept) real(kept).remove();
    if ($server) real(this.holder).removeAttribute("data-tb-shown");
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
    const current = [...real(this.holder).childNodes].filter(isOld);
    for (const node of current) real(node).remove();
    if (old) old.nodes = current;
    real(this.holder).prepend(...(this.#markups.get(next)?.nodes ?? []));
    this.#shows = next;
  }

  /** Combines a binding of a slot that a server wrote, or of a copy, with the original one. What the original may not hold
   *  does not come back: filters that let foreign markup into a page may have passed it by. */
  #takenOver(binding: Binding, before: Binding | undefined): Binding {
    if (!before) return binding;
    const { attribute, words, holder: element } = binding;
    const { holder: source, original } = before;
    if (attribute === "class") {
      const added = [...real(element).classList].filter((name) => !real(source).classList.contains(name));
      return { ...binding, original, written: added.join(" ") || null, added };
    }
    if (!isRestorable(binding, original, this.mayLoad)) return binding;
    const [own, there] = [[...real(source).childNodes], [...real(element).childNodes]];
    const isOwn = areSame(own, there, (node, other) => real(node).isEqualNode(other as Node));
    const kept = this.#loads(own) ? textOf(binding, original) : own;
    return {
      ...binding,
      words: words && !isOwn ? new Words(element, kept) : words,
      original,
      written: binding.original,
    };
  }

  #bindingsOf(element: Element): Binding[] {
    return contract.bindingsOf(element).map((place) => bindingOf(place, this.#touch));
  }

  #placesIn(parent: ParentNode): Binding[] {
    return contract.placesIn(real(parent).children).map((place) => bindingOf(place, this.#touch));
  }

  #markupOf(template: HTMLTemplateElement): Markup {
    // In the template's own document, where nothing loads.
    const inert = template.content.ownerDocument;
    const content = inert.createDocumentFragment();
    content.append(...[...real(sourceOf(template)).childNodes].map((node) => inert.importNode(node, true)));
    return { bindings: this.#placesIn(content), nodes: [...content.childNodes] };
  }
}

/** Checked without `instanceof`, because the root may belong to another window, such as the frame of a preview. */
function isTemplate(node: Node): boolean {
  return isAny(node) && real(node as Element).hasAttribute("data-tb-variant") && !contract.isIgnored(node as Element);
}

const isTranslation = (node: Node): boolean => node.nodeName === "FONT";
