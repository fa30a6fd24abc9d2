// What the page says of its languages, in a real browser with its own knowledge of them.

import { compile, open } from "../../dist/author.js";

const NOW = { now: 1_782_496_800_000, timeZone: "UTC" };

const slots = (more) => ({
  hero: {
    default: "only",
    variants: {
      only: {
        fields: {
          title: {
            en: "Hello",
            "zh-Hans": "你好",
            "zh-Hant": "您好",
            "sr-Latn": "Zdravo",
            "sr-Cyrl": "Здраво",
            ar: "أهلا",
          },
          text: { en: "Come in.", ar: "تفضل." },
        },
      },
    },
    ...more,
  },
});
const LOCALES = ["en", "zh-Hans", "zh-Hant", "sr-Latn", "sr-Cyrl", "ar"];

function equal(found, expected) {
  const [is, should] = [found, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`it is ${is}, should be ${should}`);
}

/** The slot as it is for these readers, one after the other, and at last as it was given back. */
function walk(language, markup, more, readers) {
  const root = document.createElement("div");
  if (language) root.lang = language;
  root.innerHTML = markup;
  document.body.append(root);
  const { bytes } = compile({ tailorbird: 1, locales: LOCALES, languages: "reader", slots: slots(more) });
  const page = open(bytes, { ...NOW, root });
  try {
    const told = (element) => [element.getAttribute("lang"), element.getAttribute("dir"), element.textContent];
    const found = readers.map((reader) => {
      page.assume({ locales: [reader].flat() });
      return [...root.querySelectorAll("[data-tb-slot],[data-tb-text]")].map(told);
    });
    page.close();
    return { found, last: root.innerHTML };
  } finally {
    root.remove();
  }
}

const ONE = '<p data-tb-slot="hero" data-tb-text="title">Server</p>';
const TWO =
  '<div data-tb-slot="hero"><h1 data-tb-text="title" dir="auto">Server</h1><p lang="fr" data-tb-text="text">Serveur</p></div>';

export const checks = {
  "another script is another language, and is said"() {
    const only = { variants: { only: { fields: { title: slots().hero.variants.only.fields.title } } } };
    const { found, last } = walk("zh", ONE, only, ["zh-HK", "zh-SG", "sr-Latn-RS", "sr-ME", "sr"]);
    equal(
      found.map(([slot]) => slot),
      [
        ["zh-Hant", null, "您好"],
        [null, null, "你好"],
        ["sr-Latn", null, "Zdravo"],
        ["sr-Latn", null, "Zdravo"],
        ["sr-Cyrl", null, "Здраво"],
      ],
    );
    equal(last, ONE);
  },

  "a slot that may not mix languages speaks one in which all of it is written"() {
    const { found } = walk("en", TWO, {}, [["zh-TW", "ar"], "zh-TW"]);
    equal(found[0], [
      ["ar", "rtl", "أهلاتفضل."],
      [null, "auto", "أهلا"],
      ["fr", null, "تفضل."],
    ]);
    equal(found[1][0], [null, null, "HelloCome in."]);
  },

  "where it may, each place that differs says its own language, and gives it back"() {
    const { found, last } = walk("en", TWO, { mixLanguages: true }, [["zh-TW", "ar"], "zh-TW", "en"]);
    equal(found[0], [
      ["zh-Hant", null, "您好تفضل."],
      [null, "auto", "您好"],
      ["ar", "rtl", "تفضل."],
    ]);
    equal(found[1][2], ["en", "ltr", "Come in."]);
    equal(found[2], [
      [null, null, "HelloCome in."],
      [null, "auto", "Hello"],
      ["fr", null, "Come in."],
    ]);
    equal(last, TWO);
  },
};
