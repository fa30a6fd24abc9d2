/** Formats a simulation for a terminal. Equal days, zones and readers share a row, equal hours share a column. */

import type { PageFacts, SimulatedReader, SimulatedSlot, Simulation } from "../entries/author.js";

const WIDTH = 100;
/** The widest label inside a row. A longer one goes on a line above. */
const LABEL = 34;

/** The labels that tell readers apart: the zone, then the axes of the grid. */
type Labels = readonly string[];

interface Group {
  readonly who: string;
  /** Days with the same variants, and their variants by hour. */
  readonly days: readonly { readonly label: string; readonly shown: readonly string[] }[];
}

export function table(simulation: Simulation): string {
  const [first] = simulation.slots;
  if (!first) return "";
  const dates = [...new Set(first.rows.map(({ date }) => date))];
  const zones = new Set(first.rows.map(({ zone }) => zone)).size;
  const span = dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : `${dates[0]}`;
  const many = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const heading = [span, many(zones, "zone"), many(simulation.readers.length, "reader"), "hours of each zone"].join(
    " · ",
  );
  const notes = skipped(simulation).flatMap((note) => wrapped(note, "", "  "));
  return [[heading, ...notes].join("\n"), ...simulation.slots.map((slot) => section(slot, simulation))].join("\n\n");
}

/** Lists the hours that clocks skip. In the table such an hour repeats the one before. */
function skipped({ slots, hours }: Simulation): string[] {
  const notes = (slots[0]?.rows ?? []).flatMap(({ shown, date, zone }) =>
    shown.flatMap((variant, place) => (variant === null ? `${date} has no ${hours[place]}:00 in ${zone}` : [])),
  );
  return [...new Set(notes)];
}

