/** Elements whose texts and attributes depend on the language and the state: each is made once, and updated in place. */

/** A text, a boolean attribute, or a function that answers one of them at every update. */
type Value = string | boolean | (() => string | boolean);

export interface Attributes {
  readonly [name: string]: Value | (() => void) | undefined;
  readonly press?: () => void;
}

export type Child = Node | (() => string);

export class Parts {
  readonly #updates: (() => void)[] = [];

  /** Makes an element. `press` is called by a click, whether with the mouse, a key or the voice. */
  make<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    { press, ...attributes }: Attributes = {},
    ...children: readonly Child[]
  ): HTMLElementTagNameMap[Name] {
    const made = document.createElement(name);
    if (press) made.addEventListener("click", press);
    for (const [attribute, value] of Object.entries(attributes))
      this.#bind(() => write(made, attribute, value as Value));
    made.append(...children.map((child) => (typeof child === "function" ? this.#text(child) : child)));
    return made;
  }

  update(): void {
    for (const update of this.#updates) update();
  }

  #bind(update: () => void): void {
    this.#updates.push(update);
    update();
  }

  #text(value: () => string): Text {
    const text = document.createTextNode("");
    // A text that is written again loses the reader's selection, and is announced again.
    this.#bind(() => {
      if (text.nodeValue !== value()) text.nodeValue = value();
    });
    return text;
  }
}

function write(element: HTMLElement, name: string, value: Value): void {
  const now = typeof value === "function" ? value() : value;
  if (name === "checked") (element as HTMLInputElement).checked = now === true;
  else if (typeof now === "boolean") element.toggleAttribute(name, now);
  else if (element.getAttribute(name) !== now) element.setAttribute(name, now);
}
