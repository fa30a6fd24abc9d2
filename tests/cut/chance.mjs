// Chance → what is true on a device, and what a reader does on it.

const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo"];
const LOCALES = [["en"], ["de-AT", "en"], ["ar-EG"], ["pt-BR", "fr"], ["zh-TW"], []];
const WORDS = ["", "a", "sea", "/shop/7", "news.example", "www.google.com", "évasion", "x".repeat(40)];
const DEVICES = {
  viewport: ["phone", "tablet", "desktop"],
  pointer: ["none", "coarse", "fine"],
  colorScheme: ["light", "dark"],
  reducedMotion: [true, false],
  saveData: [true, false],
  contrast: ["no-preference", "more", "less", "custom"],
  connection: ["slow-2g", "4g"],
};
/** Around the moments that the cases of tests/spec are about, and far from them. */
const FIRST = Date.UTC(2025, 11, 1);
const DAYS = 500;

export function randomGiven(random, { signals = {} }) {
  const device = random.some(Object.keys(DEVICES), 0.7).map((name) => [name, random.pick(DEVICES[name])]);
  const query = `?${random.pick(WORDS)}=${random.pick(WORDS)}&utm_medium=email&ref=${random.pick(WORDS)}`;
  return {
    now: FIRST + random.below(DAYS * 24 * 60) * 60_000,
    timeZone: random.pick(ZONES),
    locales: random.pick(LOCALES),
    page: {
      path: random.pick(["/", "/shop/7", "/a/b", "/about"]),
      query: random.pick(["", query]),
      referrer: random.pick(WORDS),
      topics: random.some(WORDS, 0.3),
    },
    place: random.pick([undefined, { latitude: 52.5, longitude: 13.4 }, { latitude: -33.9, longitude: 151.2 }]),
    device: Object.fromEntries(device),
    signals: declared(random, signals),
  };
}

/** Values that fit what is declared, and values that do not. */
function declared(random, names) {
  return Object.fromEntries(random.some(Object.keys(names), 0.7).map((name) => [name, valueFor(random, names[name])]));
}

function valueFor(random, { type, values = WORDS }) {
  const one = () => random.pick(values);
  if (random.chance(0.1)) return random.pick([7, "", true, [], null]);
  if (type === "number") return random.pick([0, 1, 2, 21, 1.5, -3, 1e6]);
  if (type === "flag") return random.chance(0.5);
  return type === "list" ? random.some(values, 0.4) : one();
}

/** Something that a reader does, or that the page tells. */
export function randomEvent(random, { slots = {}, preferences = {}, goals = [], catalogs = {} }) {
  const slot = random.pick(Object.keys(slots)) ?? "";
  const items = catalogs[slots[slot]?.catalog]?.items ?? [];
  const item = items.length && random.chance(0.7) ? { item: String(random.pick(items).id) } : {};
  const kinds = [
    "view",
    "view",
    "click",
    "dismiss",
    "convert",
    "preference",
    "visit",
    "more",
    "less",
    "never",
    "forget",
  ];
  const kind = random.pick(kinds);
  if (kind === "preference") {
    const name = random.pick(Object.keys(preferences)) ?? "none";
    return { kind, name, value: valueFor(random, preferences[name] ?? { type: "text" }) };
  }
  if (kind === "convert") return { kind, goal: random.pick(goals) ?? "none", slot };
  if (kind === "visit") return { kind };
  return random.chance(0.5) && !["view", "click", "dismiss"].includes(kind)
    ? { kind, topic: random.pick(WORDS) }
    : { kind, slot, ...item };
}
