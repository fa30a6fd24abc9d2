// A newer program for the same reader: what is known stays, and what the old one wrote goes where the new one has no place for it.

import { compile, open } from "../../dist/author.js";
import { memory } from "../../dist/keepers.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"] };

const two = (when, yes, no = {}) => ({ default: "no", variants: { yes: { when, fields: yes }, no: { fields: no } } });

/** A manifest with preferences of several kinds, signals, and these slots. */
const made = (slots, more = {}) => ({
  tailorbird: 1,
  locales: ["en"],
  preferences: { diet: { type: "choice", values: ["any", "vegan"], default: "any" }, loud: { type: "flag" } },
  signals: { gale: { type: "flag" } },
  ...more,
  slots,
});

function bytesOf(manifest) {
  const { bytes, problems } = compile(manifest);
  if (!bytes) throw new Error(JSON.stringify(problems));
  return bytes;
}

function equal(got, wanted, what = "") {
  const [is, should] = [got, wanted].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

/** Opens a page over this markup by the first manifest. */
function within(markup, manifest, test, given = {}) {
  const root = document.createElement("div");
  root.innerHTML = markup;
  document.body.append(root);
  const before = root.innerHTML;
  const page = open(bytesOf(manifest), { ...GIVEN, root, ...given });
  page.render();
  const load = (next) => page.load(bytesOf(next));
  try {
    test({ root, page, load, before, texts: () => [...root.children].map((slot) => slot.textContent) });
    page.close();
    equal(root.innerHTML, before, "the page after the end");
  } finally {
    root.remove();
  }
}

const CATALOG = {
  catalogs: { all: { items: ["a", "b", "c"].map((id) => ({ id, fields: { title: `Item ${id}` } })) } },
};
const vegan = (words) => two("preference.diet == 'vegan'", { title: words });
const gale = (words) => two("signal.gale", { title: words });
const always = (title) => ({ default: "no", variants: { no: { fields: { title } } } });
const slot = (name) => `<p data-tb-slot="${name}" data-tb-text="title">${name}</p>`;
const prefer = (page, name, value) => page.observe({ kind: "preference", name, value });

export const checks = {
  "load: what the new program lacks is given back, and the rest is decided anew"() {
    within(slot("gone") + slot("stays") + slot("comes"), made({ gone: always("G"), stays: always("S") }), (it) => {
      equal(it.texts(), ["G", "S", "comes"]);
      it.load(made({ stays: always("S2"), comes: always("C") }));
      equal(it.texts(), ["gone", "S2", "C"]);
      equal(
        it.page.decide().map(({ slot }) => slot),
        ["stays", "comes"],
      );
      equal(it.root.querySelectorAll("[data-tb-shown]").length, 2, "the slots with a trace");
      it.load(made({ gone: always("G"), stays: always("S") }));
      equal(it.texts(), ["G", "S", "comes"]);
    });
  },

  "load: preferences go over by name and kind, and signals and given facts are kept"() {
    within(slot("a") + slot("b"), made({ a: vegan("V"), b: gale("Gale") }), ({ page, load, texts }) => {
      prefer(page, "diet", "vegan");
      page.signal({ gale: true });
      equal(texts(), ["V", "Gale"]);
      // Others come before it, so that it has another number.
      const preferences = {
        aloud: { type: "flag" },
        before: { type: "number" },
        diet: { type: "choice", values: ["vegan"] },
      };
      load(made({ a: vegan("V2"), b: gale("Gale2") }, { preferences }));
      equal([texts(), page.export().preferences], [["V2", "Gale2"], { diet: "vegan" }]);
      load(
        made({ a: vegan("V3") }, { preferences: { diet: { type: "choice", values: ["fish", "vegan"] } }, signals: {} }),
      );
      equal(texts(), ["V3", "b"]);
      equal(
        page.problems.map(({ path }) => path),
        ["/signals/gale", "/slots/b"],
      );
      // What it cannot be any more is as if nobody had said it.
      load(made({ a: two("preference.diet > 1", { title: "x" }) }, { preferences: { diet: { type: "number" } } }));
      equal([texts()[0], page.export().preferences], ["a", {}]);
    });
  },

  "load: what happened counts on, and the profile is the same"() {
    const seen = (words) => two("clicked('a') > 0", { title: words });
    within(slot("a"), made({ a: seen("Clicked") }), ({ page, load, texts }) => {
      page.observe({ kind: "click", slot: "a" });
      const before = page.export();
      load(made({ new: always("N"), a: seen("Clicked before") }));
      equal(texts(), ["Clicked before"]);
      equal(page.export(), before);
      page.observe({ kind: "click", slot: "a" });
      equal(page.export().events.length, 2, "one of the default, one of the other");
    });
  },

  "load: whoever listens is told once of a newer program"() {
    const first = made({ a: vegan("V"), b: always("B"), c: { catalog: "all", count: 2 } }, CATALOG);
    within(slot("a") + slot("b"), first, ({ page, load }) => {
      let told = 0;
      page.subscribe(() => {
        told += 1;
      });
      load(first);
      const all = page.decide();
      equal(told, 1);
      prefer(page, "loud", true);
      equal(page.decide() === all, true, "the same after the facts changed");
      equal(told, 2, "who listens to the profile");
      load(made({ ...first.slots, b: always("B2") }, CATALOG));
      equal([told, page.decide()[1].fields], [3, { title: "B2" }]);
    });
  },

  "load: bytes that are refused are a problem, and the page stays as it was"() {
    within(slot("a"), made({ a: vegan("V") }), ({ page, root, texts }) => {
      prefer(page, "diet", "vegan");
      const [before, all, sound] = [root.innerHTML, page.decide(), bytesOf(made({ a: always("New") }))];
      const damaged = sound.slice();
      damaged[damaged.length - 1] ^= 1;
      const other = sound.slice();
      other[4] ^= 1;
      let told = 0;
      page.subscribe(() => {
        told += 1;
      });
      for (const bytes of [damaged, other, sound.slice(0, 20), new Uint8Array(), null, undefined, "x", 5, {}])
        page.load(bytes);
      equal([root.innerHTML === before, page.decide() === all, told], [true, true, 0]);
      equal(page.problems.length, 9);
      prefer(page, "diet", "any");
      equal(texts(), ["a"]);
      page.load(sound);
      equal(texts(), ["New"]);
    });
  },

  "load: old decisions tell their own reasons"() {
    const rules = (...names) => ({
      default: "no",
      variants: Object.fromEntries([
        ...names.map((name) => [name, { when: `now.hour == ${name.length}` }]),
        ["no", {}],
      ]),
    });
    within(slot("a"), made({ a: rules("one", "four", "three") }), ({ page, load }) => {
      const [short] = page.decide();
      page.assume({ now: Date.UTC(2026, 5, 1, 3) });
      const [long] = page.decide();
      load(made({ a: rules("seventeen") }));
      const told = ({ reasons }) => reasons.map(({ variant, rule }) => `${variant} ${rule ?? ""}`.trim());
      equal(told(short), ["one now.hour == 3", "four now.hour == 4", "three now.hour == 5", "no"]);
      equal(told(long), ["one now.hour == 3"]);
      equal(told(page.decide("a")), ["seventeen now.hour == 9", "no"]);
    });
  },

  "load: a list becomes words and words become a list"() {
    const list =
      '<ul data-tb-slot="s"><li data-tb-key="c"><b data-tb-text="title">C</b></li><template data-tb-item><li><b data-tb-text="title"></b></li></template></ul>';
    const listed = made({ s: { catalog: "all", count: 2 } }, CATALOG);
    within(list, listed, ({ root, load, before }) => {
      const shown = root.innerHTML;
      load(made({ s: always("Words") }));
      equal(
        [...root.querySelectorAll("b")].map(({ textContent }) => textContent),
        ["Words"],
      );
      load(listed);
      equal(root.innerHTML, shown);
      load(made({}));
      equal(root.innerHTML, before);
    });
  },

  "load: a slot that may load no more what it might shows what is harmless"() {
    const image = '<div data-tb-slot="s"><p>x</p><template data-tb-variant="no"><img src="/a.png"></template></div>';
    const may = (loads) => made({ s: { ...always("x"), ...(loads && { variesRequests: true }) } });
    within(image, may(false), ({ root, load }) => {
      equal(root.querySelectorAll("img").length, 0);
      load(may(true));
      equal(root.querySelectorAll("img").length, 1);
      load(may(false));
      equal(root.querySelectorAll("img").length, 0);
    });
  },

  "load: what is kept, and the old program did not know, is known to the new one"() {
    const remember = memory();
    const [knows, not] = [made({ a: vegan("V") }), made({ a: always("A") }, { preferences: {} })];
    const granted = { remember, consent: { initial: { remember: "granted" } } };
    const other = open(bytesOf(knows), { ...GIVEN, ...granted, root: null });
    prefer(other, "diet", "vegan");
    other.close();
    within(
      slot("a"),
      not,
      ({ page, load, texts }) => {
        equal(texts(), ["A"]);
        load(knows);
        equal([texts(), page.consent.remember], [["V"], "granted"]);
        load(not);
        load(knows);
        equal([texts(), page.export().preferences], [["V"], { diet: "vegan" }]);
        page.erase();
        load(made({ a: vegan("V2") }));
        equal([texts(), page.export().preferences, remember.read().length], [["a"], {}, 0]);
      },
      granted,
    );
  },

  "load: a profile that was handed in goes over"() {
    const profile = { preferences: { diet: "vegan" }, events: [{ kind: "click", slot: "a", variant: "no", times: 3 }] };
    const both = {
      default: "no",
      variants: { yes: { when: "preference.diet == 'vegan' && clicked('a') == 3" }, no: {} },
    };
    within(
      slot("a"),
      made({ a: always("A") }),
      ({ page, load }) => {
        load(made({ b: always("B"), a: both }, { preferences: { before: { type: "flag" }, diet: { type: "text" } } }));
        equal(page.decide("a").variant, "yes");
        page.import({ preferences: { diet: "any" } });
        load(made({ a: two("preference.diet == 'any'", { title: "Any" }) }));
        equal(page.decide("a").variant, "yes");
      },
      { profile },
    );
  },

  "load: before the first rendering, and after the end, nothing is written"() {
    const root = document.createElement("div");
    root.innerHTML = slot("a");
    const page = open(bytesOf(made({ a: always("A") })), { ...GIVEN, root });
    page.load(bytesOf(made({ a: always("A2") })));
    equal([root.textContent, page.decide("a").fields.title], ["a", "A2"]);
    page.render();
    page.close();
    page.load(bytesOf(made({ a: always("A3") })));
    equal([root.textContent, page.problems], ["a", []]);
  },
};
