// One engine in a fresh process or page → its timings, in milliseconds. Runs in Node and in browsers alike.

import { engines } from "./engines.mjs";
import { expected, USERS } from "./workload.mjs";

const PASSES = 40;
/** The shortest time worth measuring: browsers round their clocks. */
const SHORTEST = 2;
/** How long it is warmed up, so that what is measured has been compiled. */
const WARM = 400;

/** @param {string} name of an engine @param {{ slots: string }} payload what the engines are fed */
export async function measure(name, payload) {
  const engine = engines[name];
  const library = await engine.ready();
  const [start] = timed(() => engine.start?.(library));
  const [program, instance] = timed(() => engine.load(library, payload, USERS[0]));
  const [first, answers] = timed(instance.pass);
  const slots = JSON.parse(payload.slots);
  const wrong = [disagreement(instance, answers, slots, USERS[0])];
  const warm = passes(instance.pass);
  let turns = 0;
  const alternating = () => {
    turns += 1;
    instance.turn(USERS[turns % USERS.length]);
    return instance.pass();
  };
  const turning = passes(alternating);
  // An even number of turns leads back to the first user, an odd one to the second.
  for (let count = 0; count < USERS.length; count += 1) {
    const again = alternating();
    wrong.push(disagreement(instance, again, slots, USERS[turns % USERS.length]));
  }
  return { name, load: start + program, program, first, warm, turning, wrong: wrong.find((found) => found) };
}

/** In words, where an engine does not say what it has to. */
function disagreement(instance, result, slots, user) {
  const got = instance.answers(result);
  const wanted = expected(slots, user);
  const place = wanted.findIndex((answer, place) => got[place] !== answer);
  if (got.length === wanted.length && place < 0) return undefined;
  return `${slots[place]?.name ?? "the number of slots"} for ${user.country}: ${got[place]} instead of ${wanted[place]}`;
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

/** The time of one pass, many times. */
function passes(pass) {
  let repeat = 1;
  const many = () => {
    for (let count = 0; count < repeat; count += 1) pass();
  };
  for (let spent = 0; spent < WARM; ) {
    const [time] = timed(many);
    spent += time;
    if (time < SHORTEST) repeat *= 2;
  }
  return Array.from({ length: PASSES }, () => timed(many)[0] / repeat);
}
