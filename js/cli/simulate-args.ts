/** Parses the arguments of `tailorbird simulate FILE` into a grid. */

import type { Grid, Preferences, Viewport } from "../entries/author.js";
import { Misunderstood } from "./usable.js";

export const SIMULATE = `  tailorbird simulate FILE [OPTIONS]  says which variant shows where, over a grid of moments and readers
    --slot NAME            only this slot; may be repeated
    --zones ZONES          default: those that rules name, and one on each of six continents
    --from DATE --days N   default: seven days from the coming Monday
    --hours HOURS          the reader's hours, as 6-22 or 8,12,18; default: all
    --locales TAGS         default: the manifest's
    --visits COUNTS        default: 1,2
    --prefer JSON          what a reader declared, as {"diet":"vegetarian"}; may be repeated; default: {}
    --pages ADDRESSES      default: /
    --viewports NAMES      phone, tablet, desktop
    --json                 the answer as JSON

  ZONES and the like are one or more, with commas between them.`;

const DAY = 86_400_000;

export interface Wanted {
  readonly files: readonly string[];
  readonly grid: Grid;
  readonly json: boolean;
}

export function wantedFrom(words: readonly string[], today: Date): Wanted {
  const files: string[] = [];
  const given = new Map<string, string[]>();
  let json = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--json") json = true;
    else if (word in OPTIONS) {
      index += 1;
      const value = words[index];
      if (value === undefined) throw new Misunderstood(`${word} needs a value`);
      given.set(word, [...(given.get(word) ?? []), value]);
    } else if (word.startsWith("-")) throw new Misunderstood(`there is no option \`${word}\``);
    else files.push(word);
  }
  const parts = [...given].map(([option, values]) => OPTIONS[option]?.(values) ?? {});
  return { files, json, grid: Object.assign({ from: nextMonday(today) }, ...parts) };
}

const OPTIONS: Record<string, (values: readonly string[]) => Grid> = {
  "--slot": (slots) => ({ slots }),
  "--zones": (values) => ({ zones: items(values) }),
  "--from": ([from = ""]) => ({ from }),
  "--days": ([days]) => ({ days: Number(days) }),
  "--hours": (values) => ({ hours: items(values).flatMap(hoursOf) }),
  "--locales": (values) => ({ locales: items(values) }),
  "--visits": (values) => ({ visits: items(values).map(Number) }),
  "--prefer": (values) => ({ preferences: values.map(declared) }),
  "--pages": (values) => ({ pages: items(values) }),
  "--viewports": (values) => ({ viewports: items(values) as Viewport[] }),
};

const items = (values: readonly string[]): string[] => values.flatMap((value) => value.split(","));

/** Parses hours. `6-22` is from six in the morning until ten in the evening: the last hour begins at 21. */
function hoursOf(text: string): number[] {
  const [from = NaN, to = from + 1] = text.split("-").map(Number);
  const count = (to - from + 24) % 24 || 24;
  return Number.isInteger(count) ? Array.from({ length: count }, (_, place) => (from + place) % 24) : [NaN];
}

function declared(text: string): Preferences {
  try {
    const preferences: unknown = JSON.parse(text);
    if (typeof preferences === "object" && preferences !== null) return preferences as Preferences;
  } catch {}
  throw new Misunderstood(`--prefer takes JSON such as {"diet":"vegetarian"}, not \`${text}\``);
}

/** Returns the date of the coming Monday on this machine's clock. */
function nextMonday(today: Date): string {
  const local = new Date(today.getTime() - today.getTimezoneOffset() * 60_000);
  return new Date(local.getTime() + ((8 - local.getUTCDay()) % 7 || 7) * DAY).toISOString().slice(0, 10);
}
