/** The page of the classic scripts: opens the manifest that the document carries, decides, and renders each slot as soon as the
 *  parser has read it, so that no reader sees one variant and then another. */

import { follow, isReady } from "../dom/parser-watch.js";
import { decode } from "../engine/decode.js";
import { SLOTS } from "../markup/contract.js";
import { real } from "../shared/real.js";
import type { ContextualOptions, ContextualPage, OpenOptions, Page } from "../types/index.js";

export type Open<P = Page, Options = OpenOptions> = (bytes: Uint8Array, options?: Options) => P;

/** The value of `globalThis.tailorbird` once the script has run. Before, a site may leave its options for `open` there. */
export interface Inlined<P = Page, Options = OpenOptions, O = Open<P, Options>> {
  readonly open: O;
  readonly page: P;
  /** Did this script run after slots could be seen as the server sent them? Then they stay so for this view, unless the site
   *  itself calls `page.render()`. */
  readonly late: boolean;
}

/** The state of a page that `hold.ts` hides until this script, in a file of its own, has run. */
export interface Hold {
  late: boolean;
  /** Shows the page. */
  readonly end: () => void;
}

/** The script of any page: the document carries the manifest. */
export function inPlace<P extends ContextualPage, Options extends ContextualOptions>(open: Open<P, Options>): void {
  const block = real(document).querySelector('script[type="application/tailorbird"]');
  const budget = Number(block?.getAttribute("data-budget") ?? 100);
  begin(open, budget, (options: Options) => open(bytesOf(block?.textContent ?? ""), options));
}

/** @param open What a site finds in `globalThis.tailorbird`.
 *  @param budget The number of milliseconds that a slot may be hidden.
 *  @param start Opens the page. */
export function begin<P extends ContextualPage, Options extends ContextualOptions, O>(
  open: O,
  budget: number,
  start: (options: Options) => P,
): void {
  const scope = globalThis as { tailorbird?: Options | Inlined<P, Options, O>; tailorbirdHold?: Hold };
  const options = left("tailorbird", () => scope.tailorbird as Options);
  const hold = left("tailorbirdHold", () => scope.tailorbirdHold);
  // Slots that the parser has not read are not seen, and neither is a page that is hidden.
  const late = hold ? hold.late : real(document).querySelector(SLOTS) !== null;
  /** Those that the parser brings, where the site looks at the whole document. */
  const shadows: ShadowRoot[] = [];
  // The list may grow, so it is read anew each time.
  const roots = (): readonly ParentNode[] => {
    const given = [options?.root ?? document].flat() as ParentNode[];
    return given.includes(document) ? [...given, ...shadows] : given;
  };
  const slots = (selector: string): HTMLElement[] =>
    roots().flatMap((root) => [...real(root).querySelectorAll<HTMLElement>(selector)]);
  const root = { querySelectorAll: (selector: string) => slots(selector).filter(isReady) } as unknown as ParentNode;
  const page = start({ ...options, root } as unknown as Options);
  if (!late)
    follow(
      slots,
      () => page.render(),
      budget,
      (shadow) => shadows.push(shadow),
    );
  hold?.end();
  attempt(() => {
    scope.tailorbird = { open, page, late };
  });
}

/** What was left under a name: a copy of it, because its getters may throw. An element or a frame with the name is none. */
const left = <Thing extends object>(name: string, read: () => Thing | undefined): Thing | undefined =>
  attempt(() => (Object.hasOwn(globalThis, name) ? ({ ...read() } as Thing) : undefined));

/** A global name may have accessors that throw, or none to set it. */
function attempt<Answer>(action: () => Answer): Answer | undefined {
  try {
    return action();
  } catch (thrown) {
    console.warn(`tailorbird: ${thrown}`);
    return undefined;
  }
}

/** Decodes the manifest. Where a policy forbids WebAssembly, decoding fails too: then `open` fails the same way, and reports it. */
function bytesOf(text: string): Uint8Array {
  try {
    // A formatter may have indented it.
    return decode(text.trim());
  } catch {
    return new Uint8Array();
  }
}
