// Each engine as the measurements take it: what it is fed, how it begins, and one pass over all slots for a user.
// `ready` is not timed: it loads the engine's own code. `start` is what an engine does once, whatever it is fed, and `load`
// what it is fed. A pass answers what each slot shows.

import { MIDNIGHT, OTHERWISE } from "./workload.mjs";

const HOUR = 3_600_000;

export const engines = {
  tailorbird: {
    ready: () => import("../../dist/index.js"),
    start: ({ open }) => {
      // Bytes that are no program start it all the same, and one line in the console says that they are none.
      const { warn } = console;
      console.warn = () => {};
      open(new Uint8Array(), { root: null });
      console.warn = warn;
    },
    load: ({ open }, { program }, user) => {
      let hour = user.hour;
      const profile = { visits: user.visits, preferences: { country: user.country, tags: user.tags } };
      const page = open(program, {
        root: null,
        profile,
        locales: [user.language],
        now: () => MIDNIGHT + hour * HOUR,
      });
      return {
        pass: () => page.decide(),
        turn: ({ country, tags, ...rest }) => {
          hour = rest.hour;
          page.observe({ kind: "preference", name: "country", value: country });
          page.observe({ kind: "preference", name: "tags", value: tags });
        },
        answers: (decisions) => decisions.map(({ variant }) => variant),
      };
    },
  },

  "hand-written JS": {
    ready: () => undefined,
    load: (_, { slots }, user) => {
      const all = JSON.parse(slots);
      return turning(user, (user) => all.map(({ rules }) => byHand(rules, user)));
    },
  },

  GrowthBook: {
    ready: () => import("@growthbook/growthbook"),
    load: ({ GrowthBook }, { features }, user) => {
      const payload = { features: JSON.parse(features) };
      const names = Object.keys(payload.features);
      const growthbook = new GrowthBook({ attributes: user }).initSync({ payload });
      return {
        pass: () => names.map((name) => growthbook.evalFeature(name)),
        turn: (next) => growthbook.setAttributes(next),
        answers: (results) => results.map(({ value }) => value),
      };
    },
  },

  "@bufbuild/cel": {
    ready: () => import("@bufbuild/cel"),
    load: ({ celEnv, parse, plan }, { expressions }, user) => {
      const environment = celEnv();
      const all = JSON.parse(expressions).map((rules) =>
        rules.map(({ answer, expression }) => ({ answer, run: plan(environment, parse(expression)) })),
      );
      const whole = (user) => ({ ...user, visits: BigInt(user.visits), hour: BigInt(user.hour) });
      const planned = (rules, user) => rules.find(({ run }) => run(user) === true)?.answer ?? OTHERWISE;
      const bindings = new Map();
      return turning(user, (user) => {
        if (!bindings.has(user)) bindings.set(user, whole(user));
        return all.map((rules) => planned(rules, bindings.get(user)));
      });
    },
  },
};

/** The floor: what one would write without any engine, over the rules as data. */
function byHand(rules, user) {
  for (const rule of rules)
    if (
      rule.countries.includes(user.country) &&
      rule.languages.includes(user.language) &&
      user.visits >= rule.visits &&
      user.hour >= rule.from &&
      user.hour < rule.to &&
      anyOf(rule.tags, user.tags)
    )
      return rule.answer;
  return OTHERWISE;
}

function anyOf(wanted, tags) {
  for (const tag of tags) if (wanted.includes(tag)) return true;
  return false;
}

/** An engine that takes its user with each pass, and answers with plain words. */
function turning(user, pass) {
  let current = user;
  const turn = (next) => {
    current = next;
  };
  return { pass: () => pass(current), turn, answers: (answers) => answers };
}
