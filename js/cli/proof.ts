/** `tailorbird proof TEXT...`: prints what is wrong with texts. */

import type { Finding, Proof, ProofOptions } from "../entries/copy.js";
import type { Problem } from "../types/index.js";
import { textOf } from "./manifest.js";
import { type Proofing, proofFrom } from "./proof-args.js";
import { say, tell } from "./say.js";
import { sentence, Unusable } from "./usable.js";

export async function runProof(words: readonly string[]): Promise<number> {
  const task = proofFrom(words);
  // No other command needs it.
  const { channels, proof } = await import("../entries/copy.js");
  const read = (file: string | undefined): string | undefined => (file === undefined ? undefined : textOf(file));
  const options = {
    ...{ brief: read(task.brief), voice: read(task.voice), table: read(task.table) },
    ...{ channels: task.channels, locale: task.locale },
  };
  const known = [...Object.keys(await channels()), ...Object.keys(parsed(options.table))];
  const strange = task.channels.find((name) => !known.includes(name));
  if (strange) throw new Unusable(`there is no channel ${strange}; there are ${known.join(", ")}`);
  if (task.rows) return runTable(task, task.rows, options);
  let failed = false;
  for (const file of task.files) {
    const result = await proof(textOf(file), options);
    if (refused(task, options, result)) return 1;
    failed = print(task, file, result.findings) || failed;
  }
  return failed ? 1 : 0;
}

/** Only the names of its channels are looked at: what is wrong with it is told with its place. */
function parsed(table: string | undefined): object {
  try {
    return table ? JSON.parse(table) : {};
  } catch {
    return {};
  }
}

/** Nothing was judged, because a file is wrong. */
function refused(task: Proofing, options: ProofOptions, { problems }: Proof): boolean {
  const files = { brief: task.brief, voice: task.voice, table: task.table, options: task.brief } as const;
  for (const [name, file] of Object.entries(files)) {
    const own = problems.filter((one) => one.file === name);
    const text = name === "options" ? "" : options[name as "brief" | "voice" | "table"];
    if (own.length > 0) tell(file ?? "--locale", typeof text === "string" ? text : "", own);
  }
  return problems.some(({ severity }) => severity === "error");
}

/** Is one of them an error? */
function print({ json }: Proofing, file: string, findings: readonly Finding[]): boolean {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (json) say(JSON.stringify({ file, findings }));
  else {
    for (const row of columns(file, findings)) say(row);
    say(
      `${file}: ${errors} error${errors === 1 ? "" : "s"}, ${findings.length - errors} warning${findings.length - errors === 1 ? "" : "s"}`,
    );
  }
  return errors > 0;
}

/** Place, severity, kind and message under each other. */
function columns(file: string, findings: readonly Finding[]): string[] {
  const rows = findings.map(({ line, column, severity, kind, message }) => [
    `${file}:${line}:${column}`,
    severity,
    kind,
    message,
  ]);
  const widths = [0, 1, 2].map((place) => Math.max(0, ...rows.map((row) => row[place]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, place) => cell.padEnd(widths[place] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

async function runTable(
  task: Proofing,
  { file, column }: { file: string; column: string },
  options: ProofOptions,
): Promise<number> {
  const { proofRows } = await import("../entries/copy-rows.js");
  let [failed, count] = [false, 0];
  try {
    for await (const { line, problems, findings } of proofRows(file, { ...options, column })) {
      count += 1;
      failed = problems.length > 0 || findings.some(({ severity }) => severity === "error") || failed;
      if (task.json) say(JSON.stringify({ file, line, problems, findings }));
      else
        for (const row of [...problems.map((one) => cell(file, one)), ...columns(`${file}:${line} text`, findings)])
          say(row);
    }
  } catch (thrown) {
    throw new Unusable(sentence(thrown));
  }
  if (!task.json) say(`${file}: ${count} texts`);
  return failed ? 1 : 0;
}

const cell = (file: string, { line, column, severity, path, message }: Problem): string =>
  `${file}:${line}:${column} ${severity}${path && ` ${path}`}: ${message}`;
