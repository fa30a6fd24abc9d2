/** What drawings are put together from: text that fits, axes, and marks. */

import type { Analysis, Comparison, Range } from "../types/analysis.js";
import { intervalOf } from "./compare.js";
import type { Scale } from "./scale.js";

/** Text for XML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']|[^\P{Cc}\t\n]/gu, (letter) => ENTITIES[letter] ?? " ");
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Told apart by form as well, for those who see no difference between colours. */
export const LIGHT = ["#1d5fb4", "#b0421a", "#1b7345", "#7439ad", "#7a6000", "#ad1f6b"];
const DARK = ["#7db4ff", "#ff9e73", "#6fd39b", "#c79bff", "#e3c75c", "#ff8ec4"];
const FORMS = [
  "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z",
  "M-4.5-4.5H4.5V4.5H-4.5Z",
  "M0-6L5.5 4.5H-5.5Z",
  "M0-6L6 0L0 6L-6 0Z",
  "M-5.5-4.5H5.5L0 6Z",
  "M-6-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z",
];

const colours = (all: readonly string[]): string => all.map((colour, place) => `.c${place}{color:${colour}}`).join("");
export const STYLE =
  `text{font:14px system-ui,sans-serif;fill:#1b1b1f}.q{fill:#55555f}.h{font-weight:600}.g{stroke:#dcdce2}.z{stroke:#6d6d78}.b{fill:#fff}` +
  `${colours(LIGHT)}@media(prefers-color-scheme:dark){text{fill:#ececf1}.q{fill:#a9a9b6}.g{stroke:#3a3a44}.z{stroke:#9a9aa8}.b{fill:#17171b}${colours(DARK)}}`;

export const EDGE = 16;

export type Options = Analysis["options"];

export interface Pen {
  readonly width: number;
  readonly options: Options;
  readonly out: string[];
  y: number;
}

export function text(pen: Pen, x: number, words: string, { kind = "", anchor = "start", y = pen.y + 14 } = {}): void {
  const kinds = kind && ` class="${kind}"`;
  pen.out.push(`<text x="${round(x)}" y="${round(y)}"${kinds} text-anchor="${anchor}">${escaped(words)}</text>`);
}

export const round = (value: number): string => String(Math.round(value * 10) / 10);

/** As much of a name as there is room for; the letters of East Asia are twice as wide. */
export const fitting = (words: string, room: number): string => {
  const letters = [...words];
  let left = Math.max(3, Math.floor(room / 7.6));
  const over = letters.findIndex((letter) => {
    left -= letter > "\u10ff" ? 2 : 1;
    return left < 0;
  });
  return over < 0 ? words : `${letters.slice(0, over - 1).join("")}…`;
};

/** A name in a sentence, whose direction is its own. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;

export const liftOf = (one: Comparison, options: Options): readonly [number, Range] | undefined =>
  one.lift && [one.lift.estimate, intervalOf(one.lift, options)];

export const tickOf = (share: number): string =>
  `${share < 0 ? "−" : ""}${Number(Math.abs(100 * share).toPrecision(6))} %`;

export function grid(pen: Pen, { ticks, at }: Scale, path: (at: number) => string): void {
  pen.out.push(`<path class="g" d="${ticks.map((tick) => path(at(tick))).join("")}"/>`);
  pen.out.push(`<path class="z" d="${path(at(0))}"/>`);
}

export const mark = (place: number, x: number, y: number): string =>
  `<path transform="translate(${round(x)} ${round(y)})" fill="currentColor" d="${FORMS[place % FORMS.length]}"/>`;
