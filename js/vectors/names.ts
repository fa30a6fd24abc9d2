/** What columns are called in a site's own tables. */

/** Our names, and what a log calls them. */
export type Renamed = Readonly<Record<string, string>>;

export const EVENTS = ["unit", "item", "weight", "time"] as const;
export const PAIRS = ["i", "j", "n"] as const;
export const TEXTS = ["item", "text"] as const;
/** Every name that may be given another one. */
export const COLUMNS: readonly string[] = [...new Set([...EVENTS, ...PAIRS, ...TEXTS])];

export const ownName = (renamed: Renamed, name: string): string => renamed[name] ?? name;
