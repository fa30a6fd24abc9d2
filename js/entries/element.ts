/** `tailorbird/element`: `<tailor-slot name="hero">` is `data-tb-slot="hero"` for those who like elements. It has no
 *  shadow root, so that its content is the page's own: for styles, for search engines, and where no script runs. */

// On a server there is nothing to extend.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

export class TailorSlot extends Base {
  static readonly observedAttributes = ["name"];

  attributeChangedCallback(_: string, __: string | null, name: string | null): void {
    if (name === null) this.removeAttribute("data-tb-slot");
    else this.setAttribute("data-tb-slot", name);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "tailor-slot": TailorSlot;
  }
}

// Two copies of the package may meet in a page.
if (globalThis.customElements && !customElements.get("tailor-slot")) customElements.define("tailor-slot", TailorSlot);
