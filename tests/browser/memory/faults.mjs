// Every call of a scripted visit to the store fails once, in every way: throws, is full, answers other bytes, half of them,
// those of an older version and of a newer one. Runs in a page, whose localStorage and timers it takes the place of.

import { open } from "./index.js";
import { clicksOf, plain } from "./page.mjs";
import { bytes } from "./program.js";
import { newer, older } from "./versions.mjs";

const NOON = 1_795_003_200_000;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const GRANTED = { remember: "granted", learn: "granted", measure: "granted" };

const refuse = (name) => () => {
  throw new DOMException("planted", name);
};
/** Each takes the text that is read or written; where there is none, it only throws or lies. */
const FAULTS = {
  "a SecurityError": refuse("SecurityError"),
  "a QuotaExceededError": refuse("QuotaExceededError"),
  "something that is no error": () => {
    throw undefined;
  },
  "wrong bytes": (text) => [...text].reverse().join("") || "\u0000?",
  "half the bytes": (text) => text.slice(0, text.length / 2),
  "an older version": older,
  "a newer version": newer,
  "a value of another type": () => 7,
};

/** Stands for localStorage: counts what is asked of it, and fails at one call in one way, once or from there on. */
class Store {
  calls = 0;
  names = [];
  at = Infinity;
  fault = undefined;
  lasting = false;
  entries = new Map();

  #call(name, text, act) {
    const now = this.calls;
    this.calls += 1;
    this.names.push(name);
    const fails = this.fault && (now === this.at || (this.lasting && now > this.at));
    return act(fails ? this.fault(text) : text);
  }

  get length() {
    return this.#call("length", "", () => this.entries.size);
  }
  key(place) {
    const key = [...this.entries.keys()][place] ?? null;
    return this.#call("key", key ?? "", (found) => (key === null ? null : found));
  }
  getItem(key) {
    const text = this.entries.get(key);
    return this.#call("getItem", text ?? "", (found) => (text === undefined ? null : found));
  }
  setItem(key, text) {
    this.#call("setItem", text, (given) => this.entries.set(key, String(given)));
  }
  removeItem(key) {
    this.#call("removeItem", "", () => this.entries.delete(key));
  }
}

let store = new Store();
/** The property itself may be what throws. */
Object.defineProperty(globalThis, "localStorage", { configurable: true, get: () => store });

let timers = new Map();
let nextTimer = 1;
globalThis.setTimeout = (callback) => {
  timers.set(nextTimer, callback);
  nextTimer += 1;
  return nextTimer - 1;
};
globalThis.clearTimeout = (timer) => timers.delete(timer);

/** What waits, and not what it starts in turn. */
function runTimers() {
  const all = [...timers.values()];
  timers = new Map();
  for (const callback of all) callback();
}

const lines = [];
console.warn = (line) => lines.push(line);

let now = NOON;
const opened = [];
const host = document.querySelector("main");
const SERVED = '<h1 data-tb-slot="hero" data-tb-text="title">Welcome</h1>';

function begin(options) {
  host.innerHTML = SERVED;
  const page = open(bytes, {
    remember: "local",
    consent: { initial: GRANTED },
    root: host,
    now: () => now,
    ...options,
  });
  opened.push(page);
  page.render();
  return page;
}

const heard = () => dispatchEvent(new StorageEvent("storage", { key: "tailorbird:other:0" }));

/** Five readers' days, so that there is something to fold and to take away. */
function seed() {
  store = new Store();
  now = NOON;
  for (let day = 0; day < 6; day += 1) {
    const page = begin();
    page.observe({ kind: "click", slot: "hero" });
    if (day === 0) page.observe({ kind: "preference", name: "name", value: "Ada" });
    page.close();
    now += DAY;
  }
  timers = new Map();
  return new Map(store.entries);
}

/** Everything that a page does to its store, but for what is meant to leave nothing there. */
function visit() {
  let page = begin();
  runTimers();
  page.observe({ kind: "view", slot: "hero" });
  page.observe({ kind: "click", slot: "hero" });
  heard();
  page.choose({ paused: true });
  page.choose({ paused: false });
  page.observe({ kind: "preference", name: "topics", value: ["sea"] });
  // The base has to rest before what is in it goes.
  now += 11 * MINUTE;
  page.close();
  page = begin();
  heard();
  runTimers();
  page.observe({ kind: "click", slot: "hero" });
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  const asleep = store.calls;
  heard();
  runTimers();
  if (store.calls !== asleep) throw new Error("a page in the cache touched the store");
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  page.observe({ kind: "convert", goal: "signup" });
  return page;
}

