/** A feature of GrowthBook → a slot: a variant for each value that is forced, and an experiment for what is dealt by chance. */

import { NotCarried } from "./attributes.js";
import { conditionOf, isObject, type Json, type Scope } from "./condition.js";
import { DEFAULT, type Draft, withValue } from "./draft.js";
import { dealt, isDealt } from "./experiment.js";
import { isGate, prerequisites } from "./prerequisite.js";
import { all, not, type Truth, YES } from "./truth.js";

/** Keys of a rule that no manifest has. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  contextualVariations: "a contextual bandit is no part of a manifest",
  filters: "filters by ranges of other hashes are no part of a manifest",
};

/** Names of a manifest begin with a letter, and have letters, digits, - and _. */
export const nameFrom = (key: string): string =>
  key
    .replace(/^[^A-Za-z]+/, "")
    .replace(/[^A-Za-z0-9_-]/g, "-")
    .slice(0, 64) || "feature";

export function slotOf(key: string, feature: unknown, draft: Draft): void {
  const name = nameFrom(key);
  if (name in draft.slots) throw new NotCarried(`another feature is called ${name} too`);
  if (!isObject(feature)) throw new NotCarried("this is no object");
  const rules = Array.isArray(feature.rules) ? feature.rules : [];
  const variants: Record<string, Json> = {};
  const experiments: Record<string, Json> = {};
  // Experiments are tried before variants: what stands before one in GrowthBook has to be excluded by its rule.
  let before: Truth = YES;
  for (const [place, rule] of rules.entries()) {
    const path = `/rules/${place}`;
    if (!isObject(rule)) throw new NotCarried("this is no object", path);
    const open = prerequisitesOf(rule, path, draft);
    if (isGate(rule.parentConditions) && open.holds !== "true") {
      variants[`gate-${place}`] = withRule({}, not(open));
      before = all([before, open]);
    }
    const when = all([open, whenOf(rule, path, draft.scope)]);
    if (isDealt(rule)) {
      if (Object.keys(experiments).length > 0)
        throw new NotCarried("a slot has one experiment, and this is the second", path);
      const found = dealt(rule, { name: `rule-${place}`, slot: name, key, path, draft });
      for (const [own, variant] of Object.entries(found.variants)) variants[own] = variant;
      if (found.experiment) experiments[name] = withRule(found.experiment, all([when, before]));
    } else if ("force" in rule && when.holds !== "false") {
      variants[`rule-${place}`] = withValue(withRule({}, when), rule.force);
      before = all([before, not(when)]);
    }
  }
  const usual = withValue({}, feature.defaultValue ?? null);
  draft.slots[name] = { default: DEFAULT, variants: { ...variants, [DEFAULT]: usual } };
  for (const [own, experiment] of Object.entries(experiments)) draft.experiments[own] = experiment;
}

const withRule = (inside: Json, { holds }: Truth): Json => (holds === "true" ? inside : { ...inside, when: holds });

function prerequisitesOf(rule: Json, path: string, { features, scope }: Draft): Truth {
  return placed(path, () => prerequisites(rule.parentConditions, features, scope));
}

/** Whatever does not carry over is told with the rule that it is in. */
function placed(path: string, found: () => Truth): Truth {
  try {
    return found();
  } catch (thrown) {
    throw thrown instanceof NotCarried ? new NotCarried(thrown.message, path) : thrown;
  }
}

function whenOf(rule: Json, path: string, scope: Scope): Truth {
  const key = Object.keys(ELSEWHERE).find((name) => name in rule);
  if (key) throw new NotCarried(ELSEWHERE[key] ?? "", `${path}/${key}`);
  return placed(path, () => (rule.condition === undefined ? YES : conditionOf(rule.condition, scope)));
}
