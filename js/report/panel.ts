/** `<tailor-report>`, for a site's own people: what this device has measured of experiments, and with `force` a choice of what each slot
 *  shows. It is in English, as all that no reader sees. */

import type { Decision, Measured, Page } from "../types/index.js";
import { style } from "./style.js";

// On a server there is nothing to extend.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

export class TailorReport extends Base {
  #page: Page | undefined;
  #unsubscribe: (() => void) | undefined;
  readonly #measured = make("tbody");
  readonly #slots = make("div", { class: "slots" });
  #decisions: readonly Decision[] | undefined;
  #offered: string | undefined;

  /** The page whose report is shown. Where it is not set, it is the page of the inline script. */
  get page(): Page | undefined {
    return this.#page ?? (globalThis as { tailorbird?: { page?: Page } }).tailorbird?.page;
  }

  set page(page: Page | undefined) {
    this.#page = page;
    this.#offered = undefined;
    if (this.isConnected) this.#subscribe();
  }

  connectedCallback(): void {
    // A property that was set before the element was defined hides the accessor, so it is set again.
    if (Object.hasOwn(this, "page")) {
      const { page } = this;
      Reflect.deleteProperty(this, "page");
      Reflect.set(this, "page", page);
    }
    if (!this.shadowRoot) this.#build();
    this.#subscribe();
    // The page may be opened by a script that comes later.
    if (document.readyState !== "complete") window.addEventListener("load", this.#subscribe, { once: true });
  }

  disconnectedCallback(): void {
    window.removeEventListener("load", this.#subscribe);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  readonly #subscribe = (): void => {
    this.#unsubscribe?.();
    this.#unsubscribe = this.page?.subscribe(() => this.#show());
    this.#show();
  };

  #build(): void {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style()];
    const heads = ["experiment", "arm", "seen", "first", "goals"].map((head) => make("th", { scope: "col" }, head));
    const caption = make("caption", {}, "What this device has measured");
    const table = make("table", {}, caption, make("thead", {}, make("tr", {}, ...heads)), this.#measured);
    const about = { class: "sheet", role: "region", "aria-label": "Experiments", tabindex: "0" };
    root.append(make("div", about, table, this.#slots));
  }

  #show(): void {
    const { page } = this;
    const all = Object.entries(page?.report() ?? {});
    const none = make("tr", {}, make("td", { colspan: "5" }, "Nothing: no arm was seen with consent to measure."));
    this.#measured.replaceChildren(...(all[0] ? all.map(row) : [none]));
    if (page && this.hasAttribute("force")) this.#offer(page);
  }

  /** Offers the variants of each slot. While they are the same the choices stay, so that nobody loses their place in the page. */
  #offer(page: Page): void {
    const { decisions } = page;
    if (decisions === this.#decisions) return;
    this.#decisions = decisions;
    const all = decisions
      .filter(({ variant }) => variant)
      .map(({ slot }) => [slot, ...page.variants(slot)] as const)
      .filter(([, first]) => first);
    if (this.#offered === `${all}`) return;
    this.#offered = `${all}`;
    this.#slots.replaceChildren(...all.map(([slot, ...names]) => this.#choice(slot, names)));
  }

  #choice(slot: string, names: readonly string[]): HTMLElement {
    const options = names.map((name) => make("option", {}, name));
    const choice = make("select", {}, make("option", { value: "" }, "as it is decided"), ...options);
    choice.addEventListener("change", () => this.page?.force(slot, choice.value || null));
    return make("label", {}, `${slot} `, choice);
  }
}

function row([experiment, { arm, exposures, since, goals }]: [string, Measured]): HTMLElement {
  const reached = Object.entries(goals).map(
    ([goal, { times, value }]) => `${goal} ${times}${value ? ` (${value})` : ""}`,
  );
  const first = new Date(since);
  const time = make("time", { datetime: first.toISOString() }, first.toLocaleString());
  const cells = [arm, String(exposures), time, reached.join(", ") || "none"].map((cell) => make("td", {}, cell));
  return make("tr", {}, make("th", { scope: "row" }, experiment), ...cells);
}

/** Makes an element. On a server there is none, and nothing asks for it. */
function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: { readonly [name: string]: string } = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = globalThis.document?.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made?.setAttribute(attribute, value);
  made?.append(...children);
  return made;
}

declare global {
  interface HTMLElementTagNameMap {
    "tailor-report": TailorReport;
  }
}

// A page may load two copies of the package.
if (globalThis.customElements && !customElements.get("tailor-report"))
  customElements.define("tailor-report", TailorReport);
