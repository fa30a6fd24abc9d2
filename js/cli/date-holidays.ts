/** Public holidays from the npm package `date-holidays`, if it is installed. Only the command line uses it. */

const DAY = 86_400_000;

/** The part of the package's interface that is used here. */
interface Calendar {
  getStates(country: string): object | undefined;
  getRegions(country: string, state: string): object | undefined;
  getCountries(): object;
  getHolidays(year: number): { date: string; start: Date; end: Date; type: string }[];
}
type Package = new (...region: string[]) => Calendar;

export type Provider = (region: string, year: number) => string[];

/** Returns undefined if the package is not installed. */
export async function findProvider(): Promise<Provider | undefined> {
  // A name that no bundler sees, because whoever compiles without holidays needs no package for them.
  const name = "date-holidays";
  const found: { default: Package } | undefined = await import(name).catch(() => undefined);
  return found && ((region, year) => holidays(found.default, region.split("-"), year));
}

/** For a region that it does not know the package answers with the whole country's. */
function holidays(Holidays: Package, [country = "", state, region]: string[], year: number): string[] {
  const all = new Holidays();
  const known =
    country in all.getCountries() &&
    (!state || state in (all.getStates(country) ?? {})) &&
    (!region || region in (all.getRegions(country, state ?? "") ?? {}));
  if (!known) return [];
  const places = [country, state, region].filter((place) => place !== undefined);
  const found = new Holidays(...places).getHolidays(year).filter(({ type }) => type === "public");
  return found.flatMap(({ date, start, end }) => {
    // Half a day is none; a feast may have several.
    const count = Math.round((end.getTime() - start.getTime()) / DAY);
    const first = Date.parse(`${date.slice(0, 10)}T00:00Z`);
    return Array.from({ length: count }, (_, place) => new Date(first + place * DAY).toISOString().slice(0, 10));
  });
}
