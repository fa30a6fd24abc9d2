// What the built package sees of a real page: its topics, where its reader came from, the device, and signals.

import { compile, open } from "../../dist/author.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"], root: null };

const SIGNALS = { headline: { type: "text" }, storm: { type: "flag" } };

/** A program that reads these names, and changes its words by one signal. */
function program(rule) {
  const variants = {
    storm: { when: "signal.storm", fields: { title: "Stay in" } },
    headline: { fields: { title: "News: {$signal.headline}" } },
    seen: { when: rule },
    plain: { fields: { title: "Plain" } },
  };
  const manifest = {
    tailorbird: 1,
    locales: ["en"],
    signals: SIGNALS,
    slots: { hero: { default: "plain", variants } },
  };
  const { bytes, problems } = compile(manifest);
  if (!bytes) throw new Error(JSON.stringify(problems));
  return bytes;
}

const READS = program("size(page.topics) + size(page.source + device.contrast + device.connection) < 0");
const READS_NOTHING = program("now.hour < 0 || page.path == '/x'");

/** What is true of each name. */
function facts(given = {}) {
  const page = open(READS, { ...GIVEN, ...given });
  const { reasons } = page.decide("hero");
  page.close();
  return reasons.find(({ variant }) => variant === "seen").facts;
}

/** While `change` says otherwise, `ask` is answered. */
function meanwhile(object, changes, ask) {
  const before = Object.keys(changes).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]);
  for (const [key, value] of Object.entries(changes)) Object.defineProperty(object, key, { value, configurable: true });
  try {
    return ask();
  } finally {
    for (const [key, own] of before) {
      delete object[key];
      if (own) Object.defineProperty(object, key, own);
    }
  }
}

/** The topics of a page whose head holds this. */
function topics(head, given) {
  const before = document.head.innerHTML;
  document.head.insertAdjacentHTML("beforeend", head);
  try {
    return facts(given)["page.topics"];
  } finally {
    document.head.innerHTML = before;
  }
}

const linked = (data) =>
  `<script type="application/ld+json">${typeof data === "string" ? data : JSON.stringify(data)}</script>`;

