/** Rules that may be unknown: GrowthBook lets nothing pass that it cannot evaluate, and nothing that is the opposite of it. */

/** When a condition holds and when it does not, both in CEL. Where neither is so, it is unknown. */
export interface Truth {
  readonly holds: string;
  readonly fails: string;
}

export const YES: Truth = { holds: "true", fails: "false" };
export const NO: Truth = { holds: "false", fails: "true" };
export const UNKNOWN: Truth = { holds: "false", fails: "false" };

/** What is always known. */
export const rule = (cel: string): Truth => ({ holds: cel, fails: opposite(cel) });
export const not = ({ holds, fails }: Truth): Truth => ({ holds: fails, fails: holds });

export const all = (parts: readonly Truth[]): Truth => ({
  holds: joined(
    parts.map(({ holds }) => holds),
    "&&",
    "true",
    "false",
  ),
  fails: joined(
    parts.map(({ fails }) => fails),
    "||",
    "false",
    "true",
  ),
});
export const any = (parts: readonly Truth[]): Truth => not(all(parts.map(not)));

function opposite(cel: string): string {
  if (cel === "true" || cel === "false") return cel === "true" ? "false" : "true";
  return `!(${cel})`;
}

/** Without what changes nothing, and only the one that decides. */
function joined(parts: readonly string[], operator: string, neutral: string, decides: string): string {
  const left = [...new Set(parts)].filter((part) => part !== neutral);
  if (left.includes(decides)) return decides;
  if (left.length < 2) return left[0] ?? neutral;
  return left.map((part) => (/^!?[\w.]+(\([^()]*\))?$/.test(part) ? part : `(${part})`)).join(` ${operator} `);
}
