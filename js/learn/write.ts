/** Puts a prior into the text of a manifest, of which everything else stays as it is. */

import { placeAt } from "../author/place.js";
import type { Prior } from "./learn.js";

/** The text of the manifest without the prior of a slot, which may be one for other features than it has now. */
export function withoutPrior(text: string, slot: string): string {
  const found = partsOf(text, slot);
  if (!found) return text;
  const { members } = found;
  const place = members.findIndex(({ key }) => key === "prior");
  const own = members[place];
  if (!own) return text;
  const [before, after] = [members[place - 1], members[place + 1]];
  return before
    ? text.slice(0, before.end) + text.slice(own.end)
    : text.slice(0, own.start) + text.slice(after ? after.start : own.end);
}

/** The text of the manifest with this prior for a slot. Throws where the slot has no `choose`. */
export function withPrior(text: string, slot: string, prior: Prior): string {
  const found = partsOf(text, slot);
  const last = found?.members.at(-1);
  if (!found || !last) throw new Error(`the manifest has no choose for the slot “${slot}”`);
  const own = found.members.find(({ key }) => key === "prior");
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const between = text.slice(found.start + 1, (found.members[0] ?? last).start);
  const indent = between.includes("\n") ? between.slice(between.lastIndexOf("\n") + 1) : undefined;
  const written = indent === undefined ? inLine(prior) : inLines(prior, indent, stepOf(text), eol);
  if (own) return text.slice(0, own.value) + written + text.slice(own.end);
  const start = indent === undefined ? ", " : `,${eol}${indent}`;
  return `${text.slice(0, last.end)}${start}"prior": ${written}${text.slice(last.end)}`;
}

const inLine = (prior: Prior): string => JSON.stringify(prior, undefined, 1).replace(/\n\s*/g, " ");

const inLines = (prior: Prior, indent: string, step: string, eol: string): string =>
  JSON.stringify(prior, undefined, step).replaceAll("\n", `${eol}${indent}`);

/** What the file indents by. */
const stepOf = (text: string): string => /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";

interface Member {
  readonly key: string;
  /** Where its key begins, where its value does, and where that ends. */
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** The members of a slot's `choose`, and where it begins. */
function partsOf(text: string, slot: string): { start: number; members: Member[] } | undefined {
  const start = placeAt(text, `/slots/${escaped(slot)}/choose`)?.at;
  if (start === undefined || text[start] !== "{") return undefined;
  const members: Member[] = [];
  let depth = 0;
  let key: { text: string; start: number } | undefined;
  let value: number | undefined;
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = start;
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const [{ length }, { index }] = [found[0], found];
    const token = found[0];
    if (depth === 1 && !key && token.startsWith('"')) key = { text: JSON.parse(token), start: index };
    else if (depth === 1 && key && token !== ":" && value === undefined && token !== "}") value = index;
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    if (depth === 0) return { start, members };
    if (depth === 1 && key && value !== undefined) {
      members.push({ key: key.text, start: key.start, value, end: index + length });
      key = undefined;
      value = undefined;
    }
  }
  return undefined;
}
