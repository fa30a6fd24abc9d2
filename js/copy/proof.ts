/** Proof-reading: a text and its brief → everything that is wrong with it. */

import type { Brief, FileText, Finding, Proof, ProofOptions, Voice } from "../types/copy.js";
import type { Problem } from "../types/index.js";
import { ASK, type Desk, desk } from "./desk.js";
import { formsOf } from "./forms.js";
import { textOf } from "./given.js";

interface Told {
  readonly problems: readonly Problem[];
}
interface Answer {
  readonly findings: readonly Finding[];
  readonly brief: Told;
  readonly voice: Told;
  readonly table: Told;
}

/** Judges a text, whoever or whatever wrote it. */
export async function proof(text: string, options: ProofOptions = {}): Promise<Proof> {
  return proofBy(await desk())(text, options);
}

/** What is wrong with a brief. */
export const checkBrief = async (brief: FileText<Brief>): Promise<readonly Problem[]> =>
  (await desk())<Told>(ASK.brief, textOf(brief)).problems;

/** What is wrong with a voice. */
export const checkVoice = async (voice: FileText<Voice>): Promise<readonly Problem[]> =>
  (await desk())<Told>(ASK.voice, textOf(voice)).problems;

/** The same for whoever has many texts. */
export function proofBy(ask: Desk): (text: string, options: ProofOptions) => Proof {
  return (text, { brief, voice, channels = [], table, locale }) => {
    const file = textOf(brief);
    const wrong = file ? ask<Told>(ASK.brief, file).problems : [];
    if (wrong.some(({ severity }) => severity === "error"))
      return { findings: [], problems: wrong.map((one) => ({ ...one, file: "brief" })) };
    const known: Brief = file ? JSON.parse(file) : {};
    const tag = locale ?? known.languages?.[0] ?? "en";
    const fault = unknown(tag, known);
    if (fault) return { findings: [], problems: [fault] };
    const forms = JSON.stringify(formsOf(known, tag));
    const files = [file, textOf(voice), channels.join(","), textOf(table), forms];
    const answer = ask<Answer>(ASK.proof, text, tag, ...files);
    const problems = (["brief", "voice", "table"] as const).flatMap((name) =>
      answer[name].problems.map((one) => ({ ...one, file: name })),
    );
    return { findings: answer.findings, problems };
  };
}

function unknown(tag: string, { facts = {} }: Brief): Proof["problems"][number] | undefined {
  const fault = (path: string, message: string) => ({ path, message, severity: "error", file: "options" }) as const;
  try {
    new Intl.Locale(tag);
  } catch {
    return fault("/locale", `“${tag}” is no language; write a tag such as “de”`);
  }
  for (const [name, fact] of Object.entries(facts)) {
    const inLanguage = "name" in fact ? fact.name : "items" in fact ? fact.items : undefined;
    const language = new Intl.Locale(tag).language;
    if (
      typeof inLanguage === "object" &&
      !Array.isArray(inLanguage) &&
      !(language in inLanguage) &&
      !(tag in inLanguage)
    )
      return { ...fault(`/facts/${name}`, `${name} has no words in “${tag}”; add them`), file: "brief" };
  }
  return undefined;
}
