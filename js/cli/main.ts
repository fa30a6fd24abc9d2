/** The command `tailorbird`: checks, compiles, builds, inlines and simulates a manifest file, plans, sums up and analyses experiments,
 *  trains item vectors and priors, and proof-reads texts. */

import { readFileSync } from "node:fs";
import { compile, type Manifest, type Problem, simulate } from "../entries/author.js";
import { runAnalyze } from "./analyze.js";
import { ANALYZE, analyzingFrom } from "./analyze-args.js";
import { runBuild } from "./build.js";
import { BUILD, buildingFrom } from "./build-args.js";
import { filled, hash } from "./fill.js";
import { HOURS, runHours, sayMoves } from "./hours.js";
import { IMPORT, runImport } from "./import.js";
import { LEARN, runEvaluate, runTrain } from "./learn.js";
import { optionsFor, textOf } from "./manifest.js";
import { writeAll } from "./outputs.js";
import { lookAt } from "./pages.js";
import { PLAN, runPlan } from "./plan.js";
import { runProof } from "./proof.js";
import { PROOF } from "./proof-args.js";
import { count, line, say, tell, visible } from "./say.js";
import { SIMULATE, wantedFrom } from "./simulate-args.js";
import { runSql, SQL } from "./sql.js";
import { runSums, SUMS } from "./sums.js";
import { table } from "./table.js";
import { timeline } from "./timeline.js";
import { Misunderstood, Unusable, usable } from "./usable.js";
import { runVectors } from "./vectors.js";
import { VECTORS } from "./vectors-args.js";
import { runVoice, VOICE } from "./voice.js";

const HELP = `tailorbird checks and compiles a manifest, and says what it shows.

  tailorbird check FILE [PAGE...]     says what is wrong with it, and where, when its schedules are
                                      on in the year to come, and what in pages might tell which
                                      variant shows
    --against OLD          how many readers of its experiments move, compared with this manifest
  tailorbird compile FILE [-o OUT]    writes what open() takes; OUT is FILE with the ending .tailorbird
${BUILD}
  tailorbird inline FILE PAGE...      (deprecated: build --html) writes the compiled manifest into pages,
                                      where each has an empty
                                      <script type="application/tailorbird"></script>, and what opens it
                                      into <script data-tb-script="inline"></script>; a page that loads
                                      inline.js as a file of its own waits with data-tb-script="hold"
${SIMULATE}
${SQL}
${SUMS}
${IMPORT}
${PLAN}
${ANALYZE}
${HOURS}
${VECTORS}
${PROOF}
${VOICE}
${LEARN}

Exit code: 0 fine, 1 the manifest, a page, the grid, a plan or a table has an error, 2 wrong usage or a file that cannot be read or written.
`;

interface Task {
  readonly verb: "check" | "compile" | "inline";
  readonly file: string;
  readonly out: string;
  readonly pages: readonly string[];
  readonly against: string | undefined;
}

function taskFrom(words: readonly string[]): Task {
  const [verb, ...rest] = words;
  if (verb !== "check" && verb !== "compile" && verb !== "inline")
    throw new Misunderstood(verb ? `there is no command \`${verb}\`` : "no command");
  const files: string[] = [];
  let out: string | undefined;
  let against: string | undefined;
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? "";
    if (verb === "compile" && (word === "-o" || word === "--out")) {
      index += 1;
      out = rest[index];
      if (!out) throw new Misunderstood(`${word} needs a file`);
    } else if (verb === "check" && word === "--against") {
      index += 1;
      against = rest[index];
      if (!against) throw new Misunderstood(`${word} needs a file`);
    } else if (word.startsWith("-")) throw new Misunderstood(`there is no option \`${word}\``);
    else files.push(word);
  }
  const [file, ...pages] = files;
  if (verb === "inline" && pages.length === 0) throw new Misunderstood("inline takes a manifest and pages");
  if (!file || (verb === "compile" && pages.length > 0)) throw new Misunderstood(`${verb} takes one file`);
  return { verb, file, out: out ?? `${file.replace(/\.json$/, "")}.tailorbird`, pages, against };
}

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
  const all = pages.map((page) => filled(page, bytes, { budget, scripts }));
  if (all.some(({ isMissing }) => isMissing)) return 1;
  writeAll(new Map(all.map(({ page, html }) => [page, html])));
  for (const { page, written } of all) {
    say(`${page}: carries ${bytes.length} bytes of manifest, for \`${entry}\``);
    for (const text of written) say(`${page}: script-src '${hash(text)}'`);
  }
  return 0;
}

function checkPage(page: string, manifest: Manifest): void {
  const problems: readonly Problem[] = lookAt(
    page,
    usable(() => readFileSync(page, "utf8"), page),
    manifest,
  );
  for (const problem of problems) say(line(page, problem));
  say(`${page}: ${count(problems, "warning")}`);
}

async function run({ verb, file, out, pages, against }: Task): Promise<number> {
  const text = textOf(file);
  const options = await optionsFor(file, text, new Date(), say);
  const { bytes, entry, budget, problems } = compile(text, options);
  tell(file, text, problems);
  say(`${file}: ${count(problems, "error")}, ${count(problems, "warning")}`);
  if (!bytes || problems.some(({ severity }) => severity === "error")) return 1;
  if (verb === "check") {
    if (against) sayMoves(against, text);
    for (const row of timeline(JSON.parse(text), options, Date.now())) say(row);
    for (const page of pages) checkPage(page, JSON.parse(text));
  }
  if (verb === "inline" && entry === "tailorbird/page") {
    say(`${file}: slots that learn and lists that rank need a page that is built for them: tailorbird build --html`);
    return 1;
  }
  if (verb === "inline") return inline(pages, bytes, entry, budget);
  if (verb === "compile") {
    writeAll(new Map([[out, bytes]]));
    say(`${out}: ${bytes.length} bytes, for \`import { open } from "${entry}"\``);
  }
  return 0;
}

async function runSimulate(words: readonly string[]): Promise<number> {
  const { files, grid, json } = wantedFrom(words, new Date());
  const [file] = files;
  if (!file || files.length > 1) throw new Misunderstood("simulate takes one file");
  const text = textOf(file);
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

async function task([verb, ...rest]: readonly string[]): Promise<number> {
  if (verb === "sql") return runSql(rest);
  if (verb === "import") return runImport(rest);
  if (verb === "plan") return runPlan(rest);
  if (verb === "sums") return runSums(rest);
  if (verb === "simulate") return runSimulate(rest);
  if (verb === "analyze") return runAnalyze(analyzingFrom(rest));
  if (verb === "vectors") return runVectors(rest);
  if (verb === "voice") return runVoice(rest);
  if (verb === "proof") return runProof(rest);
  if (verb === "train") return runTrain(rest);
  if (verb === "evaluate") return runEvaluate(rest);
  if (verb === "hours") return Promise.resolve(runHours(rest));
  return verb === "build" ? runBuild(buildingFrom(rest)) : run(taskFrom([verb ?? "", ...rest]));
}

async function main(words: readonly string[]): Promise<number> {
  if (words.some((word) => word === "--help" || word === "-h")) {
    say(HELP);
    return 0;
  }
  try {
    return await task(words);
  } catch (thrown) {
    if (!(thrown instanceof Unusable)) throw thrown;
    // How a file is named is not what the help is about.
    console.error(visible(`tailorbird: ${thrown.message}${thrown instanceof Misunderstood ? `\n\n${HELP}` : ""}`));
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