function equal(found, expected, what = "") {
  const [is, should] = [found, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

export const checks = {
  "a page without such markup has no topics"() {
    equal(topics(""), []);
    equal(
      topics('<meta name="description" content="a, b"><script type="application/json">{"keywords":"a"}</script>'),
      [],
    );
  },

  "topics come from keywords, tags and linked data, each once and as first spelt"() {
    const found = topics(
      `<meta name="Keywords" content=" Sea , birds,,BIRDS "><meta property="article:tag" content="Tides, high">
       <meta property="article:tag" content="sea">${linked({ keywords: "Ebb, sea", about: "Harbours, old" })}`,
    );
    equal(found, ["Sea", "birds", "Tides, high", "Ebb", "Harbours, old"]);
  },

  "linked data may be lists, graphs and things with names"() {
    const found = topics(
      linked([{ keywords: ["Ebb", { "@type": "DefinedTerm", name: "Flood" }] }, { about: { name: "Sea" } }]) +
        linked({ "@graph": [{ about: [{ name: "Birds" }, { url: "/x" }, "Wind"] }, { keywords: null }, "text", 3] }),
    );
    equal(found, ["Ebb", "Flood", "Sea", "Birds", "Wind"]);
  },

  "linked data that is broken, or deep without end, says nothing and stops nothing"() {
    const deep = `{"about":${"[".repeat(100_000)}"x"${"]".repeat(100_000)}}`;
    equal(topics(linked("{broken") + linked("null") + linked(deep) + linked({ about: "Sea" })).at(-1), "Sea");
  },

  "topics are bounded"() {
    const many = Array.from({ length: 200 }, (_, number) => `topic ${number}`);
    const found = topics(linked({ about: ["x".repeat(5000), ...many] }));
    equal([found.length, found[0].length], [100, 2048]);
  },

  "topics that are handed in stand for the page's own"() {
    equal(topics('<meta name="keywords" content="sea">', { page: { topics: ["wind"] } }), ["wind"]);
  },

  "the referrer tells where the reader came from, and this site from none"() {
    const source = (referrer) => meanwhile(Document.prototype, { referrer }, () => facts()["page.source"]);
    equal(
      [
        "",
        "https://www.google.co.uk/",
        "android-app://com.google.android.gm/",
        "https://lnkd.in/x",
        "https://a.example/",
      ].map(source),
      ["none", "search", "mail", "social", "other"],
    );
    equal(source(`${location.origin}/before`), "own");
    const given = { page: { referrer: "" } };
    equal(
      meanwhile(Document.prototype, { referrer: location.href }, () => facts(given)["page.source"]),
      "none",
      "what is given",
    );
    equal(facts({ page: { source: "own" } })["page.source"], "own");
  },

  "contrast is what the media query says, and unknown where there is none"() {
    const contrast = (query) => {
      const matchMedia = (asked) => ({ matches: asked === query });
      return meanwhile(globalThis, { matchMedia: query && matchMedia }, () => facts()["device.contrast"]);
    };
    equal(["(prefers-contrast:more)", "(prefers-contrast:no-preference)", "", undefined].map(contrast), [
      "more",
      "no-preference",
      "",
      "",
    ]);
    const [known] = ["more", "less", "custom", "no-preference"].filter(
      (value) => matchMedia(`(prefers-contrast: ${value})`).matches,
    );
    equal(facts()["device.contrast"], known ?? "");
  },

  "the connection is what the browser says, and unknown where it says nothing"() {
    const connection = (value) => meanwhile(navigator, { connection: value }, () => facts()["device.connection"]);
    equal([{ effectiveType: "3g" }, { effectiveType: "5g" }, {}, undefined].map(connection), ["3g", "", "", ""]);
    equal(facts()["device.connection"], navigator.connection?.effectiveType ?? "");
    equal(facts({ device: { connection: "2g" } })["device.connection"], "2g");
  },

  "what a program does not read is not looked for"() {
    let asked = 0;
    const ask = () => {
      asked += 1;
      return { matches: false };
    };
    const decide = (bytes) =>
      meanwhile(globalThis, { matchMedia: ask }, () =>
        meanwhile(document, { querySelectorAll: () => ask() && [] }, () => open(bytes, GIVEN).decide()),
      );
    decide(READS_NOTHING);
    equal(asked, 0);
    decide(READS);
    equal(asked > 1, true);
  },

  "signals decide the page again, but only when something changed"() {
    const root = document.createElement("div");
    root.innerHTML = '<p data-tb-slot="hero" data-tb-text="title">Server</p>';
    let decided = 0;
    const now = () => {
      decided += 1;
      return GIVEN.now;
    };
    const page = open(READS_NOTHING, { ...GIVEN, root, now, signals: { storm: true } });
    page.render();
    const after = (signals) => {
      const before = decided;
      page.signal(signals);
      return [root.textContent, decided > before];
    };
    equal(root.textContent, "Stay in");
    equal(after({ headline: "Rain" }), ["Stay in", true]);
    equal(after({ headline: "Rain", storm: true }), ["Stay in", false]);
    equal(after({ storm: null }), ["News: \u2068Rain\u2069", true]);
    page.erase();
    equal(root.textContent, "News: \u2068Rain\u2069", "after erasing");
    equal(page.export(), {
      visits: 1,
      firstVisit: GIVEN.now,
      lastVisit: null,
      thisVisit: GIVEN.now,
      preferences: {},
      events: [],
      topics: {},
      interests: [],
    });
    equal(after({ headline: 3, warning: "storm" }), ["Plain", true]);
    equal(
      page.problems.map(({ path, severity }) => [path, severity]),
      [
        ["/signals/headline", "warning"],
        ["/signals/warning", "warning"],
      ],
    );
    page.assume({ signals: { storm: true } });
    equal(root.textContent, "Stay in", "what is assumed");
    page.close();
    equal(root.textContent, "Server");
  },

  "signals that make no sense end nothing"() {
    const page = open(READS_NOTHING, GIVEN);
    const circle = {};
    circle.headline = circle;
    for (const signals of [circle, null, undefined, "storm", { storm: 1n }, { "": true }, { storm: () => {} }])
      page.signal(signals);
    page.observe({ kind: "signal", slot: "storm" });
    page.observe({ kind: "reads", slot: "" });
    page.signal({ storm: true });
    equal(page.decide("hero").variant, "storm");
    page.close();
  },
};
