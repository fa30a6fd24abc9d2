/** `<select>` elements that browsers parse differently. Newer browsers keep any content, older ones and the parser here keep
 *  only options. */

import { rangeOf } from "./edits.js";
import type { TextElement } from "./tree.js";

const ANY = /<select\b/gi;
/** A tag with `<` in it is taken for odd, so that the text is looked through once. */
const PLAIN = /<select\b[^<>]*>(?:[^<]|<\/?(?:option|optgroup|hr)\b[^<>]*>)*<\/select/gi;

/** Does the text have a `<select>` with more than options? */
export function hasOddSelect(text: string): boolean {
  return text.match(ANY)?.length !== text.match(PLAIN)?.length;
}

/** Is this such a `<select>`, or one without an end tag, whose content is uncertain? */
export function isOdd(html: string, select: TextElement): boolean {
  const range = rangeOf(select);
  return !range || !select.sourceCodeLocation?.endTag || hasOddSelect(html.slice(range.start, range.end));
}
