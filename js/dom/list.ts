/** A list in the page. Items are moved, created and removed, but never rebuilt, so that the focus, a selection and scroll
 *  positions inside them survive. */

import { isIgnored } from "../markup/contract.js";
import { real } from "../shared/real.js";
import { areSame } from "../shared/same.js";
import type { Binding } from "./binding.js";

/** An item in the page, with its bindings. */
export interface Row {
  readonly holder: Element;
  readonly bindings: readonly Binding[];
}

const keyOf = (node: Node): string | null =>
  real(node).nodeType === 1 && !isIgnored(node as Element) ? real(node as Element).getAttribute("data-tb-key") : null;

export class List {
  readonly #slot: Element;
  readonly #bindingsOf: (element: Element, key: string) => Binding[];
  readonly #rows = new Map<string, Row>();
  /** The child nodes as the server sent them. */
  readonly #nodes: readonly Node[];
  /** The elements that were made here, and those that were taken out. */
  readonly #made = new Set<Element>();
  readonly #out = new Set<Node>();
  #shown = "";

  /** @param own The slot as the server sent it, if this is a copy that shows something else. */
  constructor(slot: Element, bindingsOf: (element: Element, key: string) => Binding[], own: Element = slot) {
    this.#slot = slot;
    this.#bindingsOf = bindingsOf;
    const there = this.#keyed();
    const nodes = [...real(own).childNodes];
    if (own === slot) this.#nodes = nodes;
    else {
      // An item that stands here takes the place of its copy.
      this.#nodes = nodes.map((node) => there.find((element) => keyOf(element) === keyOf(node)) ?? node);
      for (const node of this.#nodes) if (real(node).parentNode !== slot) this.#out.add(node);
      for (const element of there) if (!this.#nodes.includes(element)) this.#made.add(element);
    }
    for (const element of there) this.#add(keyOf(element) as string, element);
  }

  #keyed(): Element[] {
    return [...real(this.#slot).children].filter((element) => keyOf(element) !== null);
  }

  get rows(): Iterable<Row> {
    return this.#rows.values();
  }

  get template(): HTMLTemplateElement | null {
    return real(this.#slot).querySelector(":scope>template[data-tb-item]:not([data-tb-ignore])");
  }

  /** Shows exactly these items, in this order. An item that is not there and has no template is left out. The same items
   *  are not arranged a second time: since then somebody else may have moved them.
   *  @param touch Called before the first change. */
  arrange(ids: readonly string[], touch: () => void): Map<string, Row> {
    const there = this.#keyed();
    // A framework may have built them anew.
    for (const element of there) {
      const known = this.#rows.get(keyOf(element) as string)?.holder;
      if (known !== element && (known && real(known).parentNode) !== this.#slot)
        this.#add(keyOf(element) as string, element);
    }
    const shown = new Map<string, Row>();
    for (const id of ids) {
      const row = this.#rows.get(id) ?? this.#make(id);
      if (row) shown.set(id, row);
    }
    const wanted = [...shown.values()].map(({ holder: element }) => element);
    const order = [...shown.keys()].join();
    if (order === this.#shown) return shown;
    this.#shown = order;
    if (areSame(there, wanted)) return shown;
    touch();
    const last = there.at(-1) ?? this.template;
    let next = last && real(last).nextSibling;
    for (const element of there) if (!wanted.includes(element)) this.#takeOut(element);
    const stay = staying(
      there.filter((element) => wanted.includes(element)),
      wanted,
    );
    for (const element of wanted.reverse()) {
      if (!stay.has(element)) move(this.#slot, element, next);
      next = element;
    }
    return shown;
  }

  /** Gives the list back, with what others have added and without what others have taken away. */
  restore(): void {
    const [slot, there] = [this.#slot, [...real(this.#slot).childNodes]];
    const own = this.#nodes.filter((node) => real(node).parentNode === slot || this.#out.has(node));
    const others = there.filter((node) => !own.includes(node) && !this.#made.has(node as Element));
    const wanted = [...own, ...others];
    if (!areSame(there, wanted)) real(slot).replaceChildren(...wanted);
  }

  #takeOut(element: Element): void {
    this.#out.add(element);
    real(element).remove();
  }

  #make(id: string): Row | undefined {
    const { template } = this;
    const made = template && copyOf(sourceOf(template));
    if (!made) return undefined;
    real(made).setAttribute("data-tb-key", id);
    this.#made.add(made);
    return this.#add(id, made);
  }

  #add(id: string, element: Element): Row {
    const row = { holder: element, bindings: this.#bindingsOf(element, id) };
    this.#rows.set(id, row);
    return row;
  }
}

/** What a template holds: its content, or its children where a framework has put them. */
export function sourceOf(template: HTMLTemplateElement): ParentNode & Node {
  return template.content?.firstChild ? template.content : template;
}

/** A copy of the one element that a template holds. */
export function copyOf(source: ParentNode): Element | undefined {
  const first = real(source).firstElementChild;
  return first ? (real(first).cloneNode(true) as Element) : undefined;
}

/** Returns the elements that need not be moved: a longest increasing subsequence, which contains the element with the focus
 *  or else with the selection. */
function staying(there: readonly Element[], wanted: readonly Element[]): Set<Element> {
  const places = there.map((element) => wanted.indexOf(element));
  const holds = (node: Node | null | undefined): number =>
    there.findIndex((element) => node && real(element).contains(node));
  const [first] = there;
  const focused = holds(first && real(real(first).getRootNode() as Document).activeElement);
  const focus = focused < 0 ? holds(first && real(real(first).ownerDocument).getSelection()?.anchorNode) : focused;
  const fits = (at: number): boolean =>
    focus < 0 || at === focus || at < focus === (places[at] as number) < (places[focus] as number);
  /** The empty run, and for each element that fits the longest run that ends with it. */
  const runs: number[][] = [[]];
  const longer = (a: number[], b: number[]): number[] => (b.length > a.length ? b : a);
  for (const [at, place] of places.entries()) {
    const before = runs.filter((run) => (places[run.at(-1) ?? -1] ?? -1) < place);
    if (fits(at)) runs.push([...before.reduce(longer), at]);
  }
  const longest = runs.reduce(longer);
  return new Set(longest.map((at) => there[at] as Element));
}

type Movable = Element & { moveBefore(node: Node, next: Node | null): void };

/** Moves an element. `moveBefore` keeps all of its state, where the browser has it; scroll positions are kept everywhere. */
function move(list: Element, element: Element, next: Node | null): void {
  const scrolled = [element, ...real(element).querySelectorAll("*")].flatMap((part) => {
    const [top, left] = [real(part).scrollTop, real(part).scrollLeft];
    return top || left ? () => real(part).scrollTo({ top, left, behavior: "instant" }) : [];
  });
  if ("moveBefore" in list && real(element).isConnected && real(list).isConnected)
    real(list as Movable).moveBefore(element, next);
  else real(list).insertBefore(element, next);
  for (const scroll of scrolled) scroll();
}
