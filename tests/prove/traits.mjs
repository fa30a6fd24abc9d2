// Where and when the readers of the visits are, in which language, and for how long: drawn so that every language, weekday and
// part of the day comes up in each round of four readers. `SEED=7 npm run prove` draws others.

const DAY = 86_400_000;
const HOUR = 3_600_000;
const LOCALES = ["de-DE", "en-GB", "ar-EG", "ja-JP"];
const ZONES = [
  ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Africa/Cairo"],
  ["Australia/Sydney", "America/Sao_Paulo", "Asia/Kolkata", "Europe/London"],
  ["Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu", "Africa/Lagos"],
];
const MINUTES = [1, 10, 40];
const FIRST_DAY = Date.UTC(2026, 5, 1);

/** Numbers from 0 to 1 that only depend on the seed (mulberry32, public domain). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled(list, draw) {
  return list
    .map((item) => [draw(), item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** One round: four readers with three visits each, on seven weekdays and in four parts of the day. */
function round(place) {
  const draw = random(Number(process.env.SEED ?? 1) * 1000 + place);
  const [locales, zones] = [shuffled(LOCALES, draw), shuffled(ZONES[place], draw)];
  const days = shuffled([0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4], draw);
  const parts = shuffled([0, 6, 12, 18, 0, 6, 12, 18, 0, 6, 12, 18], draw);
  return locales.map((locale, reader) => ({
    locale,
    timezoneId: zones[reader],
    visits: shuffled(MINUTES, draw).map((minutes, visit) => {
      const turn = reader * 3 + visit;
      // Each visit of a reader is some weeks after the one before.
      const day = FIRST_DAY + (Math.floor(draw() * 6) + visit * 8) * 7 * DAY + days[turn] * DAY;
      return { at: localTime(day + parts[turn] * HOUR + draw() * 5 * HOUR, zones[reader]), minutes };
    }),
  }));
}

/** The moment at which the clocks of a zone show this time. */
function localTime(time, timeZone) {
  const shown = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(time);
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d+):(\d+))?/.exec(
    shown.find(({ type }) => type === "timeZoneName").value,
  );
  return Math.floor(time - (sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0));
}

/** @param {number} place which round of readers @param {number} reader its number, from 0 to 3 */
export const traitsOf = (place, reader) => round(place)[reader];
