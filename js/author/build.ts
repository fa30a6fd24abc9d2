/** A manifest → a module of its own, and a script for the page itself: an engine and hands that have nothing but what the manifest
 *  uses, the compiled manifest, and types with the site's own names. */

import { carry, carryModule } from "../engine/encode.js";
import { split } from "../engine/split.js";
import { error, problemFrom } from "../shared/problem.js";
import type { CompileOptions, Manifest, Problem } from "../types/index.js";
import { assemble, type Part } from "./assemble.js";
import type { Cut, compileFor } from "./author.js";
import { declarations } from "./declarations.js";
import { addresses, type BuiltFile, carriedWords, divided, localesOf, spokenIn } from "./words.js";

export type { BuiltFile };

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
  /** `page.report` */
  | "report"
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
const OF_MEMORY: readonly string[] = ["learn", "report", "insights", "export", "import"];
/** Those that only the hands know. */
const OF_HANDS: readonly string[] = ["templates", "navigation", "given", "server", "load", "take"];

/** Everything that a page may use: what development has. */
export const EVERYTHING: readonly Extra[] = [
  ...["reasons", "explain", "force", "events", "memory", ...OF_MEMORY, ...OF_HANDS],
] as Extra[];

export interface BuildOptions extends CompileOptions {
  /** What the page uses besides its decisions. Default: nothing. */
  readonly with?: readonly Extra[] | undefined;
  /** The engine is a file of its own, which browsers compile while it comes, and `open` is asynchronous. Of several languages each has
   *  its words in a file, which is fetched where something is decided in it. This is the beginning of the names of files: the rest
   *  is a hash of what is in them. */
  readonly separate?: string | undefined;
}

/** The parts that the package brings: the engine with its marks, and the hands. */
export interface Parts {
  readonly wasm: Uint8Array;
  readonly hands: readonly Part[];
  /** A hash in letters that may stand in the name of a file. */
  readonly hash: (bytes: Uint8Array) => string;
}

export interface Built {
  /** An ES module that exports `open`. Absent if there is an error. */
  readonly code?: string;
  /** The same as a classic script for the page itself: it opens and renders before the first paint, as `inline.js` does. It may
   *  stand in a `<script>` as it is. Absent with `separate`. */
  readonly script?: string;
  /** With `separate`: such a script with the words of one language.
   *  @param lang What the page says in `<html lang>`.
   *  @param folder Where the files are, as a page addresses it: `.` or `../words` */
  readonly scriptFor?: (lang: string, folder: string) => string;
  /** Its declarations. */
  readonly types?: string;
  /** What lies beside the module: with `separate` the engine, and the words of each language. */
  readonly files?: readonly BuiltFile[];
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
    const { separate } = options;
    const wrong = [...extras.flatMap(check), ...checkName(separate)];
    if (wrong[0]) return { problems: wrong };
    const locales = separate === undefined ? [] : localesOf(manifest);
    const asked: string[] = extras.filter((extra) => !OF_HANDS.includes(extra));
    const cut = cutTo(manifest, options, parts.wasm, locales.length > 1 ? [...asked, "split"] : asked);
    const { bytes, wasm, problems } = cut;
    if (!bytes || !wasm) return { problems };
    const uses = usesOf(cut, extras);
    const types = declarations(manifest, uses, separate !== undefined);
    const about = { types, uses: [...uses], problems: [...problems, ...checkUses(uses)] };
    const made = (flag: string, values: Values): string =>
      assemble(parts.hands, (name) => name === flag || uses.has(name), {
        ...values,
        budget: String(cut.budget ?? 100),
      });
    const wasmText = quoted(carryModule(...split(wasm)));
    if (separate === undefined) {
      const values = { wasm: wasmText, program: quoted(carry(bytes)) };
      return { ...about, code: made("", values), script: made("inline", values), bytes, files: [] };
    }
    const spoken = uses.has("split") ? locales : [];
    const { program, languages } = divided(bytes, spoken, separate, parts.hash);
    const engine = { name: `${separate}-${parts.hash(wasm)}.wasm`, bytes: wasm };
    const values = { wasm: wasmText, address: beside(engine), program: quoted(carry(program)) };
    const scriptFor = (lang: string, folder: string): string =>
      made("inline", {
        ...values,
        own: carriedWords(spokenIn(languages, lang)),
        words: addresses(languages, ({ name }) => JSON.stringify(`${folder}/${encodeURIComponent(name)}`)),
      });
    return {
      ...about,
      code: made("separate", { ...values, own: "{}", words: addresses(languages, beside) }),
      scriptFor,
      files: [engine, ...languages.flatMap(({ file }) => file ?? [])],
      bytes: program,
    };
  } catch (thrown) {
    return { problems: [problemFrom(thrown)] };
  }
}

type Values = Readonly<Record<string, string>>;

/** What is wrong with one of the extras. */
function check(extra: string, place: number, all: readonly string[]): Problem[] {
  const path = `/with/${place}`;
  if (!(EVERYTHING as readonly string[]).includes(extra))
    return [{ ...error(`there is no “${extra}” here; it is one of ${EVERYTHING.join(", ")}`), path }];
  if (OF_MEMORY.includes(extra) && !all.includes("memory"))
    return [{ ...error(`“${extra}” is about what is kept: add “memory”`), path }];
  return [];
}

/** What is there and can do nothing. */
function checkUses(uses: ReadonlySet<string>): Problem[] {
  if (!uses.has("bandit") || uses.has("memory")) return [];
  const message =
    "a slot learns, and only a page that remembers can: add “memory”; without it the prior decides, or the default";
  return [{ path: "/with", message, severity: "warning" }];
}

function checkName(separate: unknown): Problem[] {
  if (separate === undefined || (typeof separate === "string" && /^[^/\\\0]+$/.test(separate))) return [];
  return [{ ...error("this is the beginning of the names of files, without folders"), path: "/separate" }];
}

/** What the hands need follows from what the engine does. */
function usesOf({ needs = [] }: Cut, extras: readonly string[]): Set<string> {
  const uses = new Set([...needs, ...extras]);
  // Where nothing is drawn there is nothing to tell.
  if (!uses.has("experiment")) uses.delete("report");
  // The element with the focus may go where more than words change.
  const uncommon = ["templates", "list", "rich", "attribute"].some((name) => uses.has(name));
  if (uncommon) uses.add("focus");
  if (uncommon || uses.has("server")) uses.add("markup");
  return uses;
}

/** Bundlers find a file beside the module by exactly this. */
const beside = ({ name }: BuiltFile): string =>
  `new URL(${JSON.stringify(`./${encodeURIComponent(name)}`)},import.meta.url)`;

/** The texts that carry bytes have no quotation mark and nothing that would have to be escaped. */
const quoted = (text: string): string => `"${text}"`;
