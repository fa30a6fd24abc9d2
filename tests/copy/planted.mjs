// Faults that are planted in good texts: each kind takes a text, what stands in it and chance, and gives what must be found out.

import { LOCALES, NEVER } from "./products.mjs";

const pick = (random, list) => list[Math.floor(random() * list.length)];

/** Between two words. */
function insert(random, text, piece) {
  const gaps = [...text.matchAll(/ /g)].map(({ index }) => index);
  const at = pick(random, gaps.length ? gaps : [text.length]);
  return `${text.slice(0, at)} ${piece}${text.slice(at)}`;
}

/** Letters of words that belong to no address and no tag. */
function letterPlaces(text, kind) {
  const address = /https?:\S+|#\S+/g;
  const held = [...text.matchAll(address)].map((found) => [found.index, found.index + found[0].length]);
  return [...text.matchAll(kind)]
    .map(({ index }) => index)
    .filter((at) => !held.some(([from, to]) => at >= from && at < to));
}

const put = (text, at, piece, cut = 0) => text.slice(0, at) + piece + text.slice(at + cut);

const CLAIMS = {
  en: {
    superlative: [
      "the best choice",
      "the finest quality",
      "simply unbeatable",
      "number one",
      "the lightest of all",
      "truly perfect",
    ],
    guarantee: ["guaranteed", "with a warranty", "we promise", "proven", "risk-free"],
    negation: ["not heavy", "without effort", "never late", "no worries", "it doesn't rust"],
    number: ["two pieces", "twenty years", "a dozen", "half as heavy", "twenty-four hours"],
    price: ["free", "with a discount", "on sale"],
    date: ["on Monday", "in August", "tomorrow"],
  },
  de: {
    superlative: [
      "die beste Wahl",
      "am leichtesten",
      "der günstigste Preis",
      "unschlagbar",
      "die hochwertigsten",
      "Nummer eins",
    ],
    guarantee: ["garantiert", "mit Garantie", "versprochen", "risikofrei", "bewährt"],
    negation: ["nicht schwer", "ohne Mühe", "kein Rost", "niemals spät", "keine Sorge"],
    number: ["zwei Stück", "zwanzig Jahre", "einundzwanzig", "dreimal", "ein Dutzend", "doppelt"],
    price: ["gratis", "mit Rabatt", "kostenlos"],
    date: ["am Montag", "im August", "übermorgen"],
  },
  ar: {
    superlative: ["الأفضل", "أجمل هدية", "الوحيد", "لا مثيل له", "والأسرع"],
    guarantee: ["مضمون", "مع ضمان", "نعدكم", "مجرب"],
    negation: ["ليس ثقيلا", "بدون تعب", "لن يصدأ", "لا قلق"],
    number: ["اثنان", "عشرون عاما", "ثلاث قطع", "نصف الوزن"],
    price: ["مجانا", "مع خصم", "تنزيلات"],
    date: ["يوم الجمعة", "في أغسطس", "غدا"],
  },
};

const INVISIBLE = ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e", "\u{e0041}", "\u200d", "\u034f"];
const LOOKALIKE = { a: "а", c: "с", e: "е", o: "о", p: "р", x: "х", y: "у", i: "і", s: "ѕ" };
const MARKUP = [
  "<b>neu</b>",
  "<script>",
  "{{name}}",
  "⟦1⟧",
  "**neu**",
  "&nbsp;",
  "[neu](x)",
  "<img src=x",
  "{$price}",
  "`x`",
];

const claim =
  (kind) =>
  ({ text, locale, random }) => [insert(random, text, pick(random, CLAIMS[locale][kind])), [kind]];

/** A digit of a value, and never the same one. */
function changedDigit({ text, said, random }) {
  const value = pick(
    random,
    ["price", "otherPrice", "measure", "from", "until", "fromShare", "toShare"]
      .map((name) => said[name])
      .filter((one) => text.includes(one)),
  );
  const at = text.indexOf(value);
  const digits = [...value.matchAll(/\p{Nd}/gu)].map(({ index }) => at + index);
  const place = pick(random, digits);
  const zero = /[٠-٩]/.test(text[place]) ? 0x660 : 48;
  const other = (text.charCodeAt(place) - zero + 1 + Math.floor(random() * 9)) % 10;
  return [put(text, place, String.fromCharCode(zero + other), 1), ["missing", "order", "swapped", "number"]];
}

