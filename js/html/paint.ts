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

/** How often what was found wanting may bring forth more that is. */
const ROUNDS = 10;

export function paint(html: string, client: Client, settled: ReadonlyMap<string, Decision>): Painted {
  const left: number[] = [];
  const paintAll = (): Painting => new Painting(html, client, settled, (start) => !left.includes(start));
  const isWritable = (group: Starts): boolean =>
    isFaithful(html, new Painting(html, client, settled, (start) => group.includes(start)));
  let painting = paintAll();
  // Where one is left, others come to light that it would have taken the place of.
  for (let round = 0; round < ROUNDS && !isFaithful(html, painting); round += 1) {
    left.push(...unwritable(painting.starts, isWritable));
    painting = paintAll();
  }
  if (!isFaithful(html, painting)) painting = new Painting(html, client, settled, () => false);
  for (const [path, message] of painting.problems) client.tell(path, message);
  return { text: textOf(html, painting), shown: painting.shown, until: painting.until };
}

/** Of a group of slots those that cannot be written; of those that cannot stand beside each other all. */
function unwritable(group: Starts, isWritable: (group: Starts) => boolean): Starts {
  if (group.length < 2) return isWritable(group) ? [] : group;
  const middle = group.length >> 1;
  const halves = [group.slice(0, middle), group.slice(middle)];
  const found = halves.flatMap((half) => (isWritable(half) ? [] : unwritable(half, isWritable)));
  return found.length ? found : group;
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
