/** `tailorbird/privacy`: `<tailor-privacy>` shows readers what is known of them and from what, and hands all of it to them: to
 *  correct, to pause, to take along, to bring back and to erase. */

import type { Page } from "../types/index.js";
import { copies } from "./copies.js";
import { known } from "./known.js";
import { Parts } from "./parts.js";
import { style } from "./style.js";
import { switches } from "./switches.js";
import { type PrivacyWords, spoken, wordsOf } from "./words.js";

export type { PrivacyWords } from "./words.js";

/** What its parts need of it. */
export interface Panel {
  readonly page: Page | undefined;
  readonly words: PrivacyWords;
  /** What a topic or a preference is called. */
  nameOf(name: string): string;
  /** Does it, says so, and shows what is so now. */
  act(action: (page: Page) => void, said: string): void;
}

// On a server there is nothing to extend.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** How long what was done stays to be read. */
const SAID = 8000;

export class TailorPrivacy extends Base implements Panel {
  static readonly observedAttributes = ["lang"];
  #page: Page | undefined;
  #names: { readonly [name: string]: string } = {};
  #own: Partial<PrivacyWords> = {};
  #leave: (() => void) | undefined;
  #parts: Parts | undefined;
  #showKnown: (() => void) | undefined;
  #status: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #languages = globalThis.MutationObserver && new MutationObserver(() => this.refresh());

  /** What it shows. Where nobody sets it, it is the page of `tailorbird/inline.js`. */
  get page(): Page | undefined {
    return this.#page ?? (globalThis as { tailorbird?: { page?: Page } }).tailorbird?.page;
  }

  set page(page: Page | undefined) {
    this.#page = page;
    if (this.isConnected) this.#listen();
  }

  /** What topics and preferences are called, where their names in the manifest are not what readers call them. */
  get names(): { readonly [name: string]: string } {
    return this.#names;
  }

  set names(names: { readonly [name: string]: string }) {
    this.#names = names;
    this.refresh();
  }

  /** The words of the language in which it stands, and the site's own in their place. */
  get words(): PrivacyWords {
    return { ...wordsOf(this.#language()), ...this.#own };
  }

  set words(own: Partial<PrivacyWords>) {
    this.#own = own;
    this.refresh();
  }

  connectedCallback(): void {
    // What was set before the element was defined hides what is defined here.
    for (const name of ["page", "names", "words"] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    if (!this.#parts) this.#build();
    this.#languages?.observe(document.documentElement, { attributeFilter: ["lang"] });
    this.#listen();
    // The page may be opened by a script that comes later.
    if (document.readyState !== "complete") window.addEventListener("load", this.#listen, { once: true });
  }

  disconnectedCallback(): void {
    window.removeEventListener("load", this.#listen);
    this.#languages?.disconnect();
    this.#leave?.();
    this.#leave = undefined;
  }

  attributeChangedCallback(): void {
    this.refresh();
  }

  nameOf(name: string): string {
    return this.#names[name] ?? name;
  }

  act(action: (page: Page) => void, said: string): void {
    const { page } = this;
    if (page) action(page);
    this.refresh();
    this.#say(said);
  }

  /** Shows what is so now. Nobody has to call it: the page tells when something has changed. */
  refresh(): void {
    if (!this.isConnected) return;
    this.#parts?.update();
    this.#showKnown?.();
  }

  readonly #listen = (): void => {
    this.#leave?.();
    this.#leave = this.page?.subscribe(() => this.refresh());
    this.refresh();
  };

  #language(): string {
    const around = this.closest<HTMLElement>("[lang]")?.lang || globalThis.document?.documentElement.lang;
    return spoken(around || globalThis.navigator?.language || "");
  }

  #build(): void {
    const parts = new Parts();
    this.#parts = parts;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style()];
    const list = known(this, parts);
    this.#showKnown = list.show;
    this.#status = parts.make("p", { class: "said", role: "status" });
    root.append(
      parts.make(
        "div",
        {
          class: "sheet",
          role: "region",
          "aria-labelledby": "title",
          lang: () => this.#language(),
          dir: () => (this.#language() === "ar" ? "rtl" : "ltr"),
          hidden: () => !this.page,
        },
        parts.make(
          "header",
          {},
          parts.make("h2", { id: "title" }, () => this.words.title),
          parts.make("p", { class: "soft" }, () => this.words.intro),
        ),
        switches(this, parts),
        list.element,
        copies(this, parts),
        this.#status,
      ),
    );
  }

  #say(text: string): void {
    const status = this.#status;
    if (!status) return;
    // The same said twice is read twice.
    status.textContent = status.textContent === text ? `${text}\u00a0` : text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      status.textContent = "";
    }, SAID);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "tailor-privacy": TailorPrivacy;
  }
}

// Two copies of the package may meet in a page.
if (globalThis.customElements && !customElements.get("tailor-privacy"))
  customElements.define("tailor-privacy", TailorPrivacy);
