/** Server-side rendering of a page: its tree is changed as a device would change it, and each change is also an edit of the
 *  text. */

import type { Client, Tree } from "../engine/client.js";
import { VARIES } from "../engine/protocol.js";
import {
  type Binding,
  bindingsOf,
  isIgnored,
  type Language,
  languageOf,
  patch,
  placesIn,
  placesOf,
  SLOTS,
  speaks,
  spoken,
} from "../markup/contract.js";
import { loading, shownIn } from "../markup/harmless.js";
import { NO_SLOT, wouldLoad } from "../shared/problem.js";
import type { Decision } from "../types/index.js";
import type { Written } from "./culprits.js";
import { contentOf, type Edit, edited, isBalanced, type Range, rangeOf } from "./edits.js";
import { hasOddSelect, isOdd } from "./selects.js";
import { setAttribute, setClasses, setText, setTree } from "./strokes.js";
import {
  Content,
  cloned,
  type Document,
  everything,
  isConnected,
  type Node,
  replaceChildren,
  TextElement,
  textOf,
  tooDeep,
  within,
} from "./tree.js";

interface Place extends Binding<TextElement> {
  readonly original: string | null;
}

/** A slot, with its ranges in the text. */
interface Slot {
  readonly holder: TextElement;
  readonly range: Range;
  readonly content: Range;
  readonly templates: readonly Template[];
}

/** The value of `data-tb-shown` for a slot that shows its own markup although its variant has a template. No variant has
 *  this name. */
const OWN = "-";

type Template = TextElement & { content: Content };

/** The largest number of rendered slots that one stands in. */
const NESTED = 4;
const UNWRITABLE = "this cannot be written as text";

export class Painting {
  readonly page: Document;
  readonly edits: readonly Edit[];
  /** The variants that the page shows, by slot. */
  readonly shown: { [slot: string]: string } = {};
  /** The moment until which all of them hold. */
  until: number | null = null;
  readonly problems: [path: string, message: string][] = [];
  /** The rendered slots, in the order of the text. */
  readonly written = new Map<TextElement, Written>();
  readonly #html: string;
  readonly #client: Client;
  readonly #settled: ReadonlyMap<string, Decision>;
  /** The elements that cannot be rendered because of their depth. */
  readonly #deep: ReadonlySet<TextElement>;
  readonly #may: (start: number) => boolean;
  /** Does the page have a `<select>` that browsers parse differently? Then the rest of the page is uncertain too. */
  readonly #isOdd: boolean;

  /** @param page The text, parsed. It is changed.
   *  @param may Is the slot that begins at a position rendered here, and not left to the reader's device? */
  constructor(
    html: string,
    page: Document,
    client: Client,
    settled: ReadonlyMap<string, Decision>,
    may: (start: number) => boolean,
  ) {
    this.#html = html;
    this.#client = client;
    this.#settled = settled;
    this.#may = may;
    this.page = page;
    this.#deep = tooDeep(page);
    const all = within(page.childNodes);
    this.#isOdd = all.some((element) => element.tagName === "select" && isOdd(html, element));
    this.edits = this.#paint(all.filter((element) => this.#isSlot(element)));
  }

  /** What lies too deep can only be left, so nobody looks what is around it. */
  #isSlot(element: TextElement): boolean {
    return element.hasAttribute("data-tb-slot") && (this.#deep.has(element) || element.matches(SLOTS));
  }

