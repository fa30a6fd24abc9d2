// What a slot that learns takes in a page that is built for it: eight variants and 32 features, decided anew on another page each time,
// and a view and a success that are taken in. Beside it VowpalWabbit's WebAssembly, as it was measured for as many (39 and 48 µs).

import { performance } from "node:perf_hooks";
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

/** The module that is built for a manifest, as a page without a document. */
async function opened(own) {
  const { code, problems } = build(own, { with: ["memory", "events", "given"] });
  if (!code) throw new Error(JSON.stringify(problems));
  const { open } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return open({ root: null, signals: Object.fromEntries(signals.map((name, place) => [name, place % 3 === 0])) });
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
  const row = (name, time) => `${name.padEnd(64)}${time.toFixed(1).padStart(8)} µs`;
  return [
    row("decide anew, of 8 variants by 32 features", one),
    row("the same page by the order of its variants", other),
    row("what learning adds to it", one - other),
    row("VowpalWabbit: predict, of 10 actions by 20 features", 39),
    row("VowpalWabbit: learn", 48),
  ];
}
