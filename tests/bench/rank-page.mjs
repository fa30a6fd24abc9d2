// One page of `npm run bench -- rank`. Every way has to find the same items.

import { askWith, FOLD, floats, OPEN, TOP } from "../recommend/ask.mjs";

const DIMS = 64;
const BEST = 10;
const HISTORY = Array.from({ length: 50 }, (_, place) => [place * 7, 1]).flat();

const bytesAt = async (address) => new Uint8Array(await (await fetch(address)).arrayBuffer());

/** The least and the median time of an action. */
function timed(action, times) {
  const all = [];
  for (let one = 0; one < times; one += 1) {
    const start = performance.now();
    // Short ones are repeated, because the clock tells only so much.
    for (let again = 0; again < 5; again += 1) action();
    all.push((performance.now() - start) / 5);
  }
  all.sort((one, other) => one - other);
  return [all[0], all[all.length >> 1]];
}

/** The best items by typed arrays: eight products at a time, and a list of the best that is kept in order. */
function plain(values, scales, query) {
  const [items, scores] = [[], []];
  let bar = -Infinity;
  for (let item = 0, at = 0; item < scales.length; item += 1) {
    let [a, b] = [0, 0];
    for (const end = at + DIMS; at < end; at += 8) {
      const place = at % DIMS;
      a +=
        values[at] * query[place] +
        values[at + 1] * query[place + 1] +
        values[at + 2] * query[place + 2] +
        values[at + 3] * query[place + 3];
      b +=
        values[at + 4] * query[place + 4] +
        values[at + 5] * query[place + 5] +
        values[at + 6] * query[place + 6] +
        values[at + 7] * query[place + 7];
    }
    const score = (a + b) * scales[item];
    if (score <= bar) continue;
    let place = scores.length;
    while (place > 0 && scores[place - 1] < score) place -= 1;
    items.splice(place, 0, item);
    scores.splice(place, 0, score);
    if (scores.length > BEST) {
      items.pop();
      scores.pop();
    }
    if (scores.length === BEST) bar = scores[BEST - 1];
  }
  return items;
}

globalThis.rankHere = async (items, engines) => {
  const [file, values, scales] = await Promise.all(
    ["vectors", "values", "scales"].map((end) => bytesAt(`${items}.${end}`)),
  );
  const rows = [];
  const found = [];
  for (const name of ["scorer-wide", "scorer"]) {
    const ask = askWith(await WebAssembly.compile(await bytesAt(`${engines}${name}.wasm`)));
    ask(OPEN, [], file);
    if (name === "scorer-wide") rows.push(["fold-in of 50 items", ...timed(() => ask(FOLD, HISTORY), 60)]);
    else ask(FOLD, HISTORY);
    const times = items > 50_000 ? 60 : 300;
    rows.push([`top ${BEST}, ${name}`, ...timed(() => ask(TOP, [BEST]), times)]);
    found.push(
      floats(ask(TOP, [BEST]))
        .filter((_, place) => place % 4 === 0)
        .join(),
    );
  }
  const [bytes, factors] = [new Int8Array(values.buffer), new Float32Array(scales.buffer)];
  // A query of the same kind: its size matters, not its direction.
  const query = Int16Array.from({ length: DIMS }, (_, place) => 32_767 * Math.cos(place * place));
  rows.push([`top ${BEST}, JavaScript with typed arrays`, ...timed(() => plain(bytes, factors, query), 60)]);
  if (found[0] !== found[1]) throw new Error(`the engines differ: ${found.join(" and ")}`);
  const { recommender } = await import(`${engines}recommend.js`);
  const whole = await recommender(file);
  const history = Array.from({ length: 50 }, (_, place) => `item-${place * 7}`);
  rows.push([
    `rank({ history: 50, count: ${BEST} }), all of it`,
    ...timed(() => whole.rank({ history, count: BEST }), 30),
  ]);
  return rows;
};