  readonly #tell = (path: string, message: string): void => {
    this.problems.push([path, message]);
  };

  /** The template with a slot's original content comes after those of the slots inside it. */
  #paint(slots: readonly TextElement[]): Edit[] {
    const kept: Edit[] = [];
    const edits = slots.flatMap((element) => {
      const name = element.getAttribute("data-tb-slot") ?? "";
      const decision = this.#settled.get(name);
      if (!this.#deep.has(element) && !isConnected(element)) return [];
      if (!this.#client.decisions.all.has(name)) this.#tell(`/slots/${name}`, NO_SLOT);
      // A slot that was rendered before is not rendered again.
      return decision && !element.hasAttribute("data-tb-shown") ? this.#slot(element, decision, kept) : [];
    });
    return [...edits, ...kept.reverse()];
  }

  #slot(element: TextElement, decision: Decision, kept: Edit[]): Edit[] {
    const { slot: name, variant, until } = decision;
    const [content, range] = [contentOf(element), rangeOf(element)];
    const reason = content && range ? this.#refusal(element, range) : UNWRITABLE;
    if (!content || !range || reason) {
      this.#tell(`/slots/${name}`, `${reason}; it is left to the reader's device`);
      return [];
    }
    this.shown[name] = variant;
    if (until !== null && (this.until === null || until < this.until)) this.until = until;
    const templates = element.childNodes.filter(isVariant);
    const slot = { holder: element, content, range, templates };
    const original = withoutTemplates(element);
    const template = this.#template(slot, decision);
    const written = { holder: element, ...range, around: this.#writtenAround(element)[0] };
    if (template) this.written.set(element, written);
    const edits = this.#turn(slot, decision, template);
    if (edits.length === 0 && !template) return [];
    this.written.set(element, written);
    edits.push(...setAttribute(element, "data-tb-shown", template || !templates.some(shows(variant)) ? variant : OWN));
    kept.push(this.#keep(slot, original));
    return edits;
  }

  /** Why the slot is not rendered as text. Undefined: it can be. */
  #refusal(element: TextElement, range: Range): string | undefined {
    if (this.#deep.has(element)) return "it is nested deeper than browsers build a page";
    // Each slot keeps all that was in it, so what stands in many of them would be there as many times.
    if (this.#writtenAround(element).length >= NESTED) return `it stands in ${NESTED} slots that are written`;
    return this.#isWritable(element, range) ? undefined : UNWRITABLE;
  }

  /** The rendered slots around an element, the innermost first. */
  #writtenAround(element: TextElement): Written[] {
    const found: Written[] = [];
    for (let at = element.parentElement; at; at = at.parentElement) {
      const slot = this.written.get(at);
      if (slot) found.push(slot);
    }
    return found;
  }

  /** Words bound to the slot itself, for example, would replace its templates. */
  #isWritable(element: TextElement, { start, end }: Range): boolean {
    if (element.hasAttribute("data-tb-text") && element.childNodes.some(isVariant)) return false;
    for (let at: TextElement | null = element; at; at = at.parentElement) if (at.tagName === "select") return false;
    if (this.#isTangled(element)) return false;
    const text = this.#html.slice(start, end);
    return !this.#isOdd && this.#may(start) && isBalanced(text) && !hasOddSelect(text);
  }

  #mayLoad(slot: string | null): boolean {
    return ((this.#client.decisions.bits.get(slot ?? "") ?? 0) & VARIES) > 0;
  }

  /** Does something that might load lie in two slots, of which only one may load? Then the result depends on their order,
   *  which only the device knows. */
  #isTangled(element: TextElement): boolean {
    if (!loading([element])) return false;
    const around = everything([element]);
    for (let at = element.parentElement; at; at = at.parentElement) around.push(at);
    const slots = around.flatMap((one) => one.getAttribute("data-tb-slot") ?? []);
    return new Set(slots.map((slot) => this.#mayLoad(slot))).size > 1;
  }

  /** Returns the template of the variant, if it has one that may be shown. */
  #template({ holder: element, templates }: Slot, { slot, variant }: Decision): Template | undefined {
    const template = templates.find(shows(variant));
    if (!template || this.#mayLoad(slot)) return template;
    const loads = loading(shownIn(element)) ?? loading(template.content.childNodes);
    if (loads === undefined) return template;
    this.#tell(`/slots/${slot}/variants/${variant}`, wouldLoad(loads));
    return undefined;
  }

  /** Replaces the content of the slot, except its templates, by that of a template, and writes the words. */
  #turn(slot: Slot, decision: Decision, template: Template | undefined): Edit[] {
    const { holder: element, content, templates } = slot;
    if (!template) return this.#words(element, decision, bindingsOf(element));
    const source = contentOf(template) ?? { start: 0, end: 0 };
    const nodes = template.content.childNodes;
    const copy = new Content();
    replaceChildren(copy, nodes.map(cloned));
    template.content = copy;
    replaceChildren(element, [...nodes, ...templates]);
    const parts = nodes.filter((node): node is TextElement => node instanceof TextElement);
    const edits = this.#words(element, decision, placesIn(parts));
    const nested = this.#paint(element.querySelectorAll(SLOTS));
    const text = edited(this.#html, [...edits, ...nested], source);
    const outside = edits.filter(({ start, end }) => start < source.start || end > source.end);
    // Nodes that the parser added have no range in the text, so the removed ranges are those between the templates.
    const stays = templates.flatMap((node) => rangeOf(node) ?? []);
    const ends = [content.start, ...stays.map(({ end }) => end)];
    const gone = ends.map((start, place) => ({ start, end: stays[place]?.start ?? content.end, text: "" }));
    return [{ start: content.start, end: content.start, text }, ...gone, ...outside];
  }

  /** Writes the languages and the words of a slot's bindings. */
  #words(element: TextElement, decision: Decision, all: readonly Binding<TextElement>[]): Edit[] {
    const { slot, languages } = decision;
    const edits: Edit[] = [];
    const say = (element: TextElement, [lang, dir]: Language): void => {
      edits.push(...setAttribute(element, "lang", lang), ...setAttribute(element, "dir", dir));
    };
    if (speaks(decision, all)) say(element, spoken(element, languageOf(element), decision));
    for (const binding of all) {
      const other = languages?.[binding.field];
      if (other && !binding.attribute && binding.holder !== element)
        say(binding.holder, [other.locale, other.direction]);
    }
    const client = { tell: this.#tell, patch: this.#client.patch.bind(this.#client) };
    const places = placesOf<TextElement, Place>(client, slot, all.map(placed), this.#mayLoad(slot));
    patch(
      client,
      places.map((binding) => ({ slot, binding })),
      ({ binding }) => binding.original,
      ({ binding }, value, tree) => {
        for (const edit of stroke(binding, value, tree)) edits.push(edit);
      },
    );
    return edits;
  }

  /** Keeps the original slot in a template. The slot's own templates stay beside it. */
  #keep({ holder: element, range, content, templates }: Slot, original: Node): Edit {
    const kept = new TextElement("template", undefined, [{ name: "data-tb-variant", value: "" }]);
    kept.content = new Content();
    replaceChildren(kept.content, [original]);
    replaceChildren(element, [...element.childNodes, kept]);
    const gone = templates.flatMap((node) => rangeOf(node) ?? []).map((place) => ({ ...place, text: "" }));
    const text = `<template data-tb-variant="">${edited(this.#html, gone, range)}</template>`;
    return { start: content.end, end: content.end, text };
  }
}

function isVariant(node: Node): node is Template {
  return (
    node instanceof TextElement &&
    node.content !== undefined &&
    node.hasAttribute("data-tb-variant") &&
    !isIgnored(node)
  );
}

const shows =
  (variant: string) =>
  (template: TextElement): boolean =>
    template.getAttribute("data-tb-variant") === variant;

function withoutTemplates(element: TextElement): Node {
  const copy = cloned(element) as TextElement;
  replaceChildren(
    copy,
    copy.childNodes.filter((node) => !isVariant(node)),
  );
  return copy;
}

/** Adds the original value to a binding. Added classes have none. */
function placed(binding: Binding<TextElement>): Place {
  const { holder: element, attribute } = binding;
  const there = attribute ? element.getAttribute(attribute) : textOf(element);
  return { ...binding, original: attribute === "class" ? null : there };
}

function stroke({ holder: element, attribute }: Place, value: string | null, tree: Tree | undefined): Edit[] {
  if (tree) return setTree(element, tree);
  if (attribute === "class") return setClasses(element, value ?? "");
  return attribute ? setAttribute(element, attribute, value) : setText(element, value ?? "");
}
