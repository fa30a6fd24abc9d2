//! Questions and the answers that are given natively, written down in `target/copy-native.json`, so that `tests/copy/same.mjs` can compare the
//! WebAssembly's in Node and in browsers with them.
#![allow(clippy::unwrap_used)]

use copy::answer::answer;
use copy::file::writer;

const BRIEF: &str = r##"{ "facts": { "kettle": { "type": "name", "name": "Kettle" }, "price": { "type": "price", "amount": 1299, "currency": "EUR", "of": "kettle" } },
    "never": ["cheap", "billig", "رخيص"], "allow": ["#tea"] }"##;
const FORMS: &str = r#"{ "price": [[["1.299,00 €", "€1,299.00", "‏١٬٢٩٩٫٠٠ €"]]] }"#;
const VOICE: &str = r#"{ "caps": { "emoji": 1, "exclamations": 1 }, "ease": { "en": [60, 130], "de": [50, 120], "ar": [50, 130] }, "sentence": 12 }"#;

const TEXTS: [&str; 9] = [
    "The Kettle costs €1,299.00. #tea",
    "The b\u{200b}est Kettle, €1,298.00, at https://evil.example.com/x @me!! 👨‍👩‍👧‍👦🙂",
    "Der Kettle kostet 1.299,00\u{202f}€, am schnellsten, nicht billig und zweihundertdreizehnmal schöner.",
    "Kettle بسعر ‏١٬٢٩٩٫٠٠ € وبالأفضل، لن يكون رخيصا أبدا في مدينتنا القديمة.",
    "ｂｅｓｔ 𝐛𝐞𝐬𝐭 b̶e̶s̶t̶ bеst b e s t ½ ② ４９ ۴۹",
    "<b>{{name}}</b> &nbsp; ⟦1⟧ **x** `y`",
    "あいうえお http://あ.com ÁB A\u{5e9}\u{5bc}\u{5c1} 1⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 twitter.comこれ",
    "",
    "One line\nand another one; with a great many words in it, so that nobody who reads it aloud has breath left at its end.",
];

#[test]
fn answers_are_written_down() {
    let mut all: Vec<(u32, String)> = vec![(0, String::new())];
    for text in TEXTS {
        all.push((1, text.to_owned()));
        all.push((2, text.to_owned()));
        for locale in ["en", "de", "ar"] {
            all.push((4, [text, locale, BRIEF, VOICE, "x,bluesky,threads,page-title", "", FORMS].join("\u{1f}")));
        }
    }
    for locale in ["en", "de", "ar"] {
        let told = answer(6, &format!("{locale}\u{1f}{}\u{1f}", TEXTS.join("\u{1e}")));
        all.push((6, format!("{locale}\u{1f}{}\u{1f}", TEXTS.join("\u{1e}"))));
        all.extend(TEXTS.map(|text| (7, format!("{text}\u{1f}{{\"measured\":{told}}}"))));
    }
    let mut json = writer();
    json.begin('[');
    for (question, given) in &all {
        json.begin('[');
        json.number(i64::from(*question));
        json.text(given);
        json.text(&answer(*question, given));
        json.end(']');
    }
    json.end(']');
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/copy-native.json");
    std::fs::write(file, json.finish()).unwrap();
    assert!(all.len() > 70);
}
