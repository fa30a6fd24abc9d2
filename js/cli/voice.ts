/** `tailorbird voice TEXT...`: measures how a brand writes, and says how far a text is from it. */

import type { Voice } from "../entries/copy.js";
import { textOf } from "./manifest.js";
import { writeAll } from "./outputs.js";
import { say, tell } from "./say.js";
import { Misunderstood, Unusable } from "./usable.js";
import { optionsFrom } from "./words.js";

export const VOICE = `  tailorbird voice TEXT... --locale TAG -o OUT.json [OPTIONS]
                                      measures how a brand writes, by its own texts: formality, reading
                                      ease, sentences, marks, and the words that it uses more or less
    --baseline FILE        a text of others, from which its words are told apart
    --text FILE            says how far this text is from the voice, and by what
  tailorbird voice --voice FILE --text FILE
                                      the same of a voice that was measured before`;

export async function runVoice(words: readonly string[]): Promise<number> {
  const { files, options } = optionsFrom(words, ["--locale", "-o", "--baseline", "--text", "--voice"]);
  const { "--locale": locale, "-o": out, "--baseline": baseline, "--text": text, "--voice": known } = options;
  const { measureVoice, voiceDistance } = await import("../entries/copy.js");
  if (known !== undefined) {
    if (files.length > 0 || !text) throw new Misunderstood("--voice takes the place of texts, and needs a --text");
    return far(known, textOf(known), text, voiceDistance);
  }
  if (files.length === 0) throw new Misunderstood("voice takes texts");
  if (!locale || !out) throw new Misunderstood("voice needs --locale and -o");
  checked(locale);
  const samples = files.map(textOf);
  const short = files.find((_, place) => !/\p{L}/u.test(samples[place] ?? ""));
  if (short) throw new Unusable(`${short} has no words`);
  const voice = await measureVoice(samples, locale, baseline ? [textOf(baseline)] : []);
  writeAll(new Map([[out, `${JSON.stringify(voice, null, 2)}\n`]]));
  for (const line of report(out, voice)) say(line);
  return text ? far(out, JSON.stringify(voice), text, voiceDistance) : 0;
}

function checked(locale: string): void {
  try {
    new Intl.Locale(locale);
  } catch {
    throw new Misunderstood(`“${locale}” is no language; write a tag such as “de”`);
  }
}

const TOLD = 8;

function report(out: string, { measured }: Voice): string[] {
  if (!measured) return [];
  const { language, samples, count, words, usual: _, ...measures } = measured;
  const rows = Object.entries(measures).map(
    ([name, [mean, deviation]]) => `  ${name.padEnd(12)} ${mean} ± ${deviation}`,
  );
  const all = Object.entries(words);
  const list = (some: typeof all): string =>
    some
      .slice(0, TOLD)
      .map(([word]) => word)
      .join(", ") || "none";
  const less = all.filter(([, z]) => z < 0).sort(([, one], [, other]) => one - other);
  return [
    `${out}: ${samples} text${samples === 1 ? "" : "s"} of ${count} words, in ${language}`,
    ...rows,
    `  uses more:   ${list(all.filter(([, z]) => z > 0))}`,
    `  uses less:   ${list(less)}`,
    ...(samples < 5 ? ["  five texts or more would say how far they vary"] : []),
  ];
}

type Distance = typeof import("../entries/copy.js").voiceDistance;

async function far(file: string, voice: string, name: string, distanceOf: Distance): Promise<number> {
  const { distance, because = [], problems } = await distanceOf(textOf(name), voice);
  tell(file, voice, problems);
  if (problems.some(({ severity }) => severity === "error")) return 1;
  if (distance === undefined) throw new Unusable(`${file} was not measured: tailorbird voice TEXT... measures one`);
  say(`${name}: ${distance} from ${file} (1 is as far as most of its own texts)`);
  for (const { name, text, voice, distance } of because.slice(0, 5))
    say(`  ${name.padEnd(12)} ${text} instead of ${voice}: ${distance}`);
  return 0;
}
