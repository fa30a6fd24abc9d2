/** `tailorbird/element`: `<tailor-slot name="hero">` instead of `data-tb-slot="hero"`. It has no shadow root, so its content
 *  stays in the page for styles, for search engines, and without scripts. */

// A server has no HTMLElement.
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

// A page may load two copies of the package.
if (globalThis.customElements && !customElements.get("tailor-slot")) customElements.define("tailor-slot", TailorSlot);
