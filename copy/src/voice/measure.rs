//! Measures of a text: numbers that styles differ by.
//!
//! | measure | source |
//! |---|---|
//! | `formality` | after Heylighen and Dewaele 2002, whose F-score counts parts of speech: here only small words are, so that no tagger is needed |
//! | `ease` | Flesch 1948, Amstad 1978, OSMAN 2016: see `ease` |
//! | `sentence`, `long` | words of a sentence; the share of words with more than six letters (as in Björnsson's LIX, 1968) |
//! | the others | plain rates |

use unicode_segmentation::UnicodeSegmentation;

use super::ease::ease;
use crate::channel::count::is_emoji;
use crate::fold::folded;
use crate::proof::place::sentences;
use crate::proof::tokens::words;
use crate::words::closed::closed;

/// How many there are.
pub const COUNT: usize = 10;
/// The measures, each with how much of a difference is much, where samples do not say.
pub const MEASURES: [(&str, f64); COUNT] = [
    ("formality", 4.0),
    ("ease", 10.0),
    ("sentence", 2.5),
    ("long", 0.06),
    ("emoji", 1.5),
    ("exclamations", 0.15),
    ("questions", 0.15),
    ("commas", 0.4),
    ("we", 0.02),
    ("you", 0.02),
];

/// The words of a text in one way of writing.
pub fn tokens(text: &str) -> Vec<String> {
    let text = folded(text);
    words(&text)
        .into_iter()
        .map(|(word, _)| word.to_owned())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect()
}

/// All measures of a text, in their order.
pub fn measures(text: &str, language: &str) -> [f64; COUNT] {
    let plain = folded(text);
    let words = tokens(text);
    let count = words.len().max(1) as f64;
    let lines = sentences(&plain).len().max(1) as f64;
    let small = closed(language);
    let share = |list: &str| words.iter().filter(|word| list.split(' ').any(|one| one == *word)).count() as f64 / count;
    let marks = |mark: char| plain.matches(mark).count() as f64 / lines;
    [
        50.0 + 50.0 * (share(small.nominal) - share(small.spoken)),
        ease(text, language).unwrap_or_default(),
        count / lines,
        words.iter().filter(|word| word.chars().count() > 6).count() as f64 / count,
        text.graphemes(true).filter(|one| is_emoji(one)).count() as f64 * 100.0 / count,
        marks('!'),
        marks('?'),
        marks(','),
        share(small.we),
        share(small.you),
    ]
}
