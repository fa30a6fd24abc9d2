/** Reads a manifest file, and what it is compiled with. */

import { readFileSync } from "node:fs";
import { yearsAround } from "../author/almanac.js";
import { findProvider } from "../author/date-holidays.js";
import type { CompileOptions } from "../entries/author.js";
import { usable } from "./usable.js";

/** Its text to the byte. */
export const rawOf = (file: string): string => usable(() => readFileSync(file, "utf8"), file);
/** Without the mark of UTF-8 that may stand before it. */
export const textOf = (file: string): string => rawOf(file).replace(/^\ufeff/, "");

/** Returns the options for compiling. Holidays and endless recurrences depend on the years around a moment; `say` reports
 *  those years. */
export async function optionsFor(
  file: string,
  text: string,
  around: Date,
  say: (line: string) => void,
): Promise<CompileOptions> {
  const years = yearsAround(around);
  const holidays = text.includes('"holidays"') ? await findProvider() : undefined;
  if (text.includes('"holidays"') && !holidays)
    say(`${file}: for the holidays of its calendar, install a list of them: npm install -D date-holidays`);
  if (/"(holidays|rrule)"/.test(text)) say(`${file}: looks at the years ${years.join(" to ")}`);
  return holidays ? { years, holidays } : { years };
}
