/** A page and what was decided for it → the page as text in which that stands. A text is parsed again before anybody gets
 *  it: it has to say the very DOM that a reader's device would make. */

import type { Client } from "../engine/client.js";
import type { Decision } from "../types/index.js";
import { edited } from "./edits.js";
import { Painting } from "./painting.js";
import { parsed, steps } from "./tree.js";

export interface Painted {
  readonly text: string;
  /** The variants that stand in the page now, by slot. */
  readonly shown: { readonly [slot: string]: string };
  /** Until when all of them hold. */
  readonly until: number | null;
}

/** Slots by where they begin in the text. */
type Starts = readonly number[];

export function paint(html: string, client: Client, settled: ReadonlyMap<string, Decision>): Painted {
  const without = (left: Starts): Painting => new Painting(html, client, settled, new Set(left));
  const all = without([]);
  let best = all;
  if (!isFaithful(html, all)) {
    const others = (group: Starts): Starts => all.starts.filter((start) => !group.includes(start));
    /** Of a group of slots those that cannot be written; of those that cannot stand beside each other all. */
    const refused = (group: Starts): Starts => {
      if (isFaithful(html, without(others(group)))) return [];
      if (group.length < 2) return group;
      const middle = group.length >> 1;
      const found = [...refused(group.slice(0, middle)), ...refused(group.slice(middle))];
      return found.length ? found : group;
    };
    best = without(refused(all.starts));
    if (!isFaithful(html, best)) best = without(all.starts);
  }
  for (const [path, message] of best.problems) client.tell(path, message);
  return { text: textOf(html, best), shown: best.shown, until: best.until };
}

function textOf(html: string, { edits }: Painting): string {
  return edited(html, edits, { start: 0, end: html.length });
}

/** What a parser does with a text is not always what was meant: it ends paragraphs, moves what stands between the rows of a
 *  table, and leaves out what may not stand where it stands. */
function isFaithful(html: string, painting: Painting): boolean {
  const { edits, page } = painting;
  if (edits.length === 0) return true;
  const [wanted, found] = [steps(page), steps(parsed(textOf(html, painting)))];
  return wanted.length === found.length && wanted.every((step, place) => step === found[place]);
}
