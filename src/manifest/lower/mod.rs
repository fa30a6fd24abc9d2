//! The lowering: the walk over a manifest that checks each part and writes its records into the program. A part with an error
//! is left out. The program is thrown away then, but the report is complete.

mod audience;
mod bandit;
mod distance;
mod draft;
mod experiment;
mod limit;
mod locale;
mod markup;
mod preference;
mod rank;
mod rule;
mod schedule;
mod sentences;
mod slot;
mod variant;
mod words;
mod zone_tables;

use super::almanac::Almanac;
use super::check::{Checker, experiments, languages, unused};
use super::model::Manifest;
use super::report::Report;
use super::texts::Texts;
use crate::capability::Capability;
use crate::cut::needs::needs;
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::{Span, checksum};
use crate::program::fact::{Fact, Name};
use crate::program::records::{Namespace, Pack};
use crate::program::settings;
use crate::value::Value;
use draft::Draft;

/// Lowers a whole manifest.
/// `asked`: the capabilities that the page asks for, as bits.
pub fn lower<'m>(
    manifest: &'m Manifest,
    almanac: &'m Almanac,
    asked: u128,
    checker: Checker<'m>,
) -> (Program, Report<'m>) {
    let mut draft = Draft::new(manifest, almanac, asked, checker);
    locale::locales(&mut draft, manifest);
    if asked & Capability::Split.bit() != 0 {
        draft.checker.facts.texts.split(manifest.locales.len());
    }
    manifest
        .preferences
        .iter()
        .for_each(|preference| preference::preference(&mut draft, Namespace::Preference, preference));
    manifest.signals.iter().for_each(|signal| preference::preference(&mut draft, Namespace::Signal, signal));
    for entry in &manifest.calendar {
        let windows = schedule::windows(&mut draft, core::slice::from_ref(&entry.schedule));
        draft.checker.facts.calendar.push(windows);
    }
    audience::audiences(&mut draft, manifest);
    manifest.catalogs.iter().for_each(|catalog| slot::catalog(&mut draft, catalog));
    rank::check(&mut draft, manifest);
    draft.layers = experiments::check(&mut draft.checker, manifest);
    manifest.slots.iter().for_each(|slot| slot::slot(&mut draft, slot));
    rank::ranks(&mut draft, manifest);
    languages::same(&mut draft.checker, manifest);
    languages::languages(&mut draft.checker, manifest);
    unused::catalogs_and_audiences(&mut draft.checker, manifest);
    sentences::sentences(&mut draft, manifest);
    finish(draft)
}

/// Writes what is known only at the end: the facts with their tables and words, and the texts.
fn finish(draft: Draft<'_>) -> (Program, Report<'_>) {
    let Draft { checker: Checker { mut facts, report, .. }, mut program, values, learners, ranks, .. } = draft;
    settings::keep_values(&mut program.constants, values);
    settings::keep_learners(&mut program.constants, learners);
    zone_tables::zone_tables(&mut facts, &mut program.constants);
    let shows = |number| facts.fact(number) == Some(Fact::Now);
    // A moment is shown by a clock that the platform finds by its name.
    let shown = program.variants.iter().any(|variant| program.reads.of(variant.shows).any(shows));
    if shown || facts.used.iter().any(|used| used.name.is_by_zone()) {
        settings::name_zone(&mut program.constants);
    }
    for used in facts.used {
        let words: Vec<Span> = used.words.iter().map(|word| facts.texts.place(word)).collect();
        let words = if used.bounds.is_empty() {
            program.choices.append(&words)
        } else {
            let (start, count) = (program.constants.len() as u32, used.bounds.len() as u32);
            used.bounds.iter().for_each(|bound| program.constants.push(Value::Double(*bound)));
            Span { start, count }
        };
        program.names.push(&Name { words, ..used.name });
    }
    if !ranks.is_empty() {
        // It has to come last.
        program.constants.push(Value::List(ranks.into()));
    }
    let Texts { mut all, mut languages, .. } = facts.texts;
    if languages.iter().all(String::is_empty) {
        languages.clear();
        program.needs &= !Capability::Split.bit();
    }
    let count = all.len() as u32;
    for words in languages {
        program.packs.push(&Pack { count: words.len() as u32, sum: checksum(words.as_bytes()) });
        all.push_str(&words);
    }
    program.keep(all);
    program.texts.count = count;
    program.needs |= needs(&program);
    (program, report)
}
