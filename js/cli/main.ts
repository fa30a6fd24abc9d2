/** The command `tailorbird`: checks, compiles, inlines and simulates a manifest file. */

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { yearsAround } from "../author/almanac.js";
import { findProvider } from "../author/date-holidays.js";
import { placeOf } from "../author/place.js";
import { type CompileOptions, compile, type Manifest, type Problem, simulate } from "../entries/author.js";
import { type Built, build, EVERYTHING, type Extra } from "../entries/build.js";
import { embed } from "../entries/server.js";
import { lookAt } from "./pages.js";
import { say, visible } from "./say.js";
import { Misunderstood, SIMULATE, wantedFrom } from "./simulate-args.js";
import { table } from "./table.js";
import { timeline } from "./timeline.js";

const HELP = `tailorbird checks and compiles a manifest, and says what it shows.

  tailorbird check FILE [PAGE...]     says what is wrong with it, and where, when its schedules are
                                      on in the year to come, and what in pages might tell which
                                      variant shows
  tailorbird compile FILE [-o OUT]    writes what open() takes; OUT is FILE with the ending .tailorbird
  tailorbird build FILE [-o OUT.js] [--with NAMES]
                                      writes a module with an engine that has nothing but what
                                      the manifest uses, and its types; NAMES are what the page
                                      uses besides, with commas between them, or "everything"
  tailorbird inline FILE PAGE...      writes the compiled manifest into pages, where each has an empty
                                      <script type="application/tailorbird"></script>, and what opens it
                                      into <script data-tb-script="inline"></script>; a page that loads
                                      inline.js as a file of its own waits with data-tb-script="hold"
${SIMULATE}

Exit code: 0 fine, 1 the manifest or the grid has an error, 2 wrong usage or a file that cannot be read or written.
`;

/** Wrong usage, or a file that cannot be read or written. */
class Unusable extends Error {}

interface Task {
  readonly verb: "check" | "compile" | "inline" | "build";
  readonly extras: readonly Extra[];
  readonly file: string;
  readonly out: string;
  readonly pages: readonly string[];
}

function taskFrom(words: readonly string[]): Task {
  const [verb, ...rest] = words;
  if (verb !== "check" && verb !== "compile" && verb !== "inline" && verb !== "build")
    throw new Unusable(verb ? `there is no command \`${verb}\`` : "no command");
  const files: string[] = [];
  let out: string | undefined;
  let extras: readonly string[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? "";
    if ((verb === "compile" || verb === "build") && (word === "-o" || word === "--out")) {
      index += 1;
      out = rest[index];
      if (!out) throw new Unusable(`${word} needs a file`);
    } else if (verb === "build" && word === "--with") {
      index += 1;
      const names = rest[index];
      if (!names) throw new Unusable("--with needs names");
      extras = names === "everything" ? EVERYTHING : names.split(",");
    } else if (word.startsWith("-")) throw new Unusable(`there is no option \`${word}\``);
    else files.push(word);
  }
  const [file, ...pages] = files;
  if (verb === "inline" && pages.length === 0) throw new Unusable("inline takes a manifest and pages");
  if (!file || (verb !== "inline" && verb !== "check" && pages.length > 0))
    throw new Unusable(`${verb} takes one file`);
  const ending = verb === "build" ? ".tailorbird.js" : ".tailorbird";
  return { verb, file, out: out ?? `${file.replace(/\.json$/, "")}${ending}`, pages, extras: extras as Extra[] };
}

function line(file: string, { path, message, severity, line, column }: Problem): string {
  // Without a line, the column counts inside the rule or the message that the path names.
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const inside = line === undefined && column !== undefined ? ` (column ${column})` : "";
  return `${place} ${severity}${path && ` ${path}`}: ${message}${inside}`;
}

/** The problems of a manifest, each with its exact place. */
function tell(file: string, text: string, problems: readonly Problem[]): void {
  for (const problem of problems) say(line(file, { ...problem, ...placeOf(text, problem) }));
}

function count(problems: readonly Problem[], severity: Problem["severity"]): string {
  const number = problems.filter((problem) => problem.severity === severity).length;
  return `${number} ${severity}${number === 1 ? "" : "s"}`;
}

