/** What the platform knows of languages: which script and region a tag most likely means. No table of them is downloaded. */

/** Looking one up costs more than deciding. */
const known = new Map<string, string>();
const KEPT = 200;

/** `zh-Hant-TW` for `zh-TW`, `he-Hebr-IL` for `iw`. What is no tag, or asked where nobody knows, stays as it is. */
export function likely(tag: string): string {
  let found = known.get(tag);
  if (found === undefined) {
    if (known.size > KEPT) known.clear();
    found = look(tag);
    known.set(tag, found);
  }
  return found;
}

function look(tag: string): string {
  try {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    return [language, script, region].filter(Boolean).join("-");
  } catch {
    return tag;
  }
}

/** Are two tags of one language in one script? */
export function sameLanguage(one: string, other: string): boolean {
  const spoken = (tag: string): string => likely(tag).split("-", 2).join();
  return one === other || spoken(one) === spoken(other);
}
