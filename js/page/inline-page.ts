/** What the classic scripts do when they come: open the manifest that the page carries, decide, and fit each slot as the
 *  parser brings it, so that no reader sees one variant and then another. */

import { arrived, follow } from "../dom/parser-watch.js";
import { decode } from "../engine/decode.js";
import type { ContextualOptions, ContextualPage, OpenOptions, Page } from "../types/index.js";

export type Open<P = Page, Options = OpenOptions> = (bytes: Uint8Array, options?: Options) => P;

/** What `globalThis.tailorbird` is once the script has run. Before, a page may leave its options for `open` there. */
export interface Inlined<P = Page, Options = OpenOptions> {
  readonly open: Open<P, Options>;
  readonly page: P;
  /** The reader may have seen the slots as the server sent them before this script came. So they stay for this view,
   *  unless the site itself calls `page.render()`. */
  readonly late: boolean;
}

/** How a page waits for a script that is a file of its own: `hold.ts`. */
export interface Hold {
  late: boolean;
  /** Shows the page. */
  readonly end: () => void;
}

export function inPlace<P extends ContextualPage, Options extends ContextualOptions>(open: Open<P, Options>): void {
  const scope = globalThis as { tailorbird?: Options | Inlined<P, Options>; tailorbirdHold?: Hold };
  const options = scope.tailorbird as Options | undefined;
  const hold = scope.tailorbirdHold;
  // Nobody has seen what is not there yet, and nobody sees a page that is held back.
  const late = hold ? hold.late : document.querySelector("[data-tb-slot]") !== null;
  const block = document.querySelector('script[type="application/tailorbird"]');
  const within = [options?.root ?? document].flat();
  const slots = (selector: string): HTMLElement[] =>
    within.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);
  const root = { querySelectorAll: (selector: string) => slots(selector).filter(arrived) } as unknown as ParentNode;
  const page = open(bytesOf(block?.textContent ?? ""), { ...options, root } as Options);
  if (!late) follow(slots, () => page.render());
  scope.tailorbird = { open, page, late };
  hold?.end();
}

/** Where WebAssembly is forbidden, reading them is too: then `open` meets the same obstacle, and tells of it. */
function bytesOf(text: string): Uint8Array {
  try {
    return decode(text);
  } catch {
    return new Uint8Array();
  }
}
