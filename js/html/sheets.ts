/** Style sheets as text: which of their rules load something only where a certain class or letter stands. */

const COMMENT = /\/\*.*?\*\//gs;
const RULE = /([^{};]+)\{([^{}]*)\}/g;
const LOADS = /\b(url|image-set)\(/i;
/** Faces that only some words need: letters of a range, or anything but upright and of normal weight. */
const PARTIAL = /unicode-range|font-style\s*:\s*(?!normal)\w|font-weight\s*:\s*(?!normal|400)\w/i;

/** Returns a sentence for each rule that might tell which variant shows.
 *  @param classes those that only some variants have */
export function rulesOf(text: string, classes: ReadonlySet<string>): string[] {
  return [...text.replace(COMMENT, "").matchAll(RULE)].flatMap(([, selector = "", body = ""]) => {
    if (!LOADS.test(body)) return [];
    const said = selector.trim();
    if (/^@font-face$/i.test(said))
      return PARTIAL.test(body)
        ? [`${familyIn(body)} is loaded only where words need it, which tells the variant`]
        : [];
    const found = [...said.matchAll(/\.((?:[\w-]|\\.|[^ -~])+)/g)].map(([, name = ""]) => name.replace(/\\/g, ""));
    const own = found.find((name) => classes.has(name));
    return own ? [`\`${said}\` loads something, and only some variants have the class “${own}”`] : [];
  });
}

function familyIn(body: string): string {
  const [, family = "this font"] = /font-family\s*:\s*([^;]+)/i.exec(body) ?? [];
  return `the font ${family.trim()}`;
}
