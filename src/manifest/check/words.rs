//! The check of the words of a field, and what a variant with these words depends on.

use super::checker::Checker;
use super::markup;
use super::url_hint::url_hint;
use super::vocabulary::cuts;
use crate::error::say;
use crate::manifest::model::Source;
use crate::message;
use crate::message::lower::{Lowered, selected};
use crate::message::resolved::Content;
use crate::prelude::*;
use crate::program::cuts::Cuts;
use crate::program::records;
use crate::render::sink::is_url;
use crate::rule::parse::Trouble;

/// What the words of one variant depend on.
#[derive(Default)]
pub struct Dependencies {
    /// The facts that have to be there.
    pub needs: Vec<u32>,
    /// All facts that the words show, or by which they choose.
    pub shows: Vec<u32>,
    /// The times of the clock at which the words change.
    pub cuts: Cuts,
    /// Is the variant the default, which nothing stands in for?
    pub is_default: bool,
    /// The bits of the kind of the current field, as in [`records::Field`].
    pub kind: u32,
}

/// Checks the words of a field in one language; `None` when something is wrong with them.
pub fn words(checker: &mut Checker<'_>, source: &Source, rtl: bool, depends: &mut Dependencies) -> Option<Lowered> {
    if depends.kind == records::Field::FLAG {
        return Some(Lowered::text(&source.text));
    }
    if depends.kind == records::Field::URL {
        check_url(checker, source);
        return Some(Lowered::text(&source.text));
    }
    let (lowered, troubles) = message::lower::lower(&source.text, checker.environment(rtl, &[]));
    let mut troubles: Vec<Trouble> = troubles.into_iter().map(Trouble::from).collect();
    troubles.extend(markup::check(&lowered));
    if !troubles.is_empty() {
        checker.report.troubles(&source.place, troubles);
        return None;
    }
    if markup::is_rich(&lowered) {
        depends.kind |= records::Field::RICH;
    }
    placeholders(checker, &lowered, source, depends);
    Some(lowered)
}

/// A URL is the site's own text from end to end, without placeholders.
fn check_url(checker: &mut Checker<'_>, source: &Source) {
    if let Some(place) = source.text.chars().position(|letter| letter == '{' || letter == '}') {
        let message = url_hint(&mut checker.facts, &source.text);
        checker.report.trouble(&source.place, Trouble { column: place as u32 + 1, message });
    }
    debug_assert!(is_url(&source.text) || checker.report.failed());
}

/// Notes which facts the placeholders need, and when the words change.
fn placeholders(checker: &mut Checker<'_>, lowered: &Lowered, source: &Source, depends: &mut Dependencies) {
    for number in selected(lowered) {
        // A missing value selects the variant for any value, so it is not needed.
        shows(checker, number, None, depends);
    }
    for known in lowered.shown() {
        let precision = match &known.content {
            Content::Moment(moment) => moment.precision,
            // A countdown goes on each minute.
            Content::Relative(_, options) if options.get("unit").is_none() => Some(2),
            _ => None,
        };
        if precision == Some(3) {
            // A page that is decided again every second would never come to rest.
            checker.report.warning(&source.place, "these words are renewed every minute, so their seconds will be old");
        }
        for number in known.names() {
            shows(checker, number, precision, depends);
            needs(checker, number, source, depends);
        }
    }
}

/// Notes that the words change when a fact does.
fn shows(checker: &mut Checker<'_>, number: u32, precision: Option<u8>, depends: &mut Dependencies) {
    checker.facts.need_value(number);
    depends.kind |= records::Field::VALUES;
    if !depends.shows.contains(&number) {
        depends.shows.push(number);
    }
    if let Some(fact) = checker.facts.fact(number) {
        depends.cuts = depends.cuts.with(shown_cuts(precision, cuts(fact, None)));
    }
}

/// Notes that the words have a hole without a fact, which the default may not have.
fn needs(checker: &mut Checker<'_>, number: u32, source: &Source, depends: &mut Dependencies) {
    let Some(used) = checker.facts.used.get(number as usize).filter(|used| used.may_be_missing || used.ty.is_list())
    else {
        return;
    };
    if depends.is_default {
        let message = say(
            "“{}” may be missing, and the default has nothing to fall back to; say it in a variant of its own",
            &[&used.path],
        );
        checker.report.error_at(&source.place, message);
    }
    if !depends.needs.contains(&number) {
        depends.needs.push(number);
    }
}

/// The times at which a shown moment changes: as often as its smallest part that is shown.
fn shown_cuts(precision: Option<u8>, otherwise: Cuts) -> Cuts {
    let none = Cuts::default();
    match precision {
        None => otherwise,
        Some(0) => Cuts { daily: true, ..none },
        Some(1) => Cuts { hour: (1 << 24) - 1, ..none },
        Some(_) => Cuts { minute: (1 << 60) - 1, ..none },
    }
}
