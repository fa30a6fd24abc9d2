/** Dates of other calendars → days of the Gregorian one, as the platform's `Intl` converts them while compiling. */

const DAY = 86_400_000;
/** The longest stretch of days, and how long before the first year one may begin. */
const LONGEST = 60;

/** The months of the Hebrew calendar as `Intl` calls them in English, by their numbers in RFC 7529. */
const HEBREW: { readonly [month: string]: string } = {
  Tishri: "01",
  Heshvan: "02",
  Kislev: "03",
  Tevet: "04",
  Shevat: "05",
  "Adar I": "05L",
  Adar: "06",
  "Adar II": "06",
  Nisan: "07",
  Iyar: "08",
  Sivan: "09",
  Tamuz: "10",
  Av: "11",
  Elul: "12",
};

/** The days of some years on which a date of another calendar falls: `07-15`, or several days in a row, `07-15/07-21`. Each
 *  is a day or a stretch of days, as `2026-04-02/2026-04-08`. A calendar that the platform does not have has none. */
export function daysIn(rscale: string, date: string, years: readonly number[]): string[] {
  const [from = "", to = from] = date.split("/");
  const named = monthAndDay(rscale);
  const [first = 1, last = first] = [years[0], years.at(-1)];
  const end = Date.UTC(last + 1, 0, 1);
  const found: string[] = [];
  for (let day = Date.UTC(first, 0, 1) - LONGEST * DAY; named && day < end; day += DAY) {
    if (named(day) !== from) continue;
    const length = Array.from({ length: LONGEST }, (_, days) => named(day + days * DAY)).lastIndexOf(to);
    if (length >= 0) found.push([day, day + length * DAY].map(iso).join("/"));
  }
  return found;
}

const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Tells the month and the day of a moment in UTC: `07-15`, and `06L-15` in a leap month. */
function monthAndDay(rscale: string): ((at: number) => string) | undefined {
  if (!Intl.supportedValuesOf("calendar").includes(rscale)) return undefined;
  const format = new Intl.DateTimeFormat(`en-u-ca-${rscale}`, { timeZone: "UTC", month: "numeric", day: "numeric" });
  return (at) => {
    const text = format.format(at);
    // `13 Kislev` in the Hebrew calendar, `6bis/13` or `6/13` in others.
    const [, date = "", name = ""] = text.match(/^(\d+) (.+)$/) ?? [];
    const [, month = "", leap = "", day = date] = text.match(/^(\d+)(bis)?\/(\d+)$/) ?? [];
    return `${HEBREW[name] ?? month.padStart(2, "0") + (leap && "L")}-${day.padStart(2, "0")}`;
  };
}
