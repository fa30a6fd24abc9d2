// Voices as npm ships them: what is measured, how far texts are, and which of two voices a text is nearer to.

import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { checkVoice, measureVoice, proof, voiceDistance } from "../../dist/copy.js";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { chance } from "../vectors/log.mjs";

const SAMPLES = 30;
const HELD_OUT = 200;

/** Two voices of each language: pieces of which their texts are put together. */
const VOICES = {
  en: {
    calm: [
      [
        "The workshop presents the kettle with a body of brushed steel.",
        "The design follows the tradition of northern kitchens.",
        "In the course of the winter, the lamp provides a warm and steady light.",
      ],
      [
        "It is made for daily use in the home and at work.",
        "The materials were selected with particular attention to durability.",
        "The handle, which is of ash, remains cool during use.",
      ],
      [
        "Further information regarding the collection is available in the catalogue.",
        "The collection may be viewed in the showroom by appointment.",
        "Orders are accepted through the shop.",
      ],
    ],
    lively: [
      ["Hey you! Look at this kettle!", "Guess what, your new lamp is here!", "Oh wow, tea time! You in?"],
      ["You'll love it. We do!", "It's so good, we can't stop 🙂", "We made it just for you ✨"],
      ["Come on, grab yours!", "Ready? Let's go 🎉", "Tell us how you like it!"],
    ],
  },
  de: {
    calm: [
      [
        "Die Werkstatt präsentiert den Kessel mit einem Gehäuse aus gebürstetem Edelstahl.",
        "Die Gestaltung folgt der Tradition der nordischen Küchen.",
        "Während der Wintermonate spendet die Leuchte ein gleichmäßiges Licht.",
      ],
      [
        "Sie wurde für den täglichen Gebrauch im Haushalt entwickelt.",
        "Die Materialien wurden im Hinblick auf ihre Haltbarkeit ausgewählt.",
        "Der Griff, der aus Eschenholz besteht, bleibt während des Gebrauchs kühl.",
      ],
      [
        "Weitere Informationen zur Kollektion finden Sie im Katalog.",
        "Die Kollektion kann nach Vereinbarung im Ausstellungsraum besichtigt werden.",
        "Bestellungen werden über den Laden entgegengenommen.",
      ],
    ],
    lively: [
      ["Hey du! Schau mal, dein Kessel!", "Na, Lust auf Licht?", "Oh ja, Zeit für Tee!"],
      ["Wir lieben ihn, du auch 🙂", "Der macht echt Spaß!", "Wir haben ihn für dich gebaut ✨"],
      ["Hol ihn dir!", "Bist du dabei? Los geht's 🎉", "Sag uns, wie er dir gefällt!"],
    ],
  },
  ar: {
    calm: [
      [
        "تقدم الورشة غلاية من الفولاذ المصقول ضمن مجموعتها الشتوية.",
        "يستند التصميم إلى تقاليد المطابخ الشمالية على امتداد أجيال متعاقبة.",
        "خلال فصل الشتاء يوفر المصباح إضاءة دافئة ومنتظمة في المنزل.",
      ],
      [
        "صممت للاستخدام اليومي في المنزل وفي مكان العمل على حد سواء.",
        "اختيرت المواد مع مراعاة متانتها على المدى الطويل.",
        "يبقى المقبض المصنوع من خشب الدردار باردا خلال الاستعمال.",
      ],
      [
        "تتوفر معلومات إضافية عن المجموعة في الدليل المطبوع.",
        "يمكن الاطلاع على المجموعة في صالة العرض وفق موعد مسبق.",
        "تستقبل الطلبات من خلال المتجر.",
      ],
    ],
    lively: [
      ["يا سلام! انظر هنا!", "هل جربت الشاي اليوم؟", "هيا، مصباحك هنا!"],
      ["نحن نحبه، وأنت؟ 🙂", "هذا لك أنت ✨", "صنعناه لك!"],
      ["هيا خذه الآن!", "جاهز؟ هيا بنا 🎉", "قل لنا رأيك!"],
    ],
  },
};

function text(parts, below) {
  return parts.map((part) => part[below(part.length)]).join(below(2) ? " " : "\n");
}

