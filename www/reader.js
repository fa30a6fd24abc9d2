// The reader that the demo pretends to be passes through here: from the page's address to what `open` is told, and back.
// A classic script, because it has to be there before the page is decided.

const campaigns = { letter: "?utm_source=sunday-letter" };
const hosts = { search: "duckduckgo.com", neighbour: "www.harbour-news.example" };
const day = 86_400_000;

/** How far the zone's wall clock is ahead of UTC at a moment, in milliseconds. */
function offsetOf(zone, moment) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return wall - Math.floor(moment / 1000) * 1000;
}

/** The moment at which the zone's clocks show this wall time (`2026-11-24T21:59:57`). */
function momentOf(zone, wall) {
  const asUtc = Date.parse(`${wall}Z`);
  const guess = asUtc - offsetOf(zone, asUtc);
  // A second look settles the days on which the clocks are changed.
  return asUtc - offsetOf(zone, guess);
}

/** The wall time that the zone's clocks show at a moment. */
function wallOf(zone, moment) {
  return new Date(moment + offsetOf(zone, moment)).toISOString().slice(0, 19);
}

function zoneExists(zone) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Reads a reader from `?clock=…&zone=…&lang=…&from=…&gale=1&topics=…&diet=…&poem=1&visits=…&away=…`. */
function readerFrom(address) {
  const asked = new URLSearchParams(address);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const reader = {
    zone: zoneExists(asked.get("zone") ?? "") ? asked.get("zone") : own,
    language: asked.get("lang") ?? undefined,
    from: asked.get("from") ?? "",
    /** What the weather service says, the same for everybody. */
    gale: asked.has("gale"),
    /** How far this reader's clock is ahead of the device's; undefined: it is the device's. */
    ahead: undefined,

    now: () => Date.now() + (reader.ahead ?? 0),
    wall: () => wallOf(reader.zone, reader.now()),
    moveTo(wall) {
      const moment = momentOf(reader.zone, wall);
      if (Number.isFinite(moment)) reader.ahead = moment - Date.now();
    },
    letDaysPass(days) {
      reader.ahead = (reader.ahead ?? 0) + days * day;
    },

    /** What the page is to take for true instead of what the browser says. */
    given: () => ({
      now: reader.now,
      timeZone: reader.zone,
      locales: reader.language === undefined ? undefined : [reader.language],
      page: { query: campaigns[reader.from] ?? "", referrer: hosts[reader.from] ?? "" },
    }),

    /** The same, with what a reader would have declared and done before. */
    options() {
      const visits = Number(asked.get("visits") ?? 1);
      const away = Number(asked.get("away") ?? 1);
      const preferences = {};
      if (asked.has("name")) preferences.name = asked.get("name");
      if (asked.has("topics")) preferences.topics = asked.get("topics").split(",");
      if (asked.has("diet")) preferences.diet = asked.get("diet");
      if (asked.has("poem")) preferences.poem = true;
      const lastVisit = visits > 1 ? reader.now() - away * day : null;
      const profile = { visits, lastVisit, preferences };
      // Nothing is kept before somebody has asked for a card.
      return { ...reader.given(), signals: { gale: reader.gale }, profile, remember: "local" };
    },

    /** The address that brings this reader back. */
    address({ visits = 1, lastVisit, preferences = {} }) {
      const words = new URLSearchParams();
      if (reader.ahead !== undefined) words.set("clock", reader.wall());
      if (reader.zone !== own) words.set("zone", reader.zone);
      if (reader.language !== undefined) words.set("lang", reader.language);
      if (reader.from !== "") words.set("from", reader.from);
      if (reader.gale) words.set("gale", "1");
      if (preferences.name) words.set("name", preferences.name);
      if (preferences.topics?.length) words.set("topics", preferences.topics.join(","));
      if (preferences.diet === "vegetarian") words.set("diet", preferences.diet);
      if (preferences.poem) words.set("poem", "1");
      if (visits > 1) {
        words.set("visits", visits);
        words.set("away", Math.max(0, Math.round((reader.now() - (lastVisit ?? reader.now())) / day)));
      }
      return words.size === 0
        ? "/"
        : `/?${words.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
    },
  };
  if (asked.has("clock")) reader.moveTo(asked.get("clock"));
  return reader;
}

/** The document speaks the language that its words are in. */
function speak(page) {
  const masthead = page.decide("masthead");
  if (masthead === undefined) return;
  document.documentElement.lang = masthead.locale;
  document.documentElement.dir = masthead.direction;
  document.title = masthead.fields.title;
}

globalThis.demo = { reader: readerFrom(location.search), speak };
// What stands here is what the module takes for its options, and where it then puts the page.
globalThis.tailorbird = globalThis.demo.reader.options();
