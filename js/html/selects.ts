/** Where browsers read a page differently: newer ones keep whatever stands in a `<select>`, older ones and the parser here
 *  only its options. */

import { rangeOf } from "./edits.js";
import type { TextElement } from "./tree.js";

const ANY = /<select\b/gi;
const PLAIN = /<select\b[^>]*>(?:[^<]|<\/?(?:option|optgroup|hr)\b[^>]*>)*<\/select/gi;

/** Is there one in this text that has more than options? */
export function hasOddSelect(text: string): boolean {
  return text.match(ANY)?.length !== text.match(PLAIN)?.length;
}

/** Of one that has no end of its own nobody knows what all is in it. */
export function isOdd(html: string, select: TextElement): boolean {
  const range = rangeOf(select);
  return !range || !select.sourceCodeLocation?.endTag || hasOddSelect(html.slice(range.start, range.end));
}
