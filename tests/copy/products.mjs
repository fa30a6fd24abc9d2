// Facts of a made-up shop in three languages, and good texts made of them: what they say is in their brief, and nothing else is.

/** Names in each language with the forms that its texts use, a second thing of the same shop, and what is true of both. */
const PRODUCTS = [
  [
    ["Harbour kettle", "Hafenkessel", "غلاية الميناء"],
    ["Ember pot", "Glut-Topf", "قدر الجمر"],
    1299,
    49.5,
    1.7,
    "liter",
    "2026-12-24",
  ],
  [
    ["Night lamp", "Nachtlampe", "مصباح الليل"],
    ["Reading lamp", "Leselampe", "مصباح القراءة"],
    89,
    64.95,
    12,
    "hour",
    "2027-01-06",
  ],
  [
    ["Dune jacket", "Dünenjacke", "سترة الكثبان"],
    ["Coast scarf", "Küstenschal", "وشاح الساحل"],
    240,
    35,
    320,
    "gram",
    "2026-12-31",
  ],
  [
    ["Pine table", "Kieferntisch", "طاولة الصنوبر"],
    ["Oak bench", "Eichenbank", "مقعد البلوط"],
    12450,
    1875.5,
    38,
    "kilogram",
    "2027-02-14",
  ],
  [
    ["Rain boots", "Regenstiefel", "حذاء المطر"],
    ["Wool socks", "Wollsocken", "جوارب الصوف"],
    75.9,
    18,
    28,
    "centimeter",
    "2027-03-09",
  ],
  [
    ["Ferry ticket", "Fährkarte", "تذكرة العبارة"],
    ["Cabin", "Kabine", "مقصورة"],
    19.99,
    120,
    45,
    "minute",
    "2027-05-17",
  ],
  [
    ["Garden hose", "Gartenschlauch", "خرطوم الحديقة"],
    ["Water pump", "Wasserpumpe", "مضخة الماء"],
    54,
    310.25,
    25,
    "meter",
    "2027-04-30",
  ],
  [
    ["Travel mug", "Reisebecher", "كوب السفر"],
    ["Lunch box", "Brotdose", "علبة الغداء"],
    27.5,
    16.4,
    450,
    "milliliter",
    "2026-12-11",
  ],
  [["City bicycle", "Stadtrad", "دراجة المدينة"], ["Bell", "Klingel", "جرس"], 1050, 14, 16, "kilogram", "2027-06-21"],
  [
    ["Sea salt", "Meersalz", "ملح البحر"],
    ["Olive oil", "Olivenöl", "زيت الزيتون"],
    6.2,
    17.8,
    250,
    "gram",
    "2027-07-08",
  ],
];

export const LOCALES = ["en", "de", "ar"];

/** What is never said, with its forms. */
export const NEVER = {
  en: [["cheap", "cheaper", "cheapest", "cheaply"]],
  de: [["billig", "billige", "billiger", "billigem", "billigen", "billiges", "billigste"]],
  ar: [["رخيص", "رخيصة", "الرخيص", "الرخيصة"]],
};

/** The briefs. */
export const briefs = PRODUCTS.map(([names, others, amount, other, quantity, unit, date], place) => {
  const name = (all) => ({
    type: "name",
    name: Object.fromEntries(LOCALES.map((locale, at) => [locale, [[all[at]]]])),
  });
  const until = new Date(Date.parse(date) + 5 * 86_400_000).toISOString().slice(0, 10);
  return {
    languages: LOCALES,
    facts: {
      name: name(names),
      other: name(others),
      price: { type: "price", amount, currency: "EUR", of: "name" },
      otherPrice: { type: "price", amount: other, currency: "EUR", of: "other" },
      measure: { type: "quantity", amount: quantity, unit },
      days: { type: "date", date, until },
      rise: { type: "change", from: 20 + place, to: 35 + 2 * place, unit: "percent" },
      shop: { type: "url", url: `https://shop.example.com/p/${1000 + 37 * place}` },
    },
    never: NEVER,
    allow: ["#tailorbird"],
  };
});

/** A brief without what a text leaves out. */
export const only = (brief, names) => ({
  ...brief,
  facts: Object.fromEntries(Object.entries(brief.facts).filter(([name]) => names.includes(name))),
});

