/** Likely subtags of languages, as the platform knows them: no table of them is downloaded. */

/** Looking one up costs more than deciding. */
const known = new Map<string, string>();
/** The most that are kept. */
const MOST = 200;

/** `zh-Hant-TW` for `zh-TW`, `he-Hebr-IL` for `iw`. A text that is no tag stays as it is. */
export function likely(tag: string): string {
  const found = known.get(tag) ?? maximize(tag);
  if (known.size > MOST) known.clear();
  known.set(tag, found);
  return found;
}

function maximize(tag: string): string {
  try {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    return [language, script, region].filter(Boolean).join("-");
  } catch {
    return tag;
  }
}

/** Are two tags of one language in one script? */
export function sameLanguage(one: string, other: string): boolean {
  const languageAndScript = (tag: string): string => likely(tag).split("-", 2).join();
  return one === other || languageAndScript(one) === languageAndScript(other);
}
