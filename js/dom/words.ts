/** The words of an element: ours stand beside its own nodes, which are hidden and never removed, because a framework may hold
 *  them and take them out itself. `js/html/strokes.ts` does the same in a page as text. */

import type { Tree } from "../engine/client.js";
import { hiding } from "../markup/contract.js";
import { isTemplate } from "../markup/harmless.js";
import { real } from "../shared/real.js";
import { build } from "./rich.js";

/** The value of `NodeFilter.SHOW_TEXT`. */
const TEXTS = 4;

export class Words {
  readonly #element: Element;
  /** The nodes that hold our words, and what they say. */
  #nodes: readonly Node[] = [];
  #says: string | undefined;
  #words: string | Tree = "";
  /** The element's child nodes before. */
  #own: readonly Node[];
  /** Its texts that we changed, and what they were. */
  readonly #texts = new Map<Text, string>();
  /** Its elements that we hid. */
  readonly #hidden = new Set<Element>();
  /** Did a server, or the page that this is a copy of, write what stands here? */
  #taken: boolean;

  /** @param own The original child nodes, if our words stand here already. */
  constructor(element: Element, own?: readonly Node[]) {
    this.#element = element;
    this.#own = own ?? [];
    this.#taken = own !== undefined;
    if (own) this.#says = real(element).textContent ?? "";
  }

  /** Do words of ours stand here? */
  get stand(): boolean {
    return this.#says !== undefined;
  }

  /** Do words of ours stand here that nobody else has changed? A translator's are still ours. */
  get areOurs(): boolean {
    return this.stand && (this.#isUntouched || this.#isTranslated);
  }

  get #isUntouched(): boolean {
    const [nodes, element] = [this.#nodes, this.#element];
    if (!nodes[0]) return real(element).textContent === this.#says;
    return nodes.every((node) => real(node).parentNode === element) && said(nodes) === this.#says;
  }

  get #isTranslated(): boolean {
    return real(this.#element).querySelector("font") !== null;
  }

  /** @param touch Called before the first change. */
  show(words: string | Tree, touch: () => void): void {
    const element = this.#element;
    const make = (): Node[] => nodesOf(real(element).ownerDocument, words);
    const tree = typeof words === "string" ? undefined : make();
    if (tree && this.#adopt(tree)) return;
    touch();
    this.giveBack();
    this.#words = words;
    this.#own = [...real(element).childNodes];
    const texts = textsIn(element);
    const home = texts.find((text) => !tree && text.parentNode === element);
    const nodes = home ? [home] : (tree ?? make());
    // Known before anything is written, so that it can be taken back wherever writing ends.
    this.#nodes = nodes;
    this.#says = home ? (words as string) : said(nodes);
    for (const text of texts) this.#write(text, text === home ? (words as string) : "");
    for (const child of real(element).children) this.#hide(child);
    if (!home) real(element).prepend(...nodes);
  }

  /** Shows the same words over what the parser has brought since. */
  again(touch: () => void): void {
    if (!this.stand || this.#taken) return;
    const words = this.#words;
    this.giveBack();
    this.show(words, touch);
  }

  /** Takes equal nodes that stand here already for ours: a server wrote them, or the site. */
  #adopt(made: readonly Node[]): boolean {
    const there = [...real(this.#element).childNodes];
    const nodes = there.slice(0, made.length);
    const areEqual = made.every((node, place) => real(node).isEqualNode(nodes[place] ?? null));
    if (!areEqual || there.slice(made.length).some(isSeen)) return false;
    if (!this.#taken) this.#own = there;
    this.#nodes = nodes;
    this.#says = said(nodes);
    return true;
  }

  /** Gives the element its own words back. */
  giveBack(): void {
    if (!this.stand) return;
    if (this.#taken || (this.#isTranslated && !this.#isUntouched)) this.#replace();
    this.yield();
  }

  /** Takes away what is ours and still as we left it. The rest is somebody else's. */
  yield(): void {
    for (const node of this.#nodes)
      if (!this.#texts.has(node as Text) && real(node).parentNode === this.#element && !this.#own.includes(node))
        real(node as ChildNode).remove();
    const isWhole = real(real(this.#element).ownerDocument).readyState === "complete";
    for (const [text, before] of this.#texts) {
      const ours = (this.#nodes.includes(text) && this.#says) || "";
      // The parser adds to a text that it has not completed.
      const rest = text.data.slice(ours.length);
      if (text.data.startsWith(ours) && !(rest && isWhole)) text.data = before + rest;
    }
    for (const child of this.#hidden) for (const [name] of hiding(child)) real(child).removeAttribute(name);
    this.#texts.clear();
    this.#hidden.clear();
    [this.#nodes, this.#says, this.#taken] = [[], undefined, false];
  }

  /** Brings the child nodes back as they were. Templates belong to the slot and stay. */
  #replace(): void {
    const templates = [...real(this.#element).children].filter(isTemplate);
    real(this.#element).replaceChildren(...this.#own.filter((node) => !isTemplate(node)), ...templates);
  }

  #write(text: Text, data: string): void {
    if (text.data === data) return;
    this.#texts.set(text, text.data);
    text.data = data;
  }

  #hide(child: Element): void {
    if (isTemplate(child) || real(child).hasAttribute("hidden")) return;
    for (const [name, value] of hiding(child)) real(child).setAttribute(name, value);
    this.#hidden.add(child);
  }
}

/** The nodes of words, as a parser would make them. */
function nodesOf(document: Document, words: string | Tree): Node[] {
  const fragment = real(document).createDocumentFragment();
  fragment.append(...(!$rich || typeof words === "string" ? [words as string] : build(document, words)));
  fragment.normalize();
  return [...fragment.childNodes];
}

/** Would a reader see something of this node? */
function isSeen(node: Node): boolean {
  if (real(node).nodeType === 1) return !isTemplate(node) && !real(node as Element).hasAttribute("hidden");
  return real(node).nodeType === 3 && node.nodeValue !== "";
}

const said = (nodes: readonly Node[]): string => nodes.map((node) => real(node).textContent).join("");

/** All texts in an element, except in templates. */
function textsIn(element: Element): Text[] {
  const found: Text[] = [];
  const walker = real(real(element).ownerDocument).createTreeWalker(element, TEXTS);
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found.filter(({ parentElement: at }) => !at || !isTemplate(real(at).closest("template") ?? at));
}
