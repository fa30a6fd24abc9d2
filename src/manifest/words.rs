//! The words of a field → a message of the program, and what a variant with these words depends on.

use super::lower::Lowering;
use super::names::Names;
use super::vocabulary::cuts;
use super::{Source, markup};
use crate::error::say;
use crate::message;
use crate::message::encode::Encoder;
use crate::message::lower::{Lowered, selected};
use crate::message::resolve::Environment;
use crate::message::resolved::Content;
use crate::prelude::*;
use crate::program::cuts::Cuts;
use crate::program::records;
use crate::render::sink::is_url;
use crate::rule::parse::Trouble;

/// What the words of a variant depend on.
#[derive(Default)]
pub(super) struct Words {
    /// The names that have to be there.
    pub(super) needs: Vec<u32>,
    /// All that they show, or choose by.
    pub(super) shows: Vec<u32>,
    /// When they change.
    pub(super) cuts: Cuts,
    /// Does nothing stand in for it?
    pub(super) is_default: bool,
    /// What the field at hand is, as [`records::Field`] says it.
    pub(super) kind: u32,
}

impl Lowering<'_, '_, '_> {
    /// The number of a field's message plus one.
    pub(super) fn words(&mut self, source: &Source, locale: usize, words: &mut Words) -> u32 {
        if words.kind == records::Field::FLAG {
            return self.message(&Lowered::text(&source.text), locale);
        }
        if words.kind == records::Field::URL {
            // Chosen, never formed: a URL is the site's own text from end to end.
            if let Some(place) = source.text.chars().position(|letter| letter == '{' || letter == '}') {
                let message = self.why_not_formed(&source.text);
                self.report.trouble(&source.place, Trouble { column: place as u32 + 1, message });
            }
            debug_assert!(is_url(&source.text) || self.report.failed());
            return self.message(&Lowered::text(&source.text), locale);
        }
        let (lowered, troubles) = message::lower::lower(&source.text, self.around(locale, &[]));
        let mut troubles: Vec<Trouble> = troubles.into_iter().map(Trouble::from).collect();
        troubles.extend(markup::check(&lowered));
        if !troubles.is_empty() {
            self.troubles(&source.place, troubles);
            return 0;
        }
        if markup::is_rich(&lowered) {
            words.kind |= records::Field::RICH;
        }
        self.holes(&lowered, source, words);
        self.message(&lowered, locale)
    }

    /// What the words of a language are compiled in.
    pub(super) fn around<'a>(&'a mut self, locale: usize, arguments: &'a [&'a str]) -> Environment<'a> {
        let rtl = self.program.locales.get(locale).is_some_and(|locale| locale.rtl == 1);
        let services = self.names.services;
        Environment { scope: &mut self.names, arguments, rtl, isolated: true, platform: services, custom: None }
    }

    /// What the placeholders need, and when they change.
    fn holes(&mut self, lowered: &Lowered, source: &Source, words: &mut Words) {
        for name in selected(lowered) {
            // Of what is missing the variant is said that anything matches.
            self.changes(name, words, None);
        }
        for known in lowered.shown() {
            let precision = if let Content::Moment(moment) = &known.content { moment.precision } else { None };
            if precision == Some(3) {
                // A page that is decided again every second would never come to rest.
                self.report
                    .warning(&source.place, "these words are renewed every minute, so their seconds will be old");
            }
            for name in known.names() {
                self.changes(name, words, precision);
                self.needs(name, source, words);
            }
        }
    }

    /// The words change when the fact with this number does.
    fn changes(&mut self, name: u32, words: &mut Words, precision: Option<u8>) {
        self.names.want(name);
        words.kind |= records::Field::VALUES;
        if !words.shows.contains(&name) {
            words.shows.push(name);
        }
        if let Some(fact) = self.names.fact(name) {
            words.cuts = words.cuts.with(shown_cuts(precision, cuts(fact, None)));
        }
    }

    /// The words have a hole where that fact is not there.
    fn needs(&mut self, name: u32, source: &Source, words: &mut Words) {
        let Some(used) = self.names.used.get(name as usize).filter(|used| used.may_lack) else {
            return;
        };
        if words.is_default {
            let message = say(
                "“{}” may be missing, and the default has nothing to fall back to; say it in a variant of its own",
                &[&used.path],
            );
            self.report.error_at(&source.place, message);
        }
        if !words.needs.contains(&name) {
            words.needs.push(name);
        }
    }

    pub(super) fn message(&mut self, lowered: &Lowered, locale: usize) -> u32 {
        let rtl = self.program.locales.get(locale).is_some_and(|locale| locale.rtl == 1);
        let Names { texts, used, .. } = &mut self.names;
        let mut encoder = Encoder {
            program: &mut self.program,
            place: &mut |text| texts.place(text),
            rtl,
            isolated: true,
            kept: &mut self.kept,
            lacks: &|name| used.get(name as usize).is_some_and(|used| used.may_lack),
            markup: &markup::element,
        };
        encoder.message(lowered)
    }
}

/// A moment that is shown changes as often as what is shown of it.
fn shown_cuts(precision: Option<u8>, otherwise: Cuts) -> Cuts {
    let none = Cuts::default();
    match precision {
        None => otherwise,
        Some(0) => Cuts { daily: true, ..none },
        Some(1) => Cuts { hour: (1 << 24) - 1, ..none },
        Some(_) => Cuts { minute: (1 << 60) - 1, ..none },
    }
}