function usable<Answer>(action: () => Answer): Answer {
  try {
    return action();
  } catch (thrown) {
    throw new Unusable(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** Returns the options for compiling. Holidays and endless recurrences depend on the years around a moment; `say` reports
 *  those years. */
async function optionsFor(file: string, text: string, around: Date, say: (line: string) => void) {
  const years = yearsAround(around);
  const holidays = text.includes('"holidays"') ? await findProvider() : undefined;
  if (text.includes('"holidays"') && !holidays)
    say(`${file}: for the holidays of its calendar, install a list of them: npm install -D date-holidays`);
  if (/"(holidays|rrule)"/.test(text)) say(`${file}: looks at the years ${years.join(" to ")}`);
  const options: CompileOptions = holidays ? { years, holidays } : { years };
  return options;
}

const hash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** Writes the manifest into all pages, or into none if one of them has no place for it. */
function inline(pages: readonly string[], bytes: Uint8Array, entry: string | undefined, budget: number | undefined) {
  const script = (name: string): string => usable(() => readFileSync(new URL(name, import.meta.url), "utf8"));
  const full = entry === "tailorbird/full";
  const scripts = {
    inline: script(full ? "./inline-full.js" : "./inline.js"),
    // There is no contextual build with the whole of CEL.
    "inline-contextual": full ? undefined : script("./inline-contextual.js"),
    hold: script("./hold.js"),
  };
  const changed = pages.map((page) => {
    const text = usable(() => readFileSync(page, "utf8"));
    const { html, written, missing } = embed(text, bytes, { budget, scripts, hash });
    for (const sentence of missing) say(`${page} error: ${sentence}`);
    return { page, html, written, failed: missing.length > 0 };
  });
  if (changed.some(({ failed }) => failed)) return 1;
  for (const { page, html, written } of changed) {
    usable(() => writeFileSync(page, html));
    say(`${page}: carries ${bytes.length} bytes of manifest, for \`${entry}\``);
    for (const text of written) say(`${page}: script-src '${hash(text)}'`);
  }
  return 0;
}

/** Writes the module and its declarations beside it. */
function writeModule(file: string, text: string, out: string, { code, types, uses, problems }: Built): number {
  tell(file, text, problems);
  say(`${file}: ${count(problems, "error")}, ${count(problems, "warning")}`);
  if (code === undefined || types === undefined) return 1;
  usable(() => writeFileSync(out, code));
  usable(() => writeFileSync(out.replace(/\.(m?)js$/, ".d.$1ts"), types));
  const size = brotliCompressSync(code).length.toLocaleString("en");
  say(`${out}: ${size} bytes after brotli, with ${uses?.join(", ") || "nothing but plain words"}`);
  return 0;
}

function checkPage(page: string, manifest: Manifest): void {
  const problems = lookAt(
    page,
    usable(() => readFileSync(page, "utf8")),
    manifest,
  );
  for (const problem of problems) say(line(page, problem));
  say(`${page}: ${count(problems, "warning")}`);
}

async function run({ verb, file, out, pages, extras }: Task): Promise<number> {
  const text = usable(() => readFileSync(file, "utf8")).replace(/^\ufeff/, "");
  const options = await optionsFor(file, text, new Date(), say);
  if (verb === "build") return writeModule(file, text, out, build(text, { ...options, with: extras }));
  const { bytes, entry, budget, problems } = compile(text, options);
  tell(file, text, problems);
  say(`${file}: ${count(problems, "error")}, ${count(problems, "warning")}`);
  if (!bytes || problems.some(({ severity }) => severity === "error")) return 1;
  if (verb === "check") {
    for (const row of timeline(JSON.parse(text), options, Date.now())) say(row);
    for (const page of pages) checkPage(page, JSON.parse(text));
  }
  if (verb === "inline") return inline(pages, bytes, entry, budget);
  if (verb === "compile") {
    usable(() => writeFileSync(out, bytes));
    say(`${out}: ${bytes.length} bytes, for \`import { open } from "${entry}"\``);
  }
  return 0;
}

async function runSimulate(words: readonly string[]): Promise<number> {
  const { files, grid, json } = wantedFrom(words, new Date());
  const [file] = files;
  if (!file || files.length > 1) throw new Unusable("simulate takes one file");
  const text = usable(() => readFileSync(file, "utf8")).replace(/^\ufeff/, "");
  const first = new Date(grid.from ?? Date.now());
  // The simulation reports an invalid date with its place in the grid.
  const around = Number.isNaN(first.getTime()) ? new Date() : first;
  const options = await optionsFor(file, text, around, json ? () => {} : say);
  const simulation = simulate(text, grid, options);
  const failed = simulation.problems.some(({ severity }) => severity === "error");
  if (json) process.stdout.write(`${JSON.stringify(simulation)}\n`);
  else {
    tell(file, text, simulation.problems);
    if (!failed) say(table(simulation));
  }
  return failed ? 1 : 0;
}

async function main(words: readonly string[]): Promise<number> {
  if (words.some((word) => word === "--help" || word === "-h")) {
    say(HELP);
    return 0;
  }
  try {
    const [verb, ...rest] = words;
    return await (verb === "simulate" ? runSimulate(rest) : run(taskFrom(words)));
  } catch (thrown) {
    if (!(thrown instanceof Unusable || thrown instanceof Misunderstood)) throw thrown;
    console.error(`tailorbird: ${visible(thrown.message)}\n\n${HELP}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