for (const [locale, { calm, lively }] of Object.entries(VOICES))
  test(`${locale}: of ${HELD_OUT} texts of two voices, 95 of 100 are nearer to their own`, async (t) => {
    const below = chance(11);
    // What is held out never has two of its sentences beside each other that a sample has: the samples know only some pieces.
    const some = (parts) => parts.map((part) => part.slice(0, 2));
    const samples = (parts) => Array.from({ length: SAMPLES }, () => text(some(parts), below));
    const voices = [await measureVoice(samples(calm), locale), await measureVoice(samples(lively), locale)];
    let right = 0;
    for (let number = 0; number < HELD_OUT; number += 1) {
      const own = number % 2;
      const held = text(
        [calm, lively][own].map((part) => part.slice(number % 4 ? 0 : 1)),
        below,
      );
      const [one, other] = await Promise.all([voices[own], voices[1 - own]].map((voice) => voiceDistance(held, voice)));
      right += Number(one.distance < other.distance);
    }
    t.diagnostic(`${right} of ${HELD_OUT}`);
    assert.ok(right >= HELD_OUT * 0.95, `${right}`);
  });

test("a voice that was measured is sound, and says by what a text is far from it", async () => {
  const below = chance(3);
  const voice = await measureVoice(
    Array.from({ length: 20 }, () => text(VOICES.en.calm, below)),
    "en",
  );
  assert.deepEqual(await checkVoice(voice), []);
  assert.deepEqual(voice.caps, { emoji: 0, exclamations: 0 });
  const { distance, because } = await voiceDistance("Hey you! Guess what! We love it 🎉", voice);
  assert.ok(distance > 2, `${distance}`);
  assert.ok(
    because.slice(0, 4).some(({ name }) => ["exclamations", "emoji", "you"].includes(name)),
    JSON.stringify(because),
  );
  const { findings } = await proof("Hey you! Come on! Look at us 🎉", { voice, locale: "en" });
  assert.deepEqual(findings.map(({ kind }) => kind).sort(), ["cap", "cap", "ease", "voice"]);
  assert.match(
    findings.find(({ kind }) => kind === "voice").message,
    /does not sound like the voice: \d\.\d, mostly by /,
  );
});

test("formality of a text of the first is above that of the second", async () => {
  for (const [locale, { calm, lively }] of Object.entries(VOICES)) {
    const of = async (parts) => (await measureVoice(parts.flat(), locale)).measured.formality[0];
    assert.ok((await of(calm)) > (await of(lively)) + 4, locale);
  }
});

test("the command measures a voice, writes it, and tells how far a text is", async () => {
  const folder = inRoot("target/copy-voice");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const below = chance(5);
  const files = Array.from({ length: 6 }, (_, number) => `${folder}/${number}.txt`);
  for (const file of files) await writeFile(file, text(VOICES.de.calm, below));
  await writeFile(`${folder}/lively.txt`, "Hey du! Hol ihn dir! Wir lieben ihn 🎉");
  const run = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), "voice", ...words]);
  const out = `${folder}/voice.json`;
  const { code, output } = await run(...files, "--locale", "de", "-o", out, "--text", `${folder}/lively.txt`);
  assert.equal(code, 0, output);
  assert.match(output, /voice\.json: 6 texts of \d+ words, in de/);
  assert.match(output, / {2}formality {4}[\d.]+ ± [\d.]+/);
  assert.match(output, /lively\.txt: [\d.]+ from .*voice\.json/);
  const again = await run("--voice", out, "--text", files[0]);
  assert.match(again.output, /0\.txt: [01]\.\d+ from/);
  await writeFile(`${folder}/plain.json`, "{}");
  for (const [words, message, status] of [
    [[files[0]], /voice needs --locale and -o/, 2],
    [[files[0], "--locale", "de!", "-o", out], /“de!” is no language/, 2],
    [["--voice", `${folder}/plain.json`, "--text", files[0]], /plain\.json was not measured/, 2],
  ]) {
    const result = await run(...words);
    assert.match(result.output, message);
    assert.equal(result.code, status);
  }
  await writeFile(`${folder}/plain.json`, '{ "measured": { "language": "de" } }');
  const wrong = await run("--voice", `${folder}/plain.json`, "--text", files[0]);
  assert.match(wrong.output, /plain\.json:1:15 error \/measured: the key “formality” is missing/);
  assert.equal(wrong.code, 1);
});
