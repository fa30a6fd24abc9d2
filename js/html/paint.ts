/** Renders decisions into the text of a page. The result is parsed again and compared: it has to give the DOM that a device
 *  would make. */

import type { Client } from "../engine/client.js";
import type { Decision } from "../types/index.js";
import { firstDifference } from "./compare.js";
import { culprits } from "./culprits.js";
import { joined, pieces } from "./edits.js";
import { Painting } from "./painting.js";
import { type Document, parsed } from "./tree.js";

export interface Painted {
  readonly text: string;
  /** The variants that the page shows, by slot. */
  readonly shown: { readonly [slot: string]: string };
  /** The moment until which all of them hold. */
  readonly until: number | null;
}

/** The largest number of times that a page is rendered anew, without the slots that could not be. */
const ROUNDS = 6;
/** The rounds after which the outermost slots around a difference are left out, and no longer the innermost ones. */
const INNERMOST = 3;

/** @param page The text, parsed. It is changed. */
export function paint(html: string, page: Document, client: Client, settled: ReadonlyMap<string, Decision>): Painted {
  const left = new Set<number>();
  let [fresh, all]: [Document | undefined, boolean] = [page, true];
  for (let round = 0; ; round += 1) {
    all &&= round < ROUNDS;
    let last: number | undefined;
    const may = (start: number): boolean => {
      last = start;
      return all && !left.has(start);
    };
    const tree = fresh ?? parsed(html);
    fresh = undefined;
    try {
      const painting = new Painting(html, tree, client, settled, may);
      const result = textIfFaithful(html, painting, round < INNERMOST);
      if (typeof result === "string") return told(client, painting, result);
      for (const start of result) left.add(start);
    } catch (thrown) {
      // An error costs the slot at which it happened, but not a trap.
      if (thrown instanceof WebAssembly.RuntimeError || last === undefined || !all || left.has(last)) throw thrown;
      left.add(last);
    }
  }
}

/** Returns the text, if it parses to the intended tree, or else the slots that are to blame, by their starts. A parser may end
 *  paragraphs, move content out of tables, and drop elements. */
function textIfFaithful(html: string, painting: Painting, innermost: boolean): string | readonly number[] {
  if (painting.edits.length === 0) return html;
  const all = pieces(html, painting.edits, { start: 0, end: html.length });
  const text = joined(all);
  const page = parsed(text);
  const difference = firstDifference(painting.page.childNodes, page.childNodes);
  return difference ? culprits([...painting.written.values()], all, page, difference, innermost) : text;
}

function told(client: Client, { problems, shown, until }: Painting, text: string): Painted {
  for (const [path, message] of problems) client.tell(path, message);
  return { text, shown, until };
}