/** What is meant to leave nothing there. */
function leave() {
  const page = begin();
  page.observe({ kind: "click", slot: "hero" });
  page.choose({ learn: "denied" });
  page.choose({ measure: "denied" });
  page.choose({ remember: "denied" });
  page.choose({ remember: "granted" });
  page.observe({ kind: "preference", name: "name", value: "Ada" });
  page.import(page.export());
  page.erase();
  return page;
}

function usable(page) {
  const shown = plain(host.textContent);
  if (!/^(Welcome|Hello, Ada|Seen)/.test(shown)) throw new Error(`the slot shows ${JSON.stringify(shown)}`);
  if (page.decide("hero") === undefined || page.explain("hero").length === 0) throw new Error("it no longer decides");
  page.observe({ kind: "preference", name: "name", value: "Grace" });
  if (plain(host.textContent) !== "Hello, Grace") throw new Error(`it no longer renders: ${host.textContent}`);
  if (page.problems.some(({ message }) => /stopped/.test(message))) throw new Error(JSON.stringify(page.problems));
  page.choose({ paused: true });
  page.close();
  if (host.innerHTML !== SERVED) throw new Error("it is not given back");
  if (lines.length > opened.length) throw new Error(`${lines.length} lines in the console: ${lines.join(" | ")}`);
}

/** Who comes next finds what was there before, and nothing fails any more. */
function nothingLost() {
  store.fault = undefined;
  now += MINUTE;
  const page = begin();
  if (clicksOf(page) < 6) throw new Error(`${clicksOf(page)} of 6 clicks are left`);
  const { name } = page.export().preferences;
  if (!["Ada", "Grace"].includes(name)) throw new Error(`the name is ${JSON.stringify(name)}`);
  page.close();
}

/** Between tasks the browser gives back the WebAssembly's memory of pages that are gone. */
function pause() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage("");
  });
}

/** One script × every call × every fault × once or from there on. */
async function tryAll(seeded, script, after) {
  const start = now;
  const run = (at, fault, lasting) => {
    store = new Store();
    store.entries = new Map(seeded);
    Object.assign(store, { at, fault, lasting });
    now = start;
    timers = new Map();
    lines.length = 0;
    try {
      const page = script();
      const { calls, names } = store;
      usable(page);
      after();
      return { calls, names };
    } finally {
      // A page that failed is not to fail in the others' runs.
      for (const page of opened.splice(0)) page.close();
    }
  };
  const { calls, names } = run(Infinity, undefined, false);
  const failures = [];
  let runs = 0;
  for (let at = 0; at < calls; at += 1)
    for (const [what, fault] of Object.entries(FAULTS)) {
      await pause();
      for (const lasting of [false, true]) {
        runs += 1;
        try {
          run(at, fault, lasting);
        } catch (error) {
          failures.push(
            `call ${at} (${names[at]}), ${what}, ${lasting ? "from there on" : "once"}: ${error.message ?? error}`,
          );
        }
      }
    }
  const kinds = Object.groupBy(names, (name) => name);
  return {
    calls,
    kinds: Object.fromEntries(Object.entries(kinds).map(([name, all]) => [name, all.length])),
    runs,
    failures,
  };
}

/** Also where the property `localStorage` itself throws: from the start, or after a while. */
function forbidden() {
  const real = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  const failures = [];
  let reads = 0;
  const tries = 40;
  for (let at = 0; at < tries; at += 1) {
    store = new Store();
    reads = 0;
    lines.length = 0;
    timers = new Map();
    Object.defineProperty(globalThis, "localStorage", {
      configurable: true,
      get: () => {
        reads += 1;
        if (reads > at) throw new DOMException("planted", "SecurityError");
        return store;
      },
    });
    try {
      usable(visit());
    } catch (error) {
      failures.push(`the property from read ${at} on: ${error.message}`);
    }
    for (const page of opened.splice(0)) page.close();
  }
  Object.defineProperty(globalThis, "localStorage", real);
  return { runs: tries, failures };
}

globalThis.faults = async () => {
  const seeded = seed();
  for (const [key, text] of seeded)
    if (older(text) === text || newer(text) === text)
      throw new Error(`${key}: no other version of it would be planted`);
  const visits = await tryAll(seeded, visit, nothingLost);
  now = NOON + 7 * DAY;
  const leaving = await tryAll(seeded, leave, () => {});
  return { visits, leaving, forbidden: forbidden(), errors: globalThis.kit.errors };
};
