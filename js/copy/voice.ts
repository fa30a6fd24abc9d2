/** A brand's own texts → its voice, and how far a text is from one. */

import type { FileText, MeasuredVoice, Voice, VoiceDistance } from "../types/copy.js";
import { ASK, desk } from "./desk.js";
import { textOf } from "./given.js";

/** What separates samples, as in `copy/src/answer/mod.rs`. */
const SAMPLE = "\u001e";
/** What a formula of reading ease can give. */
const [HARDEST, EASIEST] = [-100, 130];

const joined = (texts: readonly string[]): string => texts.map((text) => text.replaceAll(SAMPLE, " ")).join(SAMPLE);
const most = (texts: readonly string[], pattern: RegExp): number =>
  Math.max(0, ...texts.map((text) => text.match(pattern)?.length ?? 0));

/** Measures a voice. Its caps and bounds are those that its own texts keep.
 *  @param baseline Texts of others, from which its words are told apart; default: the commonest words of the language. */
export async function measureVoice(
  texts: readonly string[],
  locale: string,
  baseline: readonly string[] = [],
): Promise<Voice> {
  const measured: MeasuredVoice = (await desk())(ASK.learn, locale, joined(texts), joined(baseline));
  const { sentence, ease, language } = measured;
  const bound = (value: number): number => Math.round(Math.min(EASIEST, Math.max(HARDEST, value)));
  const range = [bound(ease[0] - 2 * ease[1]), bound(ease[0] + 2 * ease[1])] as const;
  const hasEase = ["en", "de", "ar"].includes(language) && range[0] < range[1];
  return {
    sentence: Math.max(1, Math.ceil(sentence[0] + 3 * sentence[1])),
    ...(hasEase && { ease: { [language]: range } }),
    caps: { emoji: most(texts, /\p{Extended_Pictographic}/gu), exclamations: most(texts, /[!！]/g) },
    measured,
  };
}

/** How far a text is from a measured voice, and by what. */
export const voiceDistance = async (text: string, voice: FileText<Voice>): Promise<VoiceDistance> =>
  (await desk())(ASK.distance, text, textOf(voice));
