//! Whatever a text is made of, reading it ends and nothing panics.

use copy::answer::answer;

/// Pieces that begin something and do not end it, and letters of every kind.
const PIECES: [&str; 24] = [
    "a.",
    "com.",
    "http://",
    "[[",
    "<a",
    "&amp",
    "@",
    "#",
    "$",
    "(",
    "{{",
    "1,",
    "٣٫",
    "\u{202e}",
    "\u{301}",
    "👨\u{200d}",
    "\u{fe0f}",
    "é",
    "ß",
    "\n",
    "zwei",
    "c-",
    "؟",
    "\u{10ffff}",
];

const BRIEF: &str = r#"{ "facts": { "kettle": { "type": "name", "name": "a" }, "price": { "type": "price", "amount": 1, "currency": "EUR", "of": "kettle" } },
    "never": ["c", "zwei"], "must": ["com"] }"#;

fn read(text: &str) -> usize {
    let voice = r#"{ "caps": { "emoji": 1, "exclamations": 0 }, "sentence": 3, "ease": { "de": [0, 10] }, "preferred": [["a", "com"]] }"#;
    let forms = r#"{ "price": [[["1", "1,"]]] }"#;
    let question = [text, "de", BRIEF, voice, "x,mastodon", "", forms].join("\u{1f}");
    answer(4, &question).len() + answer(1, text).len() + answer(2, text).len()
}

#[test]
fn long_texts_of_one_piece_end() {
    for piece in PIECES {
        assert!(read(&piece.repeat(60_000 / piece.len())) > 100, "{piece}");
    }
}

#[test]
fn texts_of_mixed_pieces_end() {
    let mut state = 5_u32;
    for _ in 0..300 {
        let mut text = String::new();
        for _ in 0..60 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += PIECES.get(state as usize / 7 % PIECES.len()).copied().unwrap_or_default();
        }
        assert!(read(&text) > 100);
    }
}

#[test]
fn what_is_no_question_is_answered_with_nothing() {
    assert_eq!(answer(99, "x"), "");
    assert!(answer(4, "").contains("\"findings\""));
}