/** Two values of one kind that change their places. */
function swapped({ text, said, random }) {
  const pairs = [
    ["price", "otherPrice"],
    ["from", "until"],
    ["fromShare", "toShare"],
    ["name", "other"],
  ];
  const sound = pairs.filter((pair) => pair.every((name) => text.includes(said[name])));
  if (sound.length === 0) return undefined;
  const [one, two] = pick(random, sound).map((name) => said[name]);
  return [text.replace(one, "\u0000").replace(two, one).replace("\u0000", two), ["swapped", "order"]];
}

function dropped({ text, said, random }) {
  const value = pick(
    random,
    Object.values(said).filter((one) => text.includes(one)),
  );
  return [text.replaceAll(value, ""), ["missing", "order"]];
}

function never({ text, locale, random }) {
  const form = pick(random, NEVER[locale].flat());
  const ways = [
    form,
    form.toUpperCase(),
    [...form].join("\u200b"),
    [...form].join(" "),
    [...form].join("-"),
    ...(locale === "ar"
      ? []
      : [[...form].map((one) => String.fromCodePoint(one.codePointAt(0) + 0xfee0)).join(""), [...form].join("\u0336")]),
    ...(locale === "ar" ? [`و${form}`] : [form.replace("e", "е"), form.replace("i", "і")]),
  ];
  return [insert(random, text, pick(random, ways)), ["never"]];
}

function otherUnit({ text, said, random }) {
  const value = pick(
    random,
    ["price", "measure"].map((name) => said[name]).filter((one) => text.includes(one)),
  );
  if (!value) return undefined;
  const digits = /[\p{Nd}.,٬٫]*\p{Nd}/u.exec(value)[0];
  return [
    text.replace(value, pick(random, [`$${digits}`, `${digits} %`, `${digits} mm`, `${digits} Mio`, digits])),
    ["missing"],
  ];
}

/** The kinds of faults. Each gives the text with the fault and the findings of which one has to be there; nothing where the text has no place for it. */
export const FAULTS = {
  changedDigit,
  swapped,
  dropped,
  never,
  otherUnit,
  ...Object.fromEntries(Object.keys(CLAIMS.en).map((kind) => [kind, claim(kind)])),
  address: ({ text, random }) => [
    insert(
      random,
      text,
      pick(random, [
        "https://evil.example.org/x",
        "evil.com",
        "www.evil.net",
        "http://192.168.0.1/x",
        "javascript:alert",
        "me@evil.org",
        "hxxp://evil.top",
      ]),
    ),
    ["url"],
  ],
  changedAddress: ({ text, said, random }) => {
    if (!text.includes(said.shop)) return undefined;
    const other = pick(random, [
      said.shop.replace("shop.", "shop-"),
      said.shop.toUpperCase(),
      `${said.shop}1`,
      said.shop.replace("/p/", "/P/"),
      said.shop.replace("o", "о"),
      said.shop.replace("https", "http"),
    ]);
    return [text.replace(said.shop, other), ["missing"]];
  },
  mention: ({ text, random }) => [insert(random, text, pick(random, ["@rival", "＠rival", "@ri_val2"])), ["mention"]],
  hashtag: ({ text, random }) => [insert(random, text, pick(random, ["#sale", "＃neu", "#عرض"])), ["hashtag"]],
  figure: ({ text, random }) => [
    insert(random, text, pick(random, ["4", "４", "٤", "②", "½", "𝟗", "24/7", "3D", "10k", "€", "50 %"])),
    ["number", "price"],
  ],
  markup: ({ text, random }) => [insert(random, text, pick(random, MARKUP)), ["markup"]],
  tooLong: ({ text }) => [Array.from({ length: 10 }, () => text).join(" "), ["length"]],
  hidden: ({ text, locale, random }) => {
    const all = locale === "ar" ? INVISIBLE.filter((one) => one !== "\u200d") : INVISIBLE;
    return [put(text, pick(random, letterPlaces(text, /(?<=\p{L})\p{L}/gu)), pick(random, all)), ["hidden"]];
  },
  lookalike: ({ text, locale, random }) => {
    const places = letterPlaces(text, /[aceopxyis]/g);
    if (locale === "ar" || places.length === 0) return undefined;
    const at = pick(random, places);
    return [put(text, at, LOOKALIKE[text[at]], 1), ["hidden"]];
  },
  otherDigits: ({ text, locale, random }) => {
    const places = letterPlaces(text, /\p{Nd}/gu);
    if (places.length === 0) return undefined;
    const at = pick(random, places);
    const value = (text.charCodeAt(at) - 48) % 0x630;
    const zeros = locale === "ar" ? [0x6f0, 0x966, 0xff10] : [0x660, 0x6f0, 0x966, 0xff10];
    return [put(text, at, String.fromCharCode(pick(random, zeros) + value), 1), ["hidden"]];
  },
};

export { LOCALES };