function section(slot: SimulatedSlot, { hours, readers }: Simulation): string {
  const groups = grouped(slot, readers);
  const all = groups.flatMap(({ days }) => days.map(({ shown }) => shown));
  const starts = hours.flatMap((hour, place) => {
    const follows = place > 0 && hour === (hours[place - 1] ?? 0) + 1;
    return follows && all.every((shown) => shown[place] === shown[place - 1]) ? [] : [place];
  });
  const columns = starts.map((start, place) => {
    const end = starts[place + 1] ?? hours.length;
    const title = `${hours[start]}–${(hours[end - 1] ?? 0) + 1}`;
    return { start, title, width: Math.max(title.length, ...all.map((shown) => (shown[start] ?? "").length)) };
  });
  const lines = groups.map(({ who, days }) => ({
    above: days.length > 1 || who.length > LABEL ? who : "",
    rows: days.map(({ label, shown }) => ({
      label: days.length > 1 || who.length > LABEL ? (who && "  ") + label : who || label,
      cells: columns.map(({ start }) => shown[start] ?? ""),
    })),
  }));
  const label = Math.max(slot.slot.length, ...lines.flatMap(({ rows }) => rows.map(({ label }) => label.length + 2)));
  const fits = columns.reduce((sum, { width }) => sum + width + 2, label) <= WIDTH;
  const row = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(label)}  ${cells.map((cell, place) => cell.padEnd(columns[place]?.width ?? 0)).join("  ")}`.trimEnd();
  const titles = columns.map(({ title }) => title);
  return [
    fits ? row(slot.slot, titles) : slot.slot,
    ...lines.flatMap(({ above, rows }) => [
      ...(above ? wrapped(above, "  ", "    ") : []),
      ...rows.flatMap(({ label, cells }) =>
        fits ? [row(`  ${label}`, cells)] : wrapped(`${label}: ${runs(titles, cells)}`, "  ", "    "),
      ),
    ]),
    ...shares(slot),
  ].join("\n");
}

/** Formats runs of equal cells: `0–5 night, 5–11 morning, else day`. The most frequent cell comes last. */
function runs(titles: readonly string[], cells: readonly string[]): string {
  const joined: { from: string; to: string; cell: string }[] = [];
  for (const [place, cell] of cells.entries()) {
    const [from = "", to = ""] = (titles[place] ?? "").split("–");
    const last = joined.at(-1);
    if (last && last.cell === cell && last.to === from) last.to = to;
    else joined.push({ from, to, cell });
  }
  const often = (cell: string) => joined.filter((run) => run.cell === cell).length;
  const usual = joined.map(({ cell }) => cell).sort((a, b) => often(b) - often(a))[0] ?? "";
  const told = joined.filter(({ cell }) => cell !== usual).map(({ from, to, cell }) => `${from}–${to} ${cell}`);
  return [...told, told.length > 0 ? `else ${usual}` : usual].join(", ");
}

function shares({ variants }: SimulatedSlot): string[] {
  const percent = (share: number): string => (share < 0.005 ? "< 1 %" : `${Math.round(share * 100)} %`);
  const shown = variants.filter(({ cells }) => cells > 0).sort((a, b) => b.cells - a.cells);
  const never = variants.filter(({ cells }) => cells === 0).map(({ variant }) => variant);
  const lines = wrapped(shown.map(({ variant, share }) => `${variant} ${percent(share)}`).join(", "), "  = ", "    ");
  return never.length > 0 ? [...lines, ...wrapped(`never: ${never.join(", ")}`, "  ! ", "    ")] : lines;
}

/** Groups readers and zones whose days all show the same. */
function grouped({ rows }: SimulatedSlot, readers: readonly SimulatedReader[]): Group[] {
  const axes = ["zone", "language", "visits", "preferences", "page", "viewport"];
  const byWho = new Map<string, typeof rows>();
  for (const row of rows) {
    const who = JSON.stringify([row.zone, ...labelsOf(readers[row.reader])]);
    byWho.set(who, [...(byWho.get(who) ?? []), row]);
  }
  const everyone = [...byWho.keys()].map((who): Labels => JSON.parse(who));
  const same = groupBy([...byWho], ([, days]) => JSON.stringify(days.map(filled)));
  return [...same.values()].map((members) => ({
    who: described(
      members.map(([who]) => JSON.parse(who)),
      everyone,
      axes,
    ).join("; or "),
    days: daysOf(members[0]?.[1] ?? []),
  }));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function labelsOf(reader: SimulatedReader | undefined): Labels {
  if (!reader) return [];
  const { locale, visits, preferences, page, viewport } = reader;
  const declared = Object.entries(preferences).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [locale, String(visits), declared.join(" ") || "none", address(page), viewport];
}

const address = ({ path, query, referrer }: PageFacts): string =>
  `${path}${query ? `?${query.replace(/^\?/, "")}` : ""}${referrer ? ` from ${referrer}` : ""}`;

/** Describes a group by the values that tell it from the others. Each line is a product of values on some axes. */
function described(members: readonly Labels[], everyone: readonly Labels[], axes: readonly string[]): string[] {
  const [axis, ...further] = axes;
  if (axis === undefined) return [""];
  const values = (labels: readonly Labels[]) => [...new Set(labels.map(([value]) => value ?? ""))];
  const rest = (labels: readonly Labels[], value: string) =>
    labels.filter(([own]) => own === value).map(([, ...others]) => others);
  const alike = groupBy(values(members), (value) => JSON.stringify(rest(members, value).map(String).sort()));
  const all = values(everyone);
  return [...alike.values()].flatMap((group) => {
    const named = group.length < all.length ? `${axis} ${group.join(", ")}` : "";
    const others = described(rest(members, group[0] ?? ""), rest(everyone, all[0] ?? ""), further);
    return others.map((other) => [named, other].filter(Boolean).join(" · "));
  });
}

function daysOf(rows: SimulatedSlot["rows"]): Group["days"] {
  const name = (place: number): string => {
    const { weekday, date } = rows[place] ?? { weekday: "", date: "" };
    return rows.length > 7 ? date : weekday.slice(0, 1).toUpperCase() + weekday.slice(1, 3);
  };
  const alike = groupBy([...rows.keys()], (place) => JSON.stringify(filled(rows[place])));
  return [...alike.values()].map((places) => {
    const ranges: [number, number][] = [];
    for (const place of places) {
      const last = ranges.at(-1);
      if (last && last[1] === place - 1) last[1] = place;
      else ranges.push([place, place]);
    }
    const label = ranges.map(([from, to]) => (from === to ? name(from) : `${name(from)}–${name(to)}`));
    const more = label.length > 2 && rows.length > 7 ? [...label.slice(0, 1), `… ${places.length} days`] : label;
    const shown = filled(rows[places[0] ?? 0]);
    const every = places.length === rows.length && rows.length > 1;
    return { label: every ? "every day" : more.join(", "), shown };
  });
}

function filled(row: SimulatedSlot["rows"][number] | undefined): string[] {
  let last = row?.shown.find((variant) => variant !== null) ?? "";
  return (row?.shown ?? []).map((variant) => {
    last = variant ?? last;
    return last;
  });
}

/** Lines of at most a hundred letters. */
export function wrapped(text: string, first: string, others: string): string[] {
  const lines = [first];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line.trim() && line.length + word.length + 1 > WIDTH) lines.push(others + word);
    else lines[lines.length - 1] = line + (/\S$/.test(line) ? " " : "") + word;
  }
  return lines;
}
