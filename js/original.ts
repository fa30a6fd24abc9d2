/** Keeps the slots as the server sent them, so that the page can be given back when the engine no longer can. */

type Undo = () => void;

/** The attributes that the engine may write. Others belong to the site, which may change them at any time. */
const WRITTEN = ["href", "alt", "title", "aria-label", "placeholder", "label", "lang", "dir"];

export class Originals {
  #undo = new Map<Element, Undo>();

  /** Call before the engine writes. A slot that was kept before keeps its first state. */
  keep(root: ParentNode): void {
    for (const slot of this.#undo.keys()) if (!slot.isConnected) this.#undo.delete(slot);
    for (const slot of root.querySelectorAll("[data-tb-slot]"))
      if (!this.#undo.has(slot)) this.#undo.set(slot, remember(slot));
  }

  restore(): void {
    for (const undo of this.#undo.values()) undo();
    this.#undo.clear();
  }
}

function remember(node: Node): Undo {
  // Not `instanceof`: the root may belong to another window, such as a preview's frame.
  return node.nodeType === 1 ? rememberElement(node as Element) : rememberText(node);
}

function rememberText(node: Node): Undo {
  const text = node.nodeValue;
  return () => {
    if (node.nodeValue !== text) node.nodeValue = text;
  };
}

function rememberElement(element: Element): Undo {
  const children = [...element.childNodes];
  const values = WRITTEN.map((name) => element.getAttribute(name));
  const inside = children.map(remember);
  return () => {
    // Moving a node that is in its place would reload frames and lose the focus.
    const moved = [...element.childNodes, null].some((child, index) => child !== (children[index] ?? null));
    if (moved) element.replaceChildren(...children);
    WRITTEN.forEach((name, index) => {
      const value = values[index] ?? null;
      if (value === null) element.removeAttribute(name);
      else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    });
    for (const undo of inside) undo();
  };
}
