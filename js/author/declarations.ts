/** The types that a manifest gives: its slots with their variants and fields, its preferences, signals and goals, each by its name. */

import type { Manifest, Preference, Signal } from "../types/index.js";

type Slots = Manifest["slots"];
type Fields = { readonly [field: string]: unknown };

/** The declarations of a module that is built for one manifest.
 *  @param uses The capabilities that the module has.
 *  @param isLater Does `open` fetch the engine? */
export function declarations(manifest: Manifest | string, uses: ReadonlySet<string>, isLater: boolean): string {
  return `// Made by \`tailorbird build\`. What the manifest says is what is here.
import type { SiteOptions, SitePage } from "tailorbird";

export type Site = ${siteOf(manifest, uses)};

export type Slot = keyof Site["slots"];
export type PreferenceName = keyof Site["preferences"];
export type SignalName = keyof Site["signals"];
export type Goal = Site["goals"];

/** Opens the page. Never ${isLater ? "rejects" : "throws"}. */
export declare function open(options?: SiteOptions<Site>): ${isLater ? "Promise<SitePage<Site>>" : "SitePage<Site>"};
`;
}

/** The same for \`tailorbird/page\`, which every file of a project may import. */
export function registration(manifest: Manifest | string, uses: ReadonlySet<string>): string {
  return `// Written by \`tailorbird/plugin\`. What the manifest says is what is here.
export {};

declare module "tailorbird/page" {
  interface Register {
    readonly site: ${siteOf(manifest, uses).replaceAll("\n", "\n    ")};
  }
}
`;
}

/** The capabilities that a page is called with. */
const TOLD = [
  "declared",
  "events",
  "explain",
  "export",
  "force",
  "given",
  "import",
  "insights",
  "load",
  "memory",
  "take",
];

/** The names of a manifest as the type \`Site\` wants them. */
function siteOf(manifest: Manifest | string, uses: ReadonlySet<string>): string {
  const { slots = {}, preferences = {}, signals = {}, goals = {} } = parsed(manifest);
  return `{
  readonly slots: ${record(slots, slotOf)};
  readonly preferences: ${record(preferences, typeOf)};
  readonly signals: ${record(signals, typeOf)};
  readonly goals: ${union(Object.keys(goals))};
  readonly uses: ${union(TOLD.filter((name) => uses.has(name)))};
}`;
}

function parsed(manifest: Manifest | string): Partial<Manifest> {
  return typeof manifest === "string" ? JSON.parse(manifest.replace(/^\ufeff/, "")) : manifest;
}

function record<Value>(values: { readonly [name: string]: Value }, type: (value: Value) => string): string {
  const rows = Object.entries(values).map(([name, value]) => `\n    readonly ${JSON.stringify(name)}: ${type(value)};`);
  return rows.length > 0 ? `{${rows.join("")}\n  }` : "{}";
}

function slotOf(slot: Slots[string]): string {
  if (!("variants" in slot)) return '{ readonly variant: ""; readonly fields: {} }';
  const all = Object.values(slot.variants).map(({ fields = {} }) => fields);
  const names = new Set(all.flatMap(Object.keys));
  const fields = [...names].map((name) => `readonly ${fieldOf(name, all)}`);
  const inner = fields.length > 0 ? `{ ${fields.join("; ")} }` : "{}";
  const value = valuesOf(Object.values(slot.variants));
  return `{ readonly variant: ${union(Object.keys(slot.variants))}; readonly fields: ${inner}${value} }`;
}

/** The values of a slot's variants, if it has any. */
function valuesOf(variants: readonly { readonly value?: unknown }[]): string {
  const values = variants.map(({ value }) => (value == null ? "undefined" : literal(value)));
  return values.every((value) => value === "undefined") ? "" : `; readonly value: ${[...new Set(values)].join(" | ")}`;
}

/** The type of nothing but this value. */
function literal(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `readonly [${value.map(literal).join(", ")}]`;
  const keys = Object.entries(value).map(([key, part]) => `readonly ${JSON.stringify(key)}: ${literal(part)}`);
  return `{ ${keys.join("; ")} }`;
}

/** A field that a variant lacks may be missing. */
function fieldOf(name: string, all: readonly Fields[]): string {
  const found = all.flatMap((fields) => (Object.hasOwn(fields, name) ? [fields[name]] : []));
  const types = new Set(found.map((value) => (typeof value === "boolean" ? "boolean" : "string")));
  return `${JSON.stringify(name)}${found.length < all.length ? "?" : ""}: ${[...types].sort().join(" | ")}`;
}

function typeOf(value: Preference | Signal): string {
  if (value.type === "flag") return "boolean";
  if (value.type === "number") return "number";
  const words = "values" in value && value.values ? union(value.values) : "string";
  return value.type === "list" ? `readonly (${words})[]` : words;
}

const union = (names: readonly string[]): string =>
  names.length > 0 ? names.map((name) => JSON.stringify(name)).join(" | ") : "never";
