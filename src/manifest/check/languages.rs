//! Warnings of words that are missing in a language, so that a slot speaks another one than the page around it.

use super::checker::Checker;
use crate::error::say;
use crate::manifest::model::{Field, Manifest, Variant};
use crate::prelude::*;
use crate::program::records;

/// Warns of languages that no reader can tell from an earlier one.
pub fn same(checker: &mut Checker<'_>, manifest: &Manifest) {
    let platform = checker.facts.platform;
    let likely: Vec<String> = manifest.locales.iter().map(|tag| platform.likely(tag)).collect();
    for (number, (tag, place)) in manifest.locales.iter().zip(&manifest.locale_places).enumerate() {
        let before = likely.iter().take(number).position(|other| Some(other) == likely.get(number));
        if let Some(first) = before.and_then(|before| manifest.locales.get(before)) {
            checker
                .report
                .warning(place, say("“{}” is “{}” for every reader, so that it is never spoken", &[tag, first]));
        }
    }
}

/// Warns of languages without any words, and of fields that lack some of theirs.
pub fn languages(checker: &mut Checker<'_>, manifest: &Manifest) {
    let lists = manifest.catalogs.iter().map(|catalog| (&*catalog.items, 0));
    let slots = manifest.slots.iter().filter(|slot| slot.list.is_none());
    let all: Vec<_> = slots.map(|slot| (&*slot.variants, slot.permissions)).chain(lists).collect();
    let spoken: Vec<bool> = (0..manifest.locales.len())
        .map(|locale| all.iter().any(|(variants, _)| localized(variants).any(|field| has(field, locale))))
        .collect();
    // Words with an error may have been left out.
    if !spoken.contains(&true) || checker.report.failed() {
        return;
    }
    for ((tag, place), _) in manifest.locales.iter().zip(&manifest.locale_places).zip(&spoken).filter(|(_, is)| !**is) {
        checker.report.warning(place, say("no field has words in “{}”", &[tag]));
    }
    for (variants, permissions) in all {
        if localized(variants).next().is_none() {
            continue;
        }
        fields(variants).filter(|field| is_said(field)).for_each(|field| without_language(checker, field));
        if permissions & records::Slot::MIXES == 0 {
            localized(variants).for_each(|field| missing(checker, manifest, field, &spoken));
        }
    }
}

fn fields(variants: &[Variant]) -> impl Iterator<Item = &Field> {
    variants.iter().flat_map(|variant| &variant.fields)
}

fn localized(variants: &[Variant]) -> impl Iterator<Item = &Field> {
    fields(variants).filter(|field| field.is_localized)
}

fn has(field: &Field, locale: usize) -> bool {
    field.words.get(locale).is_some_and(Option::is_some)
}

/// Is this one text for all languages, with letters that somebody reads? One that names classes as style sheets write them,
/// without capitals and marks, is not read.
fn is_said(field: &Field) -> bool {
    let Some(Some(source)) = field.words.first() else {
        return false;
    };
    let words: String =
        source.text.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after)).collect();
    let is_class =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || " -_:/.%[]".contains(letter);
    field.kind == 0 && !field.is_localized && words.chars().any(char::is_alphabetic) && !words.chars().all(is_class)
}

fn without_language(checker: &mut Checker<'_>, field: &Field) {
    let message = "this is the same text in every language, and other words beside it are not; say it in each of them";
    checker.report.warning(&field.place, message);
}

/// Warns of a field that lacks languages which others have.
fn missing(checker: &mut Checker<'_>, manifest: &Manifest, field: &Field, spoken: &[bool]) {
    let lacks = |locale: usize, is_spoken: bool| is_spoken && !has(field, locale);
    let lacking = manifest.locales.iter().zip(spoken).enumerate().filter(|(locale, (_, is))| lacks(*locale, **is));
    let lacking: Vec<String> = lacking.map(|(_, (tag, _))| say("“{}”", &[tag])).collect();
    if !lacking.is_empty() {
        let message =
            say("the words in {} are missing, so that this is shown in another language there", &[&lacking.join(", ")]);
        checker.report.warning(&field.place, message);
    }
}
