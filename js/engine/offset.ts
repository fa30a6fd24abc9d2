/** The offset of a time zone at any moment, found by asking a clock: no zone data is downloaded. */

/** Milliseconds east of UTC at a moment. */
export type Offset = (at: number) => number;

type Six = [number, number, number, number, number, number];

/** The offsets of a zone by its name, told by a formatter that writes `11/23/2026, 14:05:06`. Throws where there is no such
 *  zone. */
export function offsetIn(timeZone: string): Offset {
  const numeric = "numeric";
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  return (at) => {
    const [month, day, year, hour, minute, second] = (format.format(at).match(/\d+/g) as string[]).map(Number) as Six;
    const local = new Date(0);
    local.setUTCFullYear(year, month - 1, day);
    local.setUTCHours(hour, minute, second);
    return local.getTime() - Math.floor(at / 1000) * 1000;
  };
}

const known = new Map<string, Offset>();

/** The offset of a zone, its formatter made once. `NaN`: there is no such zone. */
export function offsetAt(zone: string, at: number): number {
  try {
    const offset = known.get(zone) ?? offsetIn(zone);
    known.set(zone, offset);
    return offset(at);
  } catch {
    return NaN;
  }
}
