/** The slots that are to blame where the text of a page does not give the intended tree, found by their places in the text. */

import { type Difference, firstDifference } from "./compare.js";
import type { Piece } from "./edits.js";
import { type Document, everything, type Node, TextElement } from "./tree.js";

/** A slot that was rendered. */
export interface Written {
  readonly holder: TextElement;
  /** Where it stood in the text. */
  readonly start: number;
  readonly end: number;
  /** The rendered slot around it. */
  readonly around: Written | undefined;
}

/** Returns the starts of the slots to blame. Each slot whose content differs is looked at: what differs in it may come from
 *  there, or from another slot whose elements run on. */
export function culprits(
  written: readonly Written[],
  pieces: readonly Piece[],
  page: Document,
  difference: Difference,
  innermost: boolean,
): readonly number[] {
  const places = new Places(written, pieces);
  const found = new Set<Written>();
  for (const [slot, element] of places.renderedIn(page)) {
    const inside = firstDifference(slot.holder.childNodes, element.childNodes);
    const guilty = inside && places.blame(inside);
    if (guilty) found.add(guilty);
  }
  const first = found.size === 0 ? places.blame(difference) : undefined;
  if (first) found.add(first);
  const all = found.size === 0 ? written : [...found];
  return all.map((slot) => (innermost ? slot : outermost(slot)).start);
}

class Places {
  readonly #written: readonly Written[];
  readonly #bySlot: ReadonlyMap<TextElement, Written>;
  readonly #pieces: readonly Piece[];

  constructor(written: readonly Written[], pieces: readonly Piece[]) {
    this.#written = [...written].sort((a, b) => a.start - b.start);
    this.#bySlot = new Map(written.map((slot) => [slot.holder, slot]));
    this.#pieces = pieces;
  }

  /** Returns the rendered slots that stand where they stood before, each with its element in the result. */
  renderedIn(page: Document): Map<Written, TextElement> {
    const starts = new Map(this.#written.map((slot) => [slot.start, slot]));
    const found = new Map<Written, TextElement>();
    for (const element of everything(page.childNodes)) {
      const place = element.hasAttribute("data-tb-shown") ? this.#placeOf(element) : undefined;
      const slot = place?.isCopy && starts.get(place.position);
      if (slot && !found.has(slot)) found.set(slot, element);
    }
    return found;
  }

  /** The slot that what was found comes from, or a slot in it that was to hold something else. */
  blame({ wanted, found }: Difference): Written | undefined {
    const place = found && this.#placeOf(found);
    const source = place && this.#slotAt(place.position);
    const target = this.#slotAround(wanted);
    if (source && !isWithin(target, source)) return source;
    return target ?? (place && last(this.#written, ({ start }) => start <= place.position));
  }

  /** Where a node of the result comes from in the text as it was. */
  #placeOf({ sourceCodeLocation }: Node): { position: number; isCopy: boolean } | undefined {
    const offset = sourceCodeLocation?.startOffset;
    const piece = offset === undefined ? undefined : last(this.#pieces, ({ at }) => at <= offset);
    if (!piece || offset === undefined) return undefined;
    const { start, at, isCopy } = piece;
    return { position: isCopy ? start + offset - at : start, isCopy };
  }

  #slotAt(position: number): Written | undefined {
    let slot = last(this.#written, ({ start }) => start <= position);
    while (slot && slot.end <= position) slot = slot.around;
    return slot;
  }

  #slotAround(node: Node | undefined): Written | undefined {
    let at: unknown = node;
    for (; at instanceof TextElement; at = at.parentNode) if (this.#bySlot.has(at)) return this.#bySlot.get(at);
    return at === node && node?.parentNode instanceof TextElement ? this.#slotAround(node.parentNode) : undefined;
  }
}

function isWithin(inner: Written | undefined, outer: Written): boolean {
  for (let at = inner; at; at = at.around) if (at === outer) return true;
  return false;
}

function outermost(slot: Written): Written {
  let at = slot;
  while (at.around) at = at.around;
  return at;
}

/** Returns the last entry of a sorted list that passes. All before it pass too. */
function last<A>(list: readonly A[], passes: (entry: A) => boolean): A | undefined {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (passes(list[middle] as A)) from = middle + 1;
    else to = middle;
  }
  return list[from - 1];
}
