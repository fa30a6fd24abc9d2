/** A list in the page. Items are moved, created and removed, but never rebuilt, so that the focus, a selection and scroll
 *  positions inside them survive. */

import type { Binding } from "./binding.js";
import { areIn } from "./rich.js";

/** An item in the page, with its bindings. */
export interface Row {
  readonly element: Element;
  readonly bindings: readonly Binding[];
}

const keyOf = (element: Element): string | null => element.getAttribute("data-tb-key");

export class List {
  readonly #slot: Element;
  readonly #bindingsOf: (element: Element) => Binding[];
  readonly #rows = new Map<string, Row>();
  /** The child nodes as the server sent them. */
  readonly #nodes: readonly Node[];

  constructor(slot: Element, bindingsOf: (element: Element) => Binding[]) {
    this.#slot = slot;
    this.#bindingsOf = bindingsOf;
    this.#nodes = [...slot.childNodes];
    for (const element of slot.children) this.#add(keyOf(element), element);
  }

  get rows(): Iterable<Row> {
    return this.#rows.values();
  }

  get template(): HTMLTemplateElement | null {
    return this.#slot.querySelector(":scope>template[data-tb-item]");
  }

  /** Shows exactly these items, in this order. An item that is not there and has no template is left out. */
  arrange(ids: readonly string[]): Map<string, Row> {
    const shown = new Map<string, Row>();
    for (const id of ids) {
      const row = this.#rows.get(id) ?? this.#make(id);
      if (row) shown.set(id, row);
    }
    const wanted = [...shown.values()].map(({ element }) => element);
    const there = [...this.#slot.children].filter((element) => keyOf(element) !== null);
    let next = (there.at(-1) ?? this.template)?.nextSibling ?? null;
    for (const element of there) if (!wanted.includes(element)) element.remove();
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

  restore(): void {
    if (!areIn(this.#slot, this.#nodes)) this.#slot.replaceChildren(...this.#nodes);
  }

  #make(id: string): Row | undefined {
    const made = this.template?.content?.firstElementChild?.cloneNode(true) as Element | undefined;
    made?.setAttribute("data-tb-key", id);
    return made && this.#add(id, made);
  }

  #add(id: string | null, element: Element): Row | undefined {
    if (id === null) return undefined;
    const row = { element, bindings: this.#bindingsOf(element) };
    this.#rows.set(id, row);
    return row;
  }
}

/** Returns the elements that need not be moved: a longest increasing subsequence, which contains the element with the focus
 *  or else with the selection. */
function staying(there: readonly Element[], wanted: readonly Element[]): Set<Element> {
  const places = there.map((element) => wanted.indexOf(element));
  const holds = (node: Node | null | undefined): number => there.findIndex((element) => node && element.contains(node));
  const [first] = there;
  const focused = holds((first?.getRootNode() as Partial<Document> | undefined)?.activeElement);
  const focus = focused < 0 ? holds(first?.ownerDocument.getSelection()?.anchorNode) : focused;
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

/** Moves an element. `moveBefore` keeps all of its state, where the browser has it; scroll positions are kept everywhere. */
function move(
  list: Element & { moveBefore?: (node: Node, next: Node | null) => void },
  element: Element,
  next: Node | null,
): void {
  const scrolled = [element, ...element.querySelectorAll("*")].flatMap((part) => {
    const { scrollTop: top, scrollLeft: left } = part;
    return top || left ? () => part.scrollTo({ top, left, behavior: "instant" }) : [];
  });
  if (list.moveBefore && element.isConnected && list.isConnected) list.moveBefore(element, next);
  else list.insertBefore(element, next);
  for (const scroll of scrolled) scroll();
}
