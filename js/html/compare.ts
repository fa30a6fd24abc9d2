/** Two trees, walked side by side: where they begin to differ. Adjacent texts count as one. */

import { type Node, TextElement } from "./tree.js";

/** The nodes at which two trees begin to differ. None: a tree has ended. */
export interface Difference {
  readonly wanted: Node | undefined;
  readonly found: Node | undefined;
}

/** Returns the first difference of two trees, or undefined if they have the same DOM. */
export function firstDifference(wanted: readonly Node[], found: readonly Node[]): Difference | undefined {
  const [one, other] = [new Walk(wanted), new Walk(found)];
  for (;;) {
    const [step, twin] = [one.next(), other.next()];
    if (!isSame(step, twin)) return { wanted: one.at, found: other.at };
    if (step === undefined) return undefined;
  }
}

/** The end of an element, or of a template's content. */
class End {
  readonly node: Node;

  constructor(node: Node) {
    this.node = node;
  }
}

/** An element, a comment, a text as it is read, or an end. */
type Step = Node | End | string | undefined;

class Walk {
  /** The node of the last step. */
  at: Node | undefined;
  readonly #waiting: (Node | End)[];

  constructor(nodes: readonly Node[]) {
    this.#waiting = [...nodes].reverse();
  }

  next(): Step {
    const text = this.#text();
    if (text) return text;
    const step = this.#waiting.pop();
    this.at = step instanceof End ? step.node : step;
    if (step instanceof TextElement) {
      this.#enter(step.childNodes, step);
      if (step.content) this.#enter(step.content.childNodes, step);
    }
    return step;
  }

  /** Takes the texts that come next. */
  #text(): string {
    let text = "";
    for (;;) {
      const node = this.#waiting.at(-1);
      if (!node || node instanceof End || !("value" in node)) return text;
      if (!text) this.at = node;
      text += node.value;
      this.#waiting.pop();
    }
  }

  #enter(nodes: readonly Node[], parent: Node): void {
    this.#waiting.push(new End(parent));
    for (let place = nodes.length - 1; place >= 0; place -= 1) this.#waiting.push(nodes[place] as Node);
  }
}

function isSame(one: Step, other: Step): boolean {
  if (one instanceof End || other instanceof End) return one instanceof End && other instanceof End;
  if (one instanceof TextElement && other instanceof TextElement)
    return (
      one.tagName === other.tagName &&
      one.namespaceURI === other.namespaceURI &&
      !one.content === !other.content &&
      sameAttributes(one, other)
    );
  if (one instanceof TextElement || other instanceof TextElement) return false;
  return leafOf(one) === leafOf(other);
}

/** The order of attributes is not part of what is compared; usually it is the same. */
function sameAttributes({ attrs }: TextElement, { attrs: others }: TextElement): boolean {
  const isTwin = ({ name, value, prefix }: Attribute, place: number): boolean => {
    const twin = others[place];
    return twin?.name === name && twin.value === value && (twin.prefix ?? "") === (prefix ?? "");
  };
  return attrs.length === others.length && (attrs.every(isTwin) || sorted(attrs) === sorted(others));
}

type Attribute = TextElement["attrs"][number];

function sorted(attributes: readonly Attribute[]): string {
  return attributes
    .map(({ prefix, name, value }) => JSON.stringify([prefix ?? "", name, value]))
    .sort()
    .join();
}

/** What a text, a comment or a document type says. */
function leafOf(step: Node | string | undefined): string | undefined {
  if (step === undefined || typeof step === "string") return step && `"${step}`;
  return `!${step.nodeName} ${"data" in step ? step.data : "name" in step ? step.name : ""}`;
}