/** How texts here write a number: like people do, and not only like one style of `Intl`. */
export function writer(locale, style) {
  const tag = locale === "ar" ? `ar-u-nu-${style % 2 ? "latn" : "arab"}` : locale;
  const number = (options) => (value) => new Intl.NumberFormat(tag, options).format(value);
  const day = (options) => (value) =>
    new Intl.DateTimeFormat(tag, { timeZone: "UTC", calendar: "gregory", ...options }).format(new Date(value));
  const display = ["symbol", "name", "code"][style % 3];
  const money = number({ style: "currency", currency: "EUR", currencyDisplay: display });
  const whole = number({ style: "currency", currency: "EUR", currencyDisplay: display, maximumFractionDigits: 0 });
  const plain = [(text) => text, (text) => text.replace(/[\u00a0\u202f]/g, " ")][style % 2];
  return {
    price: (value) => plain(Number.isInteger(value) && style % 2 ? whole(value) : money(value)),
    measure: (value, unit) => plain(number({ style: "unit", unit, unitDisplay: style % 2 ? "long" : "short" })(value)),
    percent: (value) =>
      plain(number({ style: "unit", unit: "percent", unitDisplay: style % 2 ? "long" : "short" })(value)),
    day: day(style % 2 ? { day: "numeric", month: "long" } : { dateStyle: "long" }),
  };
}

/** Sentences by language: each says some facts. */
const TEXTS = {
  en: [
    [
      "name price other otherPrice",
      (f) => `Our ${f.name} costs ${f.price}. Take the ${f.other} along for ${f.otherPrice}.`,
    ],
    [
      "name price other otherPrice shop",
      (f) => `The ${f.name} is ${f.price}, the ${f.other} ${f.otherPrice}. Look here: ${f.shop}`,
    ],
    [
      "name measure days",
      (f) =>
        `Meet the ${f.name}: ${f.measure}, made to be used every day. In the shop from ${f.from} to ${f.until}! 🙂`,
    ],
    [
      "name rise shop",
      (f) => `More of you chose the ${f.name}: from ${f.fromShare} to ${f.toShare}. See why at ${f.shop} #tailorbird`,
    ],
    ["name price measure", (f) => `${f.name}\n\nHonest work, ${f.measure}, a modest ${f.price}. Order yours today.`],
  ],
  de: [
    ["name price other otherPrice", (f) => `${f.name} für ${f.price}. Dazu passt: ${f.other}, für ${f.otherPrice}.`],
    [
      "name price other otherPrice shop",
      (f) => `Neu: ${f.name} kostet ${f.price}, ${f.other} ${f.otherPrice}. Mehr dazu unter ${f.shop}`,
    ],
    [
      "name measure days",
      (f) => `${f.name}: ${f.measure}, gemacht für jeden Tag. Im Laden vom ${f.from} bis zum ${f.until}! 🙂`,
    ],
    [
      "name rise shop",
      (f) =>
        `Mehr von euch wählen ${f.name}: von ${f.fromShare} auf ${f.toShare}. Warum, steht hier: ${f.shop} #tailorbird`,
    ],
    [
      "name price measure",
      (f) => `${f.name}\n\nEhrliche Arbeit, ${f.measure}, für ${f.price}. Jetzt bestellen und lange Freude haben.`,
    ],
  ],
  ar: [
    ["name price other otherPrice", (f) => `${f.name} بسعر ${f.price}. وإلى جانبه ${f.other} بسعر ${f.otherPrice}.`],
    [
      "name price other otherPrice shop",
      (f) => `جديدنا ${f.name} بسعر ${f.price} و${f.other} بسعر ${f.otherPrice}. التفاصيل هنا: ${f.shop}`,
    ],
    [
      "name measure days",
      (f) => `${f.name}: ${f.measure}، صنع ليستعمل كل يوم. في المتجر من ${f.from} إلى ${f.until}! 🙂`,
    ],
    [
      "name rise shop",
      (f) => `يختار كثيرون منكم ${f.name}: من ${f.fromShare} إلى ${f.toShare}. السبب هنا: ${f.shop} #tailorbird`,
    ],
    ["name price measure", (f) => `${f.name}\n\nعمل متقن، ${f.measure}، بسعر ${f.price}. اطلبه اليوم.`],
  ],
};

/** Every good text, with its brief, its language, and how each fact stands in it. */
export function goodTexts() {
  const all = [];
  for (const [place, brief] of briefs.entries())
    for (const [at, locale] of LOCALES.entries())
      for (const [number, [names, write]] of TEXTS[locale].entries()) {
        const { facts } = brief;
        const way = writer(locale, place + number);
        const said = {
          name: PRODUCTS[place][0][at],
          other: PRODUCTS[place][1][at],
          price: way.price(facts.price.amount),
          otherPrice: way.price(facts.otherPrice.amount),
          measure: way.measure(facts.measure.amount, facts.measure.unit),
          from: way.day(facts.days.date),
          until: way.day(facts.days.until),
          fromShare: way.percent(facts.rise.from),
          toShare: way.percent(facts.rise.to),
          shop: facts.shop.url,
        };
        all.push({ text: write(said), brief: only(brief, names.split(" ")), locale, said, names: names.split(" ") });
      }
  return all;
}
