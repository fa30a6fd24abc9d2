// Random readers and random manifests: the language that a slot speaks is the one that another implementation of CLDR's distances
// finds (`@formatjs/intl-localematcher`). What may differ is named, counted, and nothing else differs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { match } from "@formatjs/intl-localematcher";
import { randomFrom } from "./markup/random.mjs";

console.warn = () => {};
const { compile } = await import("../dist/author.js");
const { open } = await import("../dist/contextual.js");

const LISTS = Number(process.env.TAILORBIRD_CASES ?? 6_000);

const POOL =
  `en en-US en-GB en-AU en-CA en-IN en-NZ en-PR en-001 de de-AT de-CH gsw lb fr fr-CA fr-BE es es-ES es-419 es-MX es-CO es-US
  pt pt-PT pt-BR pt-AO it it-CH nl sv nb nn no da fi is fo zh zh-Hans zh-Hant zh-TW zh-HK zh-MO zh-SG yue yue-CN wuu ja ko sr sr-Latn
  sr-Cyrl sr-Latn-ME sr-Latn-RS hr bs mk sl sq ar ar-EG ar-MA ar-DZ ar-SA arz ary ckb he iw fa ps ur hi mr bn ta te ml kn ne pa id ms jv
  vi th km lo my ru uk be kk ky uz uz-Cyrl az hy ka tr ku tk et lv lt pl cs sk hu ro bg el ca eu gl br oc co cy ga gd fy mt sw zu xh
  af am ti so yo ig ha rw rn wo ln mg qu gn ay haw mi to ceb fil eo la`.split(/\s+/);
/** The languages that most sites have, more often than the others. */
const USUAL =
  "en en-GB en-US de fr fr-CA es es-419 pt-BR pt-PT zh-Hans zh-Hant ar ru nb da hr sr-Cyrl sr-Latn it ja".split(" ");

const key = (tag) => {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
};
const full = (tag) => new Intl.Locale(tag).maximize().toString();

function pick(random, pool, count) {
  const found = new Map();
  // Two tags of the manifest that mean the same are warned of.
  while (found.size < count) {
    const tag = random.pick(random.chance(0.5) ? USUAL : pool);
    if (!found.has(full(tag))) found.set(full(tag), tag);
  }
  return [...found.values()];
}

function spoken(offered, wanted) {
  const words = Object.fromEntries(offered.map((tag) => [tag, tag]));
  const slots = { s: { default: "d", variants: { d: { fields: { t: words } } } } };
  const { bytes, problems } = compile({ tailorbird: 1, locales: offered, slots });
  assert.deepEqual(problems, []);
  const page = open(bytes, { root: null, locales: wanted, page: { language: "" } });
  const { locale } = page.decide("s");
  page.close();
  return locale;
}

/** What differs by design, each with the reason in docs/manifest.md. */
function reason(offered, wanted, theirs) {
  const scripts = (tag) => key(tag).split("-")[1];
  const usual = (tag) => scripts(new Intl.Locale(tag).language) === scripts(tag);
  if (!wanted.every(usual)) return "a language in a script that is not its usual one";
  if (theirs === offered[0]) return "somebody far from the first language of the manifest, who wants another one too";
  return undefined;
}

test("the language is the one that CLDR's distances give", () => {
  const counts = { lists: 0, same: 0, served: 0 };
  const reasons = {};
  const others = [];
  for (let seed = 0; seed < LISTS; seed += 1) {
    const random = randomFrom(seed);
    const offered = pick(random, POOL, 2 + random.below(4));
    const wanted = pick(random, POOL, 1 + random.below(3));
    const [ours, theirs] = [spoken(offered, wanted), match(wanted, offered, offered[0])];
    counts.lists += 1;
    if (theirs !== offered[0]) counts.served += 1;
    if (ours === theirs) counts.same += 1;
    else {
      const why = reason(offered, wanted, theirs);
      if (why) reasons[why] = (reasons[why] ?? 0) + 1;
      else others.push(`${wanted} of ${offered}: ${ours}, and not ${theirs}`);
      if (process.env.TELL) console.log(`${why}: ${wanted} of ${offered}: ${ours}, and not ${theirs}`);
    }
  }
  console.log(
    `${counts.lists} lists compared, ${counts.same} alike, in ${counts.served} another than the first is spoken`,
  );
  for (const [why, count] of Object.entries(reasons)) console.log(`${count} differ: ${why}`);
  assert.deepEqual(others.slice(0, 20), []);
  assert.ok(counts.served > counts.lists / 6, "most readers are served by nothing, so that this proves little");
});

test("readers whom others found served badly", () => {
  for (const [wanted, offered, expected] of [
    ["bs", "en hr", "hr"],
    ["hr", "en bs", "bs"],
    ["nb", "en da", "da"],
    ["da", "en nb", "nb"],
    ["es-CA", "en es-ES es-419", "es-419"],
    ["pt-CA", "en pt-PT pt-BR", "pt-BR"],
    ["sr-Latn-RS", "en sr-Cyrl", "sr-Cyrl"],
    ["zh-TW", "en zh-Hans", "en"],
    ["ca en", "es en", "en"],
  ])
    assert.equal(spoken(offered.split(" "), wanted.split(" ")), expected, `${wanted} of ${offered}`);
});
