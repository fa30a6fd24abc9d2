//! Proof-reading with forms that are handed in: what is found where, and what is not.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use copy::brief::Brief;
use copy::brief::read::brief;
use copy::proof::forms::Forms;
use copy::proof::{Given, proof};
use copy::voice::read::voice;
use tailorbird::manifest::report::Report;

/// Kinds and what was found, as “kind: text”.
fn read(text: &str, locale: &str, file: &str, sound: &str) -> Vec<String> {
    let mut report = Report::new(file, true);
    let brief = if file.is_empty() { Brief::default() } else { brief(file, &mut report).unwrap() };
    assert_eq!(report.into_problems(), []);
    let mut report = Report::new(sound, true);
    let voice = if sound.is_empty() { None } else { voice(sound, &mut report) };
    assert_eq!(report.into_problems(), []);
    let given = Given { brief: &brief, voice: voice.as_ref(), channels: Vec::new(), forms: Forms::of(None) };
    let line = |one: copy::proof::Finding| {
        let found = if one.range == (0..text.len()) { &one.message } else { &text[one.range.clone()] };
        format!("{}: {found}", one.kind)
    };
    proof(text, locale, &given).into_iter().map(line).collect()
}

fn alone(text: &str, locale: &str) -> Vec<String> {
    read(text, locale, "", "")
}

#[test]
fn words_that_only_look_like_claims_are_none() {
    for (locale, text) in [
        (
            "en",
            "An honest guest from the forest suggests a modest test in the west. Feel free to ask: no matter what, the harvest is in.",
        ),
        ("en", "Not only tea: at least at home, interest and rest. Sugar-free chest, earnest priest."),
        (
            "de",
            "Nicht nur Tee: die Küste, der Kasten, das Fenster, die Liste, die Gäste, die Schwester. Nimm dich in Acht. Ein paar Leute.",
        ),
        ("de", "Einfach gut, am ersten Tag, eine Hundeleine und ein Wachtturm. Mein Meister kommt aus dem Osten."),
        ("ar", "نكتب لكم من المدينة القديمة، لا سيما عن الشاي والقهوة والخبز الطازج."),
    ] {
        assert_eq!(alone(text, locale), [] as [&str; 0], "{text}");
    }
}

#[test]
fn claims_are_found_however_they_are_written() {
    for (locale, text, found) in [
        ("en", "the BEST tea", "superlative: BEST"),
        ("en", "the b\u{200b}e\u{ad}s\u{2060}t tea", "superlative: b\u{200b}e\u{ad}s\u{2060}t"),
        ("en", "the ｂｅｓｔ tea", "superlative: ｂｅｓｔ"),
        ("en", "the 𝗯𝗲𝘀𝘁 tea", "superlative: 𝗯𝗲𝘀𝘁"),
        ("en", "the b\u{336}e\u{336}s\u{336}t tea", "superlative: b\u{336}e\u{336}s\u{336}t"),
        ("en", "the bеst tea", "superlative: bеst"),
        ("en", "the b e s t tea", "superlative: b e s t"),
        ("en", "the b.e.s.t tea", "superlative: b.e.s.t"),
        ("en", "the lightest tea", "superlative: lightest"),
        ("en", "twenty\u{2011}four cups", "number: twenty"),
        ("en", "doesn’t rust", "negation: doesn’t"),
        ("de", "Tee, am allerschnellsten", "superlative: am allerschnellsten"),
        ("de", "die nachhaltigste Tasse", "superlative: nachhaltigste"),
        ("de", "zweihundertdreizehn Tassen", "number: zweihundertdreizehn"),
        ("de", "Tee GARANTIERT", "guarantee: GARANTIERT"),
        ("de", "keinerlei Rost, keines", "negation: keines"),
        ("ar", "شاي وبالأفضل", "superlative: وبالأفضل"),
        ("ar", "أَفْضَل شاي", "superlative: أَفْضَل"),
        ("ar", "أفـــضل شاي", "superlative: أفـــضل"),
        ("ar", "اثنان معا", "number: اثنان"),
        ("ar", "لن يصدأ", "negation: لن"),
        ("en", "４９ cups", "number: ４９"),
        ("en", "① cup", "number: ①"),
        ("ar", "۴۹ كوبا", "number: ۴۹"),
    ] {
        assert!(alone(text, locale).contains(&found.to_owned()), "{text}: {:?}", alone(text, locale));
    }
}

#[test]
fn what_the_brief_has_is_no_finding() {
    let file = r##"{ "facts": {
        "tea": { "type": "name", "name": "Best Number 7 Tea" },
        "cups": { "type": "quantity", "amount": 2, "forms": ["two cups"] },
        "colours": { "type": "list", "items": ["red", ["blue", "navy"]] },
        "pot": { "type": "name", "name": "the pot", "optional": true },
        "more": { "type": "comparison", "left": "tea", "right": "pot", "words": ["is twice as warm as"], "optional": true }
    }, "must": { "en": ["no returns"] }, "allow": ["24/7", "#tea", "@shop", "guaranteed"], "never": { "en": ["cheap"] } }"##;
    let good = "Best Number 7 Tea is twice as warm as the pot: two cups, in navy and red. No returns, guaranteed 24/7. #tea @shop";
    assert_eq!(read(good, "en", file, ""), [] as [&str; 0]);
    let turned = "The pot is twice as warm as Best Number 7 Tea: two cups, in green and red. Cheap, no returns.";
    assert_eq!(
        read(turned, "en", file, ""),
        [
            "missing: of colours are not there: blue; put them in",
            "order: more is not in its order: Best Number 7 Tea … is twice as warm as … the pot",
            "never: Cheap",
        ]
    );
}

#[test]
fn a_voice_is_kept() {
    let sound = r#"{ "sentence": 6, "ease": { "en": [60, 130] }, "caps": { "emoji": 1, "exclamations": 1 }, "preferred": { "en": [["buy", "purchase"]] },
        "never": { "en": [["cheap", "cheapest"]] }, "punctuation": { "never": ["…"] }, "disclaimers": { "en": ["Not for children."] } }"#;
    assert_eq!(read("Buy it now! 🙂 Not for children.", "en", "", sound), [] as [&str; 0]);
    assert_eq!(
        read("Purchase the c\u{200b}heapest of all of our pots now… !! 🙂🙂", "en", "", sound),
        [
            "prefer: Purchase",
            "sentence: Purchase the c\u{200b}heapest of all of our pots now…",
            "disclaimer: “Not for children.” has to stand, and does not; put it in",
            "never: c\u{200b}heapest",
            "superlative: c\u{200b}heapest",
            "hidden: \u{200b}",
            "mark: …",
            "cap: !",
            "cap: 🙂",
        ]
    );
}
