// A log as a site might have it, the same from the same numbers: exposures in one file, what units did in another.

import { closeSync, openSync, writeSync } from "node:fs";

const START = Date.UTC(2026, 10, 1);
const DAYS = 28;
const DEVICES = ["desktop", "phone", "tablet"];
const PRICES = ["low", "usual", "high"];
const FLUSH = 1 << 20;

/** A generator of numbers below a bound: SplitMix32. */
export function chance(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}

/** Moments as ISO texts, put together from parts that are made once. */
const two = Array.from({ length: 100 }, (_, number) => `${number}`.padStart(2, "0"));
const EARLIEST = -30 * 1440;
const minutes = Array.from({ length: 90 * 1440 }, (_, minute) =>
  new Date(START + (minute + EARLIEST) * 60_000).toISOString().slice(0, 17),
);
const moment = (second) => {
  const minute = Math.floor(second / 60);
  return `${minutes[minute - EARLIEST]}${two[second - minute * 60]}Z`;
};

/** Tells `shown` and `did` of each row until there are `rows` of them. One unit in a hundred sees two arms, and one event in fifty
 *  is of somebody who saw none. Returns how many there were. */
function simulate(rows, seed, shown, did) {
  const next = chance(seed);
  let count = 0;
  for (let unit = 0; count < rows; unit += 1) {
    const name = `u${unit.toString(36)}`;
    const arm = next(2);
    const first = next(DAYS * 86_400);
    const views = 1 + next(3);
    for (let view = 0; view < views; view += 1) {
      const other = view === 1 && next(100) === 0 ? 1 : 0;
      const time = moment(first + view * next(86_400));
      shown(time, name, "headline", (arm ^ other) === 0 ? "control" : "bold", DEVICES[next(3)]);
    }
    count += views;
    if (next(4) === 0) {
      shown(moment(first), name, "price", PRICES[next(3)], "phone");
      count += 1;
    }
    const events = next(3);
    for (let event = 0; event < events; event += 1) {
      const time = moment(first - 10 * 86_400 + next(20 * 86_400));
      const who = next(50) === 0 ? `stranger${next(1000)}` : name;
      if (next(3) === 0) did(time, who, "order", `${next(200)}.${two[next(100)]}`);
      else did(time, who, "signup", "");
    }
    count += events;
  }
  return count;
}

/** A file that is written a large piece at a time. */
function output(path, header) {
  const handle = openSync(path, "w");
  let text = `${header}\n`;
  return {
    add(line) {
      text += line;
      if (text.length < FLUSH) return;
      writeSync(handle, text);
      text = "";
    },
    end() {
      writeSync(handle, text);
      closeSync(handle);
    },
  };
}

/** Writes both files. Returns how many rows there are in them. */
export function writeLog(rows, files, seed = 1) {
  const exposures = output(files.exposures, "time,unit,experiment,arm,device");
  const events = output(files.events, "time,unit,metric,value");
  const count = simulate(
    rows,
    seed,
    (time, unit, experiment, arm, device) => exposures.add(`${time},${unit},${experiment},${arm},${device}\n`),
    (time, unit, metric, value) => events.add(`${time},${unit},${metric},${value}\n`),
  );
  exposures.end();
  events.end();
  return count;
}
