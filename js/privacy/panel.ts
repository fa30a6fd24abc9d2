/** `tailorbird/privacy`: `<tailor-privacy>` shows readers what is known of them and where it comes from, and lets them correct,
 *  pause, export, import and erase it. */

import type { Page } from "../types/index.js";
import { copies } from "./copies.js";
import { known } from "./known.js";
import { Parts } from "./parts.js";
import { style } from "./style.js";
import { switches } from "./switches.js";
import { languageOf, type PrivacyWords, wordsOf } from "./words.js";

export type { PrivacyWords } from "./words.js";

/** The interface of the element to its sections. */
export interface Panel {
  readonly page: Page | undefined;
  readonly words: PrivacyWords;
  /** The name by which readers know a topic or a preference. */
  nameOf(name: string): string;
  /** Does something to the page, shows the new state, and announces it to the reader. */
  act(action: (page: Page) => void, message: string): void;
}

// On a server there is nothing to extend.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** How long an announcement is shown, in milliseconds. */
const MESSAGE_TIME = 8000;

export class TailorPrivacy extends Base implements Panel {
  static readonly observedAttributes = ["lang"];
  #page: Page | undefined;
  #names: { readonly [name: string]: string } = {};
  #own: Partial<PrivacyWords> = {};
  #unsubscribe: (() => void) | undefined;
  #parts: Parts | undefined;
  #showKnown: (() => void) | undefined;
  #status: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #languages = globalThis.MutationObserver && new MutationObserver(() => this.refresh());

  /** The page whose profile is shown. Where it is not set, it is the page of `tailorbird/inline.js`. */
  get page(): Page | undefined {
    return this.#page ?? (globalThis as { tailorbird?: { page?: Page } }).tailorbird?.page;
  }

  set page(page: Page | undefined) {
    this.#page = page;
    if (this.isConnected) this.#subscribe();
  }

  /** Names of topics and preferences for readers, where those in the manifest are not fit to be read. */
  get names(): { readonly [name: string]: string } {
    return this.#names;
  }

  set names(names: { readonly [name: string]: string }) {
    this.#names = names;
    this.refresh();
  }

  /** The words of the element's language, and the site's own in their place. */
  get words(): PrivacyWords {
    return { ...wordsOf(this.#language()), ...this.#own };
  }

  set words(own: Partial<PrivacyWords>) {
    this.#own = own;
    this.refresh();
  }

  connectedCallback(): void {
    // A property that was set before the element was defined hides the accessor, so it is set again.
    for (const name of ["page", "names", "words"] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    if (!this.#parts) this.#build();
    this.#languages?.observe(document.documentElement, { attributeFilter: ["lang"] });
    this.#subscribe();
    // The page may be opened by a script that comes later.
    if (document.readyState !== "complete") window.addEventListener("load", this.#subscribe, { once: true });
  }

  disconnectedCallback(): void {
    window.removeEventListener("load", this.#subscribe);
    this.#languages?.disconnect();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  attributeChangedCallback(): void {
    this.refresh();
  }

  nameOf(name: string): string {
    return (Object.hasOwn(this.#names, name) ? this.#names[name] : undefined) ?? name;
  }

  act(action: (page: Page) => void, message: string): void {
    const { page } = this;
    if (page) action(page);
    this.refresh();
    this.#announce(message);
  }

  /** Shows the state of the page. There is no need to call it: the page is subscribed to. */
  refresh(): void {
    if (!this.isConnected) return;
    this.#parts?.update();
    this.#showKnown?.();
  }

  readonly #subscribe = (): void => {
    this.#unsubscribe?.();
    this.#unsubscribe = this.page?.subscribe(() => this.refresh());
    this.refresh();
  };

  #language(): string {
    const around = this.closest<HTMLElement>("[lang]")?.lang || globalThis.document?.documentElement.lang;
    return languageOf(around || globalThis.navigator?.language || "");
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

  #announce(text: string): void {
    const status = this.#status;
    if (!status) return;
    // A text that did not change would not be announced, so a space is added.
    status.textContent = status.textContent === text ? `${text}\u00a0` : text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      status.textContent = "";
    }, MESSAGE_TIME);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "tailor-privacy": TailorPrivacy;
  }
}

// A document may have two copies of the package.
if (globalThis.customElements && !customElements.get("tailor-privacy"))
  customElements.define("tailor-privacy", TailorPrivacy);
