//! Words that are never used, caps, disclaimers, and how easy a text is to read.

use core::ops::Range;

use tailorbird::error::{count, say};
use unicode_segmentation::UnicodeSegmentation;

use super::Text;
use super::tokens::words;
use crate::brief::Brief;
use crate::brief::words::Words;
use crate::channel::count::is_emoji;
use crate::file::decimal;
use crate::fold::folded;
use crate::voice::Voice;
use crate::voice::ease::ease;
use crate::voice::learn::distance;
use crate::words::language;

/// Disclaimers have to stand, and account for their words.
pub fn disclaimers(text: &mut Text<'_>, voice: Option<&Voice>) {
    let Some(voice) = voice else { return };
    for forms in voice.disclaimers.of(text.locale) {
        if !text.cover_forms(forms) {
            text.whole(
                "disclaimer",
                true,
                say("“{}” has to stand, and does not; put it in", &[forms.first().map_or("", |one| one)]),
            );
        }
    }
}

/// What is never said, also with room between its letters.
pub fn never(text: &mut Text<'_>, brief: &Brief, voice: Option<&Voice>) {
    let list = |words: &Words| words.forms(text.locale).map(str::to_owned).collect::<Vec<_>>();
    let all: Vec<String> =
        list(&brief.never).into_iter().chain(voice.map_or_else(Vec::new, |voice| list(&voice.never))).collect();
    for form in &all {
        for range in text.find(form).into_iter().chain(spaced(text, form)) {
            text.wrong("never", &range, say("“{}” is never said; say it in another way", &[form]));
        }
    }
    let prefer = voice.map(|voice| &voice.prefer);
    let pairs: Vec<Vec<String>> =
        prefer.map_or_else(Vec::new, |words| words.of(text.locale).map(<[String]>::to_vec).collect());
    for pair in &pairs {
        let said = pair.first().map_or("", |one| one);
        for range in pair.iter().skip(1).flat_map(|form| text.find(form)).collect::<Vec<_>>() {
            text.wrong("prefer", &range, say("say “{}” here", &[said]));
            text.findings.iter_mut().rev().take(1).for_each(|one| one.is_error = false);
        }
    }
}

/// Letters with room or marks between them that are a word together.
fn spaced(text: &Text<'_>, form: &str) -> Vec<Range<usize>> {
    let form = folded(form);
    let all = words(&text.folded.text);
    let single = |word: &(&str, Range<usize>)| word.0.chars().count() == 1;
    let mut found = Vec::new();
    for run in all.chunk_by(|before, next| single(before) && single(next)).filter(|run| run.len() > 2) {
        let joined: String = run.iter().map(|(word, _)| *word).collect();
        if let (true, Some((_, first)), Some((_, last))) = (joined.contains(&form), run.first(), run.last()) {
            found.push(first.start..last.end);
        }
    }
    found
}

/// The emoji of a text.
pub fn emoji(text: &str) -> Vec<Range<usize>> {
    text.grapheme_indices(true).filter(|(_, one)| is_emoji(one)).map(|(at, one)| at..at + one.len()).collect()
}

/// Caps, sentences, and how easy it is to read.
pub fn style(text: &mut Text<'_>, voice: &Voice) {
    let folded = text.folded.text.clone();
    let marks: Vec<Range<usize>> = folded.match_indices('!').map(|(at, mark)| at..at + mark.len()).collect();
    let marks = marks.into_iter().map(|range| text.folded.place(&range)).collect();
    too_many(text, "exclamation marks", marks, voice.exclamations);
    let emoji = emoji(text.raw);
    too_many(text, "emoji", emoji, voice.emoji);
    for mark in &voice.marks {
        for (at, mark) in text.raw.match_indices(mark.as_str()) {
            text.raw_wrong("mark", at..at + mark.len(), say("“{}” is never used", &[mark]));
        }
    }
    if let Some(most) = voice.sentence {
        for range in text.sentences.clone() {
            let long = words(folded.get(range.clone()).unwrap_or_default()).len();
            if long > most as usize {
                text.wrong(
                    "sentence",
                    &range,
                    say(
                        "this sentence has {} words, of which {} are the most; divide it",
                        &[&count(long), &count(most)],
                    ),
                );
                text.findings.iter_mut().rev().take(1).for_each(|one| one.is_error = false);
            }
        }
    }
    reading(text, voice);
    sound(text, voice);
}

/// Further than this nearly none of a voice's own texts is.
const FAR: f64 = 2.0;

fn sound(text: &mut Text<'_>, voice: &Voice) {
    let language = language(text.locale);
    let Some(measured) = voice.measured.as_ref().filter(|one| one.language == language) else { return };
    let (far, parts) = distance(text.raw, measured);
    if far > FAR {
        let names: Vec<&str> = parts.iter().take(3).map(|part| part.name).collect();
        text.whole(
            "voice",
            false,
            say("this does not sound like the voice: {}, mostly by {}", &[&decimal(far, 1), &names.join(", ")]),
        );
    }
}

fn too_many(text: &mut Text<'_>, what: &str, places: Vec<Range<usize>>, most: Option<u32>) {
    let Some(most) = most else { return };
    let all = count(places.len());
    for range in places.into_iter().skip(most as usize).take(1) {
        text.raw_wrong("cap", range, say("{} {} are too many: {} may stand", &[&all, what, &count(most)]));
    }
}

fn reading(text: &mut Text<'_>, voice: &Voice) {
    let language = language(text.locale);
    let Some((_, least, most)) = voice.ease.iter().find(|(known, ..)| *known == language) else { return };
    let Some(score) = ease(text.raw, &language) else { return };
    if score < *least || score > *most {
        let advice = if score < *least { "shorter words and sentences help" } else { "it may be said in more words" };
        let number = |number: f64| decimal(number, 0);
        text.whole(
            "ease",
            false,
            say(
                "reading ease is {}, wanted is {} to {}; {}",
                &[&number(score), &number(*least), &number(*most), advice],
            ),
        );
    }
}
