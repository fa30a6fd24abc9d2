/** A manifest → a module of its own: an engine and hands that have nothing but what the manifest uses, the compiled manifest, and
 *  types with the site's own names. */

import { split } from "streams:split";
import { carry, carryModule } from "../engine/encode.js";
import { error, problemFrom } from "../shared/problem.js";
import type { CompileOptions, Manifest, Problem } from "../types/index.js";
import { assemble, type Part } from "./assemble.js";
import type { Cut, compileFor } from "./author.js";
import { declarations } from "./declarations.js";

/** What a page may use besides its decisions. It costs bytes, so that it is said where the page is built. */
export type Extra =
  /** `decision.reasons` */
  | "reasons"
  /** `page.explain` */
  | "explain"
  /** `page.observe`, where the manifest reads nothing that happens. */
  | "events"
  /** `remember`, `consent` and `profile`: what happens is kept, and read on the next visit. */
  | "memory"
  /** Interests are learned, although the manifest reads none. */
  | "learn"
  /** `page.insights` */
  | "insights"
  /** `page.export` */
  | "export"
  /** `page.import`, the option `profile`, and steering of topics. */
  | "import"
  /** `<template data-tb-variant>` in the page. */
  | "templates"
  /** The address is followed, where a router changes it. */
  | "navigation"
  /** Facts that are handed in: `now`, `timeZone`, `locales`, `page`, `place`, `device`, and `page.assume`. */
  | "given"
  /** Slots that a server or a cache of snapshots has filled are taken over. */
  | "server"
  /** `page.force` */
  | "force"
  /** `page.load` */
  | "load"
  /** `page.take` */
  | "take";

/** Those that are all about what is kept. */
const OF_MEMORY: readonly string[] = ["learn", "insights", "export", "import"];
/** Those that only the hands know. */
const OF_HANDS: readonly string[] = ["templates", "navigation", "given", "server", "load", "take"];

/** Everything that a page may use: what development has. */
export const EVERYTHING: readonly Extra[] = [
  ...["reasons", "explain", "force", "events", "memory", ...OF_MEMORY, ...OF_HANDS],
] as Extra[];

export interface BuildOptions extends CompileOptions {
  /** What the page uses besides its decisions. Default: nothing. */
  readonly with?: readonly Extra[] | undefined;
}

/** The parts that the package brings: the engine with its marks, and the hands. */
export interface Parts {
  readonly wasm: Uint8Array;
  readonly hands: readonly Part[];
}

export interface Built {
  /** An ES module that exports `open`. Absent if there is an error. */
  readonly code?: string;
  /** Its declarations. */
  readonly types?: string;
  /** The compiled manifest, which the module carries. */
  readonly bytes?: Uint8Array;
  /** The capabilities that it has, by their names. */
  readonly uses?: readonly string[];
  readonly problems: readonly Problem[];
}

/** Builds a module. Never throws.
 *  @param cutTo That of `tailorbird/author`, which tools share. */
export function build(
  manifest: Manifest | string,
  parts: Parts,
  cutTo: typeof compileFor,
  options: BuildOptions = {},
): Built {
  try {
    const extras = options.with ?? [];
    const wrong = extras.flatMap(check);
    if (wrong[0]) return { problems: wrong };
    const cut = cutTo(
      manifest,
      options,
      parts.wasm,
      extras.filter((extra) => !OF_HANDS.includes(extra)),
    );
    const { bytes, wasm, problems } = cut;
    if (!bytes || !wasm) return { problems };
    const uses = usesOf(cut, extras);
    const values = { wasm: quoted(carryModule(...split(wasm))), program: quoted(carry(bytes)) };
    const code = assemble(parts.hands, (name) => uses.has(name), values);
    return { code, types: declarations(manifest, uses), bytes, uses: [...uses], problems };
  } catch (thrown) {
    return { problems: [problemFrom(thrown)] };
  }
}

/** What is wrong with one of the extras. */
function check(extra: string, place: number, all: readonly string[]): Problem[] {
  const path = `/with/${place}`;
  if (!(EVERYTHING as readonly string[]).includes(extra))
    return [{ ...error(`there is no “${extra}” here; it is one of ${EVERYTHING.join(", ")}`), path }];
  if (OF_MEMORY.includes(extra) && !all.includes("memory"))
    return [{ ...error(`“${extra}” is about what is kept: add “memory”`), path }];
  return [];
}

/** What the hands need follows from what the engine does. */
function usesOf({ needs = [] }: Cut, extras: readonly string[]): Set<string> {
  const uses = new Set([...needs, ...extras]);
  // The element with the focus may go where more than words change.
  const uncommon = ["templates", "list", "rich", "attribute"].some((name) => uses.has(name));
  if (uncommon) uses.add("focus");
  if (uncommon || uses.has("server")) uses.add("markup");
  return uses;
}

/** The texts that carry bytes have no quotation mark and nothing that would have to be escaped. */
const quoted = (text: string): string => `"${text}"`;
