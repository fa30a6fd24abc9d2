/** The header Accept-Language of a request → language tags, as `locales` takes them. */

/** A header of more entries than any browser sends is cut. */
const MOST = 100;

const TAG = /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i;

/** Returns the tags of a header, most wanted first: by `q`, and where that is equal in their order. What is not wanted (`q=0`),
 *  `*` and what is no tag are left out. Without a header there are none. Never throws. */
export function acceptLanguage(header: string | null | undefined): string[] {
  const entries = String(header ?? "")
    .split(",", MOST)
    .map((entry) => {
      const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim());
      const quality = parameters.find((part) => /^q\s*=/i.test(part))?.replace(/^q\s*=\s*/i, "");
      return { tag, quality: quality === undefined ? 1 : /^\d*\.?\d*$/.test(quality) ? Number(quality) : 0 };
    })
    .filter(({ tag, quality }) => TAG.test(tag) && quality > 0);
  const tags = entries.sort((one, other) => other.quality - one.quality).map(({ tag }) => tag);
  return [...new Set(tags)];
}
