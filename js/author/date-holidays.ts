/** Public holidays from the npm package `date-holidays`, if it is installed. The command line and the plugin use it. */

import { createRequire } from "node:module";

const DAY = 86_400_000;

interface Holiday {
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly type: string;
}

/** The part of the package's interface that is used here. */
interface Calendar {
  getStates(country: string): object | undefined;
  getRegions(country: string, state: string): object | undefined;
  getCountries(): object;
  getTimezones(): string[];
  getHolidays(year: number): Holiday[];
}
type Package = new (...region: string[]) => Calendar;

export type Provider = (region: string, year: number) => string[];

/** Returns undefined if the package is not installed. */
export async function findProvider(): Promise<Provider | undefined> {
  // A name that no bundler sees, because whoever compiles without holidays needs no package for them.
  const name = "date-holidays";
  const found: { default: Package } | undefined = await import(name).catch(() => undefined);
  return found && providerFrom(found.default);
}

/** The same from a folder of a site, without waiting for it. */
export function providerBeside(file: string): Provider | undefined {
  try {
    const found: Package & { default?: Package } = createRequire(file)("date-holidays");
    return providerFrom(found.default ?? found);
  } catch {
    return undefined;
  }
}

const providerFrom =
  (Holidays: Package): Provider =>
  (region, year) =>
    holidays(Holidays, region.split("-"), year);

/** For a region that it does not know the package answers with the whole country's. */
function holidays(Holidays: Package, [country = "", state, region]: string[], year: number): string[] {
  const all = new Holidays();
  const known =
    country in all.getCountries() &&
    (!state || state in (all.getStates(country) ?? {})) &&
    (!region || region in (all.getRegions(country, state ?? "") ?? {}));
  if (!known) return [];
  const places = [country, state, region].filter((place) => place !== undefined);
  const calendar = new Holidays(...places);
  const found = calendar.getHolidays(year).filter(({ type }) => type === "public");
  const [zone = "UTC"] = calendar.getTimezones();
  return found.map((holiday) => dates(holiday, zone));
}

/** The longest that a day can differ from 24 hours, in days: clocks are put on or back by at most one hour. */
const HOUR = 1 / 24;

/** The days of a holiday, or its exact beginning and end where it takes part of a day: two local times with a slash between. */
function dates({ date, start, end }: Holiday, zone: string): string {
  const days = (end.getTime() - start.getTime()) / DAY;
  const whole = Math.round(days);
  if (whole > 0 && Math.abs(days - whole) <= HOUR) {
    const first = Date.parse(`${date.slice(0, 10)}T00:00Z`);
    return [0, whole - 1].map((day) => new Date(first + day * DAY).toISOString().slice(0, 10)).join("/");
  }
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return [start, end].map((at) => clock.format(at).replace(" ", "T")).join("/");
}
