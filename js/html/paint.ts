/** Renders decisions into the text of a page. The result is parsed again and compared: it has to give the DOM that a device
 *  would make. */

import type { Client } from "../engine/client.js";
import type { Decision } from "../types/index.js";
import { edited } from "./edits.js";
import { Painting } from "./painting.js";
import { parsed, steps } from "./tree.js";

export interface Painted {
  readonly text: string;
  /** The variants that the page shows, by slot. */
  readonly shown: { readonly [slot: string]: string };
  /** The moment until which all of them hold. */
  readonly until: number | null;
}

/** Slots, by the positions at which they begin in the text. */
type Starts = readonly number[];

/** The largest number of rounds in which slots are left out. */
const ROUNDS = 10;

export function paint(html: string, client: Client, settled: ReadonlyMap<string, Decision>): Painted {
  const left: number[] = [];
  const paintAll = (): Painting => new Painting(html, client, settled, (start) => !left.includes(start));
  const isWritable = (group: Starts): boolean =>
    isFaithful(html, new Painting(html, client, settled, (start) => group.includes(start)));
  let painting = paintAll();
  // Leaving a slot out may bring back slots inside it that its template would have replaced.
  for (let round = 0; round < ROUNDS && !isFaithful(html, painting); round += 1) {
    left.push(...unwritable(painting.starts, isWritable));
    painting = paintAll();
  }
  if (!isFaithful(html, painting)) painting = new Painting(html, client, settled, () => false);
  for (const [path, message] of painting.problems) client.tell(path, message);
  return { text: textOf(html, painting), shown: painting.shown, until: painting.until };
}

/** Returns the slots of a group that cannot be rendered, or the whole group if only their combination fails. */
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

/** Does the text parse to the intended tree? A parser may end paragraphs, move content out of tables, and drop elements. */
function isFaithful(html: string, painting: Painting): boolean {
  const { edits, page } = painting;
  if (edits.length === 0) return true;
  const [wanted, found] = [steps(page), steps(parsed(textOf(html, painting)))];
  return wanted.length === found.length && wanted.every((step, place) => step === found[place]);
}
