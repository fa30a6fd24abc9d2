// A preview forces a variant: it is shown whatever its conditions say, and nothing that happens there is counted.

import { compile, open } from "../../dist/author.js";
import { open as openForVisitors } from "../../dist/index.js";

const GIVEN = { now: 1_782_496_800_000, timeZone: "UTC", locales: ["en"] };

const { bytes, problems } = compile({
  tailorbird: 1,
  locales: ["en", "de"],
  languages: "reader",
  preferences: { name: { type: "text" } },
  catalogs: { all: { items: ["a", "b", "c"].map((id) => ({ id, topics: [id], fields: { title: `Item ${id}` } })) } },
  slots: {
    hero: {
      default: "usual",
      variants: {
        now: { when: "now.year > 2000", fields: { title: "Now" } },
        german: { when: "now.year < 2000", fields: { title: { en: "Then", de: "Damals" } } },
        capped: { cap: { times: 1, per: "day" }, value: 7, fields: { title: "Capped" } },
        named: { fields: { title: "Hello {$preference.name}" } },
        usual: { fields: { title: "Usual" } },
      },
    },
    list: { catalog: "all", count: 2 },
  },
});
if (!bytes) throw new Error(JSON.stringify(problems));

function equal(got, wanted, what = "") {
  const [is, should] = [got, wanted].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

const PAGE =
  '<p data-tb-slot="hero" data-tb-text="title">Server</p><ul data-tb-slot="list"><template data-tb-item><li data-tb-text="title"></li></template></ul>';

function within(test, given = {}, opener = open) {
  const root = document.createElement("div");
  root.innerHTML = PAGE;
  document.body.append(root);
  const page = opener(bytes, { ...GIVEN, root, ...given });
  page.render();
  try {
    test({ page, root, text: () => root.querySelector("p").textContent, hero: () => page.decide("hero") });
    page.close();
    equal(root.querySelector("p").textContent, "Server");
  } finally {
    root.remove();
  }
}

const kinds = ({ reasons }) => reasons.map(({ kind, variant }) => `${kind} ${variant}`);

export const checks = {
  "force: a variant whose rule does not hold is shown until it is let go"() {
    within(({ page, text, hero }) => {
      let told = 0;
      page.subscribe(() => {
        told += 1;
      });
      page.force("hero", "german");
      const { variant, locale, propensity, until } = hero();
      equal([text(), variant, locale, propensity, until], ["Then", "german", "en", 1, null]);
      equal([kinds(hero()), told], [["forced german"], 1]);
      equal(page.explain("hero")[0], "“\u2068german\u2069” is shown because a preview asks for it.");
      page.force("hero", "usual");
      equal([text(), kinds(hero())], ["Usual", ["forced usual"]]);
      page.force("hero", null);
      equal([text(), kinds(hero()), told], ["Now", ["rule-holds now"], 3]);
    });
  },

  "force: nothing that happens there is counted, learned or kept"() {
    within(({ page, text, hero }) => {
      const before = page.export();
      page.force("hero", "capped");
      for (const kind of ["view", "click", "dismiss"]) page.observe({ kind, slot: "hero" });
      page.observe({ kind: "view", slot: "hero" });
      equal([page.export(), text(), hero().value], [before, "Capped", 7]);
      page.force("list", "b");
      page.observe({ kind: "click", slot: "list", item: "b" });
      page.observe({ kind: "more", slot: "list", item: "b" });
      equal(page.export(), before);
      page.force("list", null);
      page.observe({ kind: "click", slot: "list", item: "b" });
      equal(page.export().events.length, 1);
    });
  },

  "force: an item of a list is shown alone"() {
    within(({ page, root }) => {
      const items = () => [...root.querySelectorAll("li")].map(({ textContent }) => textContent);
      equal(items(), ["Item a", "Item b"]);
      page.force("list", "c");
      equal([items(), kinds(page.decide("list"))], [["Item c"], ["forced c"]]);
      page.force("list", null);
      equal(items(), ["Item a", "Item b"]);
    });
  },

  "force: words that need a value that is missing are passed over as ever"() {
    within(({ page, text, hero }) => {
      page.force("hero", "named");
      equal([text(), hero().variant], ["Now", "now"]);
      page.observe({ kind: "preference", name: "name", value: "Ada" });
      equal(text().replaceAll(/[\u2066-\u2069]/g, ""), "Hello Ada");
    });
  },

  "force: what nobody knows is a problem that says what there is, and changes nothing"() {
    within(({ page, text }) => {
      page.force("hero", "german");
      page.force("hero", "germn");
      page.force("heros", "german");
      page.force("heros", null);
      equal(
        page.problems.map(({ path, message }) => `${path} ${message}`),
        [
          "/slots hero/germn is not there, but: now german capped named usual",
          "/slots heros/german is not there, but: hero list",
          "/slots heros/ is not there, but: hero list",
        ],
      );
      equal(text(), "Then");
      const { force } = page;
      force("hero", null);
      equal(text(), "Now");
    });
  },

  "force: a page tells what may be forced, and nothing is forced by asking"() {
    within(({ page, text }) => {
      equal(page.variants("hero"), ["now", "german", "capped", "named", "usual"]);
      equal([page.variants("list"), text()], [["a", "b", "c"], "Now"]);
      page.force("hero", "german");
      equal([page.variants("hero").length, text()], [5, "Then"]);
      equal([page.variants("heros"), page.variants("hero/now"), page.variants("hero/"), text()], [[], [], [], "Then"]);
      equal(page.problems[0], { path: "/slots/heros", message: "the manifest has no such slot", severity: "warning" });
    });
  },

  "force: a newer program lets go"() {
    within(({ page, text }) => {
      page.force("hero", "german");
      page.load(bytes);
      equal(text(), "Now");
    });
  },

  "force: what visitors download cannot, and says so"() {
    within(
      ({ page, text }) => {
        page.force("hero", "german");
        equal([text(), page.problems[0].message], ["Now", "this page was built without “force”"]);
        equal(page.variants("hero"), []);
      },
      {},
      openForVisitors,
    );
  },
};
