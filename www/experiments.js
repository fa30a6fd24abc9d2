// One experiment that runs, and a month that is made up, measured in three ways: by the hour, with randomised answers, and by a sum that
// two servers learn together.

import { analyze, chart } from "/node_modules/tailorbird/dist/analyze.js";
import { compile, hours, open } from "/node_modules/tailorbird/dist/author.js";
import { randomise } from "/node_modules/tailorbird/dist/randomise.js";
import "/node_modules/tailorbird/dist/report.js";

const manifest = {
  tailorbird: 1,
  locales: ["en"],
  goals: { ticket: {} },
  slots: {
    invitation: {
      default: "plain",
      variants: {
        warm: {
          fields: {
            title: "There is a seat for you at nine",
            text: "Bring a coat; we bring the tea.",
            action: "Keep me a seat",
          },
        },
        plain: {},
      },
    },
    price: { default: "plain", variants: { warm: {}, plain: {} } },
  },
  experiments: {
    invitation: { slot: "invitation", arms: { plain: 1, warm: 1 } },
    // The arm that a reader sees is the same for everybody in an hour.
    hourly: { slot: "price", arms: { plain: 1, warm: 1 }, unit: "hour" },
  },
};

// What runs.

const agree = document.querySelector("#agree");
const { bytes } = compile(manifest);
let tell = () => {};
const words = () => {
  const word = agree.checked ? "granted" : "denied";
  return { remember: word, measure: word };
};
const page = open(bytes, {
  remember: "local",
  consent: {
    initial: {},
    subscribe(listener) {
      tell = () => listener(words());
      return () => {};
    },
  },
});
agree.checked = page.consent.measure === "granted";
agree.addEventListener("change", () => {
  page.choose(words());
  tell();
});
page.render();
document.querySelector("tailor-report").page = page;

// What is made up.

const DAYS = 30;
const RATE = 0.05;
const EPSILON = 2;
const FROM = "2026-11-01";
const TO = "2026-12-01";
const ARMS = ["plain", "warm"];

/** mulberry32: the same month for the same seed. */
function dice(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return { bits: next, chance: () => next() / 2 ** 32 };
}

/** How many of so many: each with this probability. */
function some({ chance }, count, probability) {
  let found = 0;
  for (let one = 0; one < count; one += 1) if (chance() < probability) found += 1;
  return found;
}

const rateOf = (arm, truth) => RATE * (arm === "warm" ? 1 + truth : 1);

/** Totals by the hour, which a site has anyway. Days swing, and each hour has a mood of its own. */
function byHour(thrown, truth, readers) {
  const rows = hours(manifest, { experiment: "hourly", from: FROM, to: TO }).hours;
  return rows.map(({ hour, arm }, place) => {
    const swing = 1 + 0.5 * Math.sin(((place % 24) - 9) * (Math.PI / 12));
    const sessions = Math.max(1, Math.round((readers / 24) * swing * (0.9 + 0.2 * thrown.chance())));
    const mood = 0.95 + 0.1 * thrown.chance();
    return {
      hour,
      arm,
      sessions,
      conversions: some(thrown, sessions, rateOf(arm, truth) * mood * (0.9 + 0.1 * swing)),
    };
  });
}

/** One randomised answer of each reader. */
function byAnswers(thrown, truth, readers) {
  return ARMS.map((arm) => {
    const reports = Math.round((DAYS * readers) / 2);
    let yes = 0;
    for (let one = 0; one < reports; one += 1) {
      const bought = thrown.chance() < rateOf(arm, truth) ? 1 : 0;
      yes += randomise(bought, { epsilon: EPSILON }, thrown.bits).answer;
    }
    return { arm, reports, yes, epsilon: EPSILON };
  });
}

/** The sums that two servers learn together. */
function bySums(thrown, truth, readers) {
  const n = Math.round((DAYS * readers) / 2);
  return ARMS.map((arm) => ({ arm, n, sum_y: some(thrown, n, rateOf(arm, truth)) }));
}

const WAYS = [
  {
    name: "Arms by the hour",
    leaves:
      "Nothing leaves a device. The paper’s own totals of each hour are enough, because everybody sees the same in an hour.",
    rows: byHour,
  },
  {
    name: "Answers that may be untrue",
    leaves: "One answer of each reader leaves, which is untrue 12 times of 100. No single one says anything for sure.",
    rows: byAnswers,
  },
  {
    name: "A sum that two servers learn",
    leaves:
      "Two shares of each answer leave, to two servers. Each by itself is chance; only both together know the sum.",
    rows: bySums,
  },
];

const make = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

function card({ name, leaves, rows }, thrown, truth, readers) {
  const table = rows(thrown, truth, readers);
  const analysis = analyze(table, { once: true, control: "plain" });
  const [found] = analysis.experiments;
  const told = found?.conclusion ?? analysis.problems.map(({ message }) => message).join(" ");
  const drawing = found
    ? [
        make("img", {
          alt: `What it found: ${told}`,
          src: `data:image/svg+xml,${encodeURIComponent(chart(analysis, 360))}`,
        }),
      ]
    : [];
  const count = table.reduce((sum, row) => sum + (row.sessions ?? row.reports ?? row.n), 0);
  const leads = make("p", { class: "leaves" }, leaves);
  const about = make(
    "p",
    {},
    `${count.toLocaleString("en")} ${table[0].sessions ? "sessions" : "readers"}, ${DAYS} days`,
  );
  return make(
    "article",
    { class: "way" },
    make("h3", {}, name),
    leads,
    about,
    ...drawing,
    make("p", { class: "told" }, told),
  );
}

let seed = 7;
function show() {
  const [truth, readers] = ["#truth", "#readers"].map((name) => Number(document.querySelector(name).value));
  const thrown = dice(seed);
  document.querySelector("#ways").replaceChildren(...WAYS.map((way) => card(way, thrown, truth, readers)));
}

const form = document.querySelector(".dice");
form.addEventListener("change", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  seed += 1;
  show();
});
show();
