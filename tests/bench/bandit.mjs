// What a slot that learns takes in a page that is built for it: eight variants and 32 features, decided anew on another page each time,
// where all variants are reckoned; and a goal that is a success of a view, after which the page is decided at once. Beside it VowpalWabbit's WebAssembly, as it was measured for as many (39 and 48 µs).

import { performance } from "node:perf_hooks";
import { compile } from "../../dist/author.js";
import { build } from "../../dist/build.js";

const VARIANTS = 8;
const FEATURES = 32;
const ROUNDS = 2000;

const names = Array.from({ length: VARIANTS }, (_, number) => `v${number}`);
const signals = Array.from({ length: FEATURES }, (_, number) => `s${number}`);
const manifest = (choose) => ({
  tailorbird: 1,
  locales: ["en"],
  goals: { done: {} },
  signals: Object.fromEntries(signals.map((name) => [name, { type: "flag", default: false }])),
  slots: {
    hero: {
      default: names.at(-1),
      variants: Object.fromEntries(names.map((name) => [name, { fields: { title: name } }])),
      ...(choose && { choose }),
    },
  },
});
const LEARNS = { by: "bandit", goal: "done", features: signals.map((name) => `signal.${name}`) };

/** The module that is built for a manifest, as a page without a document, whose reader agreed to everything. */
async function opened(own) {
  const { code, problems } = build(own, { with: ["memory", "events", "given", "export", "import"] });
  if (!code) throw new Error(JSON.stringify(problems));
  const { open } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const consent = { initial: { remember: "granted", learn: "granted" } };
  const kept = new Map();
  const write = (changes) => {
    for (const [key, text] of changes) text === null ? kept.delete(key) : kept.set(key, text);
  };
  const remember = { read: () => [...kept], write };
  return open({
    root: null,
    consent,
    remember,
    signals: Object.fromEntries(signals.map((name, place) => [name, place % 3 === 0])),
  });
}

/** What came of a variant that was viewed once, where the goal is not reached yet. */
function viewed() {
  const [{ message }] = compile(manifest({ ...LEARNS, prior: { noise: 1, features: 0, variants: {} } })).problems;
  const form = Number(/the checksum of these is (\d+)/.exec(message)?.[1]);
  const size = FEATURES + 1;
  const features = Array.from({ length: size }, (_, place) => (place % 3 === 1 || place === 0 ? 65_536 : 0));
  const square = features.flatMap((one, row) => features.slice(0, row + 1).map((other) => (one * other) / 65_536));
  const sums = [0, 0, ...square, ...features.map(() => 0)];
  return [{ slot: "hero", variant: names[0], numbers: [form, Date.now(), size, ...features, ...sums] }];
}

/** What it takes to take in a goal, for which the page is decided anew at once. */
function lived(page, outcomes, median) {
  const [times, empty] = [[], page.export()];
  for (let round = 0; round < ROUNDS / 4; round += 1) {
    page.import({ ...empty, outcomes });
    page.assume({ page: { path: `/before/${round}` } });
    page.decide("hero");
    page.assume({ page: { path: `/after/${round}` } });
    const start = performance.now();
    page.observe({ kind: "convert", goal: "done" });
    page.decide("hero");
    times.push((performance.now() - start) * 1000);
  }
  const won =
    page.export().outcomes?.some(({ numbers }) => numbers.slice(-FEATURES - 1).some((sum) => sum > 0)) ?? false;
  if (won !== outcomes.length > 0) throw new Error("a success is learned where there are outcomes, and nowhere else");
  return median(times);
}

export async function bandit(median) {
  const took = (action) => {
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      action(round);
      times.push((performance.now() - start) * 1000);
    }
    return median(times);
  };
  const [learns, plain] = [await opened(manifest(LEARNS)), await opened(manifest())];
  const anew = (page) =>
    took((round) => {
      page.assume({ page: { path: `/${round}` } });
      page.decide("hero");
    });
  const [one, other] = [anew(learns), anew(plain)];
  const [goal, goalOther] = [lived(learns, viewed(), median), lived(plain, [], median)];
  const row = (name, time) => `${name.padEnd(64)}${time.toFixed(1).padStart(8)} µs`;
  return [
    row("decide anew, of 8 variants by 32 features", one),
    row("the same page by the order of its variants", other),
    row("what learning adds to it", one - other),
    row("take in a goal, and decide anew", goal),
    row("the same page by the order of its variants", goalOther),
    row("what learning adds to it: one outcome", goal - goalOther),
    row("VowpalWabbit: predict, of 10 actions by 20 features", 39),
    row("VowpalWabbit: learn", 48),
  ];
}
