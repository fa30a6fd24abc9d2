//! What a reader does not see, or takes for something else: letters without a shape, letters of another script that look like Latin ones,
//! digits of another language, heaps of accents. Only what the brief itself has may stand.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use tailorbird::error::say;

use super::{Given, Text};
use crate::channel::count::is_emoji;
use crate::fold::{is_invisible, latin};
use crate::words::language;

/// Everything of that kind.
pub fn hidden(text: &mut Text<'_>, given: &Given<'_>) {
    let raw = text.raw;
    let is_arabic = matches!(language(text.locale).as_str(), "ar" | "fa" | "he" | "ur");
    let known = known(text, given);
    for (start, grapheme) in raw.grapheme_indices(true) {
        if is_emoji(grapheme) && !grapheme.contains(['\u{ad}', '\u{200b}', '\u{2060}']) {
            continue;
        }
        let mut base = ' ';
        for (at, letter) in grapheme.char_indices() {
            if let Some(what) = wrong(letter, base, is_arabic) {
                let range = start + at..start + at + letter.len_utf8();
                if !known.get(start).is_some_and(|one| *one) {
                    text.raw_wrong("hidden", range, say("{} (U+{}); take it out", &[what, &code(letter)]));
                }
            }
            base = letter;
        }
    }
    lookalikes(text, &known);
}

/// For each byte: does it stand in something that the brief has so, letter for letter?
fn known(text: &Text<'_>, given: &Given<'_>) -> Vec<bool> {
    let plain = |form: &str| form.is_ascii();
    let mut known: Vec<String> = given.forms.all().filter(|form| !plain(form)).map(str::to_owned).collect();
    let brief = given.brief;
    known.extend(
        brief
            .must
            .forms(text.locale)
            .chain(brief.allow.forms(text.locale))
            .filter(|form| !plain(form))
            .map(str::to_owned),
    );
    known.extend(brief.facts.iter().flat_map(|fact| super::facts::own(fact, text.locale)).filter(|form| !plain(form)));
    let mut places = vec![false; text.raw.len()];
    for form in known.iter().filter(|form| !form.is_empty()) {
        for (at, form) in text.raw.match_indices(form.as_str()) {
            places.get_mut(at..at + form.len()).into_iter().flatten().for_each(|one| *one = true);
        }
    }
    places
}

fn wrong(letter: char, base: char, is_arabic: bool) -> Option<&'static str> {
    if is_invisible(letter) {
        let is_usual =
            is_arabic && matches!(letter, '\u{640}' | '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{2066}'..='\u{2069}');
        return (!is_usual).then_some("this letter cannot be seen");
    }
    if is_combining_mark(letter) {
        let is_usual =
            !base.is_ascii() && !is_combining_mark(base) && u32::from(base) > 0x24f || compose(base, letter).is_some();
        let is_vowel = is_arabic && matches!(letter, '\u{64b}'..='\u{655}' | '\u{670}');
        return (!is_usual && !is_vowel).then_some("this accent belongs to no letter of the language");
    }
    let is_ascii = letter.nfkd().any(|part| part.is_ascii_alphanumeric());
    match letter {
        '\u{660}'..='\u{669}' => (!is_arabic).then_some("this digit is of another language"),
        _ if crate::fold::digit(letter).is_some() && !letter.is_ascii() => Some("this digit is of another language"),
        '\u{2070}'..='\u{209c}'
        | '\u{2460}'..='\u{24ff}'
        | '\u{2776}'..='\u{2793}'
        | '\u{ff01}'..='\u{ff5e}'
        | '\u{1d400}'..='\u{1d7ff}'
        | '\u{1f100}'..='\u{1f1af}'
            if is_ascii =>
        {
            Some("this is drawn like a plain letter, and is another")
        }
        _ => None,
    }
}

fn code(letter: char) -> String {
    let digit = |step: u32| char::from_digit(u32::from(letter) >> (4 * step) & 15, 16).unwrap_or('0');
    let long = if u32::from(letter) > 0xffff { 6 } else { 4 };
    (0..long).rev().map(|step| digit(step).to_ascii_uppercase()).collect()
}

/// Words with letters of another script in them that look like Latin ones, or of nothing but such letters.
fn lookalikes(text: &mut Text<'_>, known: &[bool]) {
    let raw = text.raw;
    for (start, word) in raw.unicode_word_indices() {
        let like = |letter: char| letter.to_lowercase().any(|small| latin(small).is_some());
        let theirs = |letter: char| matches!(letter, '\u{370}'..='\u{52f}');
        let count = word.chars().filter(|letter| like(*letter)).count();
        let is_mixed = word.chars().any(|letter| letter.is_ascii_alphabetic());
        let is_all = word.chars().filter(|letter| theirs(*letter)).count() == count;
        if count > 0 && (is_mixed || is_all) && !known.get(start).is_some_and(|one| *one) {
            let range = start..start + word.len();
            text.raw_wrong("hidden", range, "letters of another script stand for Latin ones here; write them anew");
        }
    }
}
