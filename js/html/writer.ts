/** Decisions → edits: where in the text of a page something is written, and what. */

import type { Tree } from "../dom/rich.js";
import { type Core, list } from "../engine/core.js";
import { Ask, GROUP } from "../engine/protocol.js";
import type { Report } from "../shared/input.js";
import { LOADS } from "../shared/problem.js";
import type { Decision } from "../types/index.js";
import {
  attribute,
  contentOf,
  type Edit,
  type Element,
  edited,
  isElement,
  type Node,
  type Range,
  rangeOf,
  settingOf,
  type Template,
  within,
} from "./edits.js";
import {
  type Binding,
  bindingsOf,
  canKeep,
  isSlot,
  isVariant,
  languageOf,
  loads,
  present,
  textOf,
  wouldRequest,
  writing,
  writingTree,
} from "./markup.js";

/** What may be written, by slot, and which slots may load what others do not. */
export interface Decided {
  readonly settled: ReadonlyMap<string, Decision>;
  readonly varies: ReadonlySet<string>;
}

export class Writer {
  /** The variants that stand in the page now, by slot. */
  readonly shown: { [slot: string]: string } = {};
  /** Until when all of them hold. */
  until: number | null = null;
  readonly #html: string;
  readonly #core: Core;
  readonly #decided: Decided;
  readonly #tell: Report;
  /** What stands no longer in the page, because something else stands in its place. */
  readonly #gone = new Set<Element>();

  constructor(html: string, core: Core, decided: Decided, tell: Report) {
    this.#html = html;
    this.#core = core;
    this.#decided = decided;
    this.#tell = tell;
  }

  /** Of these elements those that are slots, and may be written. */
  edits(all: readonly Element[]): Edit[] {
    return all.flatMap((element) => {
      const decision = this.#decided.settled.get(attribute(element, "data-tb-slot") ?? "");
      if (this.#gone.has(element)) return [];
      // What was written before is not written into again.
      return decision && attribute(element, "data-tb-shown") === undefined ? this.#fit(element, decision) : [];
    });
  }

  #fit(element: Element, decision: Decision): Edit[] {
    const { slot, variant, until } = decision;
    const [content, range] = [contentOf(element), rangeOf(element)];
    if (!content || !range || !canKeep(element)) {
      this.#tell(`/slots/${slot}`, `nothing can be kept in a <${element.tagName}>; it is left to the reader's device`);
      return [];
    }
    const templates = element.childNodes.filter(isVariant);
    const own = element.childNodes.filter((node) => !isVariant(node));
    const template = templates.find((node) => attribute(node, "data-tb-variant") === variant);
    if (template && !this.#decided.varies.has(slot) && within(template.content.childNodes).some(loads)) {
      this.#tell(`/slots/${slot}/variants/${variant}`, LOADS);
      return [];
    }
    this.shown[slot] = variant;
    if (until !== null && (this.until === null || until < this.until)) this.until = until;
    const bindings = template ? partsOf(template).flatMap(bindingsOf) : bindingsOf(element);
    const inner = this.#words(decision, bindings);
    // A URL and a class speak no language.
    const speaks = bindings.some(
      ({ attribute, field }) => !/^([hsw]|class)/.test(attribute) && typeof decision.fields[field] === "string",
    );
    const marks = speaks ? languageOf(element, decision) : [];
    if (!template && inner.length === 0 && marks.length === 0) return [];
    return [
      ...(template ? this.#turn(template, content, { own, templates }, inner) : inner),
      ...marks,
      ...present(settingOf(element, "data-tb-shown", variant)),
      { start: content.end, end: content.end, text: this.#keep(range, templates) },
    ];
  }

  /** A template's markup takes the place of all that is no template. What the parser put there itself has no place in the
   *  text, so what goes is told by what stays. */
  #turn(
    template: Template,
    content: Range,
    { own, templates }: { own: readonly Node[]; templates: readonly Template[] },
    inner: readonly Edit[],
  ): Edit[] {
    const source = contentOf(template) ?? { start: 0, end: 0 };
    this.#leave(own);
    const nested = this.edits(within(template.content.childNodes));
    const text = edited(this.#html, [...inner, ...nested], source);
    const stays = templates.flatMap((node) => present(rangeOf(node)));
    const ends = [content.start, ...stays.map(({ end }) => end)];
    const gone = ends.map((start, place) => ({ start, end: stays[place]?.start ?? content.end, text: "" }));
    return [{ start: content.start, end: content.start, text }, ...gone];
  }

  #leave(nodes: readonly Node[]): void {
    for (const element of within(nodes)) this.#gone.add(element);
  }

  /** The slot as the site wrote it; its templates stand beside it already. */
  #keep(range: Range, templates: readonly Template[]): string {
    const gone = templates.flatMap((node) => present(rangeOf(node))).map((place) => ({ ...place, text: "" }));
    return `<template data-tb-variant="">${edited(this.#html, gone, range)}</template>`;
  }

  /** The engine says what each place takes, and whether it may. */
  #words(decision: Decision, all: readonly Binding[]): Edit[] {
    const mayLoad = this.#decided.varies.has(decision.slot);
    const bindings = all.filter((binding) => mayLoad || !wouldRequest(binding));
    if (bindings.length < all.length) this.#tell(`/slots/${decision.slot}`, LOADS);
    const places = bindings.map(({ element, attribute: name, field }) => {
      // What is added to an element's classes is not there before.
      const there = name === "class" ? undefined : name ? attribute(element, name) : textOf(element);
      const known = there === undefined ? "" : `+${there}`;
      return list([decision.slot, element.tagName, name, field, known, known]);
    });
    if (places.length === 0) return [];
    const answers: [number, string | null, (string | Tree)?][] = JSON.parse(
      this.#core.ask(Ask.Patch, places.join(GROUP), []),
    );
    return answers.flatMap(([place, value, more]) => {
      const binding = bindings[place] as Binding;
      if (typeof more === "string") {
        this.#tell(`/slots/${decision.slot}/fields/${binding.field}`, more);
        return [];
      }
      if (!binding.attribute) this.#leave(binding.element.childNodes);
      const spoken = binding.attribute ? undefined : decision.languages?.[binding.field];
      const marks = spoken ? Object.entries({ lang: spoken.locale, dir: spoken.direction }) : [];
      return [
        ...present(more ? writingTree(binding, more) : writing(binding, value)),
        ...marks.flatMap(([name, mark]) => present(settingOf(binding.element, name, mark))),
      ];
    });
  }
}

/** The elements of a template; a slot right in it keeps its own. */
function partsOf(template: Template): Element[] {
  return template.content.childNodes.filter(isElement).filter((node) => !isSlot(node));
}
