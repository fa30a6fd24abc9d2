//! Numbers, prices, days, superlatives, guarantees and negations that the brief does not have.

use core::ops::Range;

use tailorbird::error::say;

use super::Text;
use super::find::{BEFORE, SIGNS};
use super::tokens::{Word, words};
use crate::words::german::is_number;
use crate::words::{Claim, Phrase, fits, language, phrases};

/// Everything of that kind.
pub fn claims(text: &mut Text<'_>) {
    let folded = text.folded.text.clone();
    let words = words(&folded);
    let language = language(text.locale);
    let lists = phrases(&language);
    let plain: Vec<&str> = lists
        .iter()
        .filter(|one| one.claim == Claim::Plain)
        .flat_map(|one| one.words.iter())
        .map(String::as_str)
        .collect();
    cover_harmless(text, &folded, &words, lists, &language);
    numbers(text, &folded);
    for (place, (word, range)) in words.iter().enumerate() {
        if text.is_covered(range) || word.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if language == "de" && is_number(word) {
            report(text, Claim::Number, range);
            continue;
        }
        for phrase in lists.iter().filter(|one| !matches!(one.claim, Claim::Except | Claim::Plain)) {
            if let Some(end) = stands(&words, place, phrase, &language, &folded, &plain) {
                report(text, phrase.claim, &(range.start..end));
                break;
            }
        }
    }
    spaced(text, &words, lists);
}

/// Phrases that claim nothing account for their words.
fn cover_harmless(text: &mut Text<'_>, folded: &str, words: &[Word<'_>], lists: &[Phrase], language: &str) {
    for phrase in lists.iter().filter(|one| one.claim == Claim::Except) {
        for (place, (_, range)) in words.iter().enumerate() {
            if let Some(end) = stands(words, place, phrase, language, folded, &[]) {
                text.cover(&(range.start..end));
            }
        }
    }
}

/// Everything with a digit or a sign of a currency in it.
fn numbers(text: &mut Text<'_>, folded: &str) {
    let is_digit = |one: char| one.is_ascii_digit() || one.is_numeric();
    let mut at = 0;
    let mut all: Vec<Range<usize>> = Vec::new();
    while let Some(step) = folded.get(at..).and_then(|rest| rest.find(|one| is_digit(one) || SIGNS.contains(one))) {
        let start = at + step;
        at = start + number(folded.get(start..).unwrap_or_default(), is_digit);
        // A number and its sign are one thing.
        let begins = |range: &Range<usize>| {
            folded.get(range.clone()).is_some_and(|one| one.starts_with(|one| SIGNS.contains(one)))
        };
        let is_sign = begins(&(start..at));
        match all.last_mut() {
            Some(last)
                if folded.get(last.end..start).is_some_and(|gap| gap.trim().is_empty() && gap.len() < 2)
                    && (is_sign || begins(last)) =>
            {
                last.end = at;
            }
            _ => all.push(start..at),
        }
    }
    all.retain(|range| !is_said(text, range, folded));
    for range in all {
        let written = folded.get(range.clone()).unwrap_or_default();
        let kind =
            if written.contains(|one| "€$£¥₹₽₺₩₪".contains(one)) { Claim::Price } else { Claim::Number };
        report(text, kind, &range);
    }
}

/// Is all of it accounted for, but for the space in it?
fn is_said(text: &Text<'_>, range: &Range<usize>, folded: &str) -> bool {
    let written = folded.get(range.clone()).unwrap_or_default();
    written
        .char_indices()
        .filter(|(_, one)| *one != ' ')
        .all(|(at, one)| text.is_covered(&(range.start + at..range.start + at + one.len_utf8())))
}

/// The length of a number: digits with marks between them, or one sign.
fn number(rest: &str, is_digit: impl Fn(char) -> bool) -> usize {
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, one)) = letters.next() {
        let goes_on = letters.peek().is_some_and(|(_, next)| is_digit(*next));
        let sound = is_digit(one) || at == 0 || (",.':/".contains(one) && goes_on);
        if !sound {
            break;
        }
        end = at + one.len_utf8();
        if at == 0 && !is_digit(one) {
            break;
        }
    }
    end
}

/// Behind a phrase, if it begins at this word.
fn stands(
    words: &[Word<'_>],
    place: usize,
    phrase: &Phrase,
    language: &str,
    folded: &str,
    plain: &[&str],
) -> Option<usize> {
    let mut end = 0;
    for (step, listed) in phrase.words.iter().enumerate() {
        let (word, range) = words.get(place + step)?;
        let is_close = step == 0
            || folded
                .get(end..range.start)
                .is_some_and(|between| between.trim_matches([' ', '\n', '.', '-']).is_empty());
        let bare = listed.trim_end_matches('.').trim_start_matches('#');
        let same = fits(word, bare) && !(bare.contains('-') && plain.contains(word));
        if !is_close || !(same || language == "ar" && arabic(word, bare)) || listed.starts_with('#') && bare.len() == 1
        {
            return None;
        }
        end = range.end;
    }
    Some(end)
}

/// Arabic writes “and”, “by” or “the” before a word without a space. What is short would begin another word.
fn arabic(word: &str, listed: &str) -> bool {
    let rest = |before: &&str| word.strip_prefix(*before) == Some(listed);
    listed.chars().count() > 2 && BEFORE.iter().any(rest)
}

/// Letters with room between them: “b e s t”.
fn spaced(text: &mut Text<'_>, words: &[Word<'_>], lists: &[Phrase]) {
    let single = |word: &Word<'_>| word.0.chars().count() == 1;
    for run in words.chunk_by(|before, next| single(before) && single(next)).filter(|run| run.len() > 2) {
        let joined: String = run.iter().map(|(word, _)| *word).collect();
        let (Some((_, first)), Some((_, last))) = (run.first(), run.last()) else { continue };
        let range = first.start..last.end;
        let found = lists.iter().find(|one| {
            one.words.len() == 1 && one.claim != Claim::Plain && one.words.iter().any(|word| fits(&joined, word))
        });
        if let Some(found) = found.filter(|_| !text.is_covered(&range)) {
            report(text, found.claim, &range);
        }
    }
}

fn report(text: &mut Text<'_>, claim: Claim, range: &Range<usize>) {
    let written = text.raw.get(text.folded.place(range)).unwrap_or_default();
    text.wrong(claim.name(), range, say("the brief does not have “{}”; take it out, or add it", &[written]));
    // What was told of is not told of again as a part of something else.
    text.cover(range);
}
