/** Elements whose words change with the language and the state: each is made once and afterwards only brought up to date. */

/** A text, a flag that is there or not, or what answers one of them anew. */
type Value = string | boolean | (() => string | boolean);

export interface Attributes {
  readonly [name: string]: Value | (() => void) | undefined;
  readonly press?: () => void;
}

export type Child = Node | (() => string);

export class Parts {
  readonly #updates: (() => void)[] = [];

  /** `press` is what a click does, whether by hand, key or voice. */
  make<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    { press, ...attributes }: Attributes = {},
    ...children: readonly Child[]
  ): HTMLElementTagNameMap[Name] {
    const made = document.createElement(name);
    if (press) made.addEventListener("click", press);
    for (const [attribute, value] of Object.entries(attributes))
      this.#keep(() => write(made, attribute, value as Value));
    made.append(...children.map((child) => (typeof child === "function" ? this.#text(child) : child)));
    return made;
  }

  update(): void {
    for (const update of this.#updates) update();
  }

  #keep(update: () => void): void {
    this.#updates.push(update);
    update();
  }

  #text(say: () => string): Text {
    const text = document.createTextNode("");
    // What is written anew loses the reader's selection, and is read out again.
    this.#keep(() => {
      if (text.nodeValue !== say()) text.nodeValue = say();
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
