//! The whole protocol as data, by the names in `js/engine/protocol.ts`, for the test that compares the two.

use super::{
    Ask, ContextNumber, ContextText, Declared, GROUP, ITEM, LANGUAGES, NAMED, NOWHERE, PLACES, Score, Statistic,
};
use crate::context::{COLOR_SCHEMES, CONNECTIONS, CONTRASTS, POINTERS, SOURCES, VIEWPORTS};
use crate::decide::reason::Kind as Reason;
use crate::limits;
use crate::message::host::Kind as Formatter;
use crate::prelude::*;
use crate::profile::interest::Interest;
use crate::profile::learning::Steering;
use crate::profile::record::PREFIX;
use crate::profile::writer::Writer;
use crate::program::provenance::Known;
use crate::program::records::Slot;
use crate::rank::Because;
use crate::render::diff::{FIRST_NAME, FIRST_REASON};
use crate::render::rich::ELEMENTS;
use crate::render::sink::BEGINNINGS;

/// A value that both sides state.
#[derive(Clone, Debug, PartialEq)]
pub enum Stated {
    /// A number, or a bit.
    Number(f64),
    /// A text.
    Text(String),
    /// Words in an order.
    Words(Vec<String>),
    /// Values by names, in an order.
    Named(Vec<(String, Stated)>),
}

/// Every constant and enum of the protocol.
pub fn stated() -> Vec<(&'static str, Stated)> {
    vec![
        ("ITEM", text(ITEM)),
        ("GROUP", text(GROUP)),
        ("Ask", entries(Ask::ALL)),
        ("NAMED", number(NAMED)),
        ("LANGUAGES", number(LANGUAGES)),
        ("PLACES", number(PLACES)),
        ("VARIES", number(Slot::VARIES)),
        ("ANNOUNCES", number(Slot::ANNOUNCES)),
        ("LISTS", number(Slot::LISTS)),
        ("MIXES", number(Slot::MIXES)),
        ("RANKS", number(Slot::RANKS)),
        ("KNOWN", named(Known::SAYABLE.map(|(name, known)| (name, number(known.bits()))))),
        ("REMEMBER", number(Writer::REMEMBER)),
        ("LEARN", number(Writer::LEARN)),
        ("MEASURE", number(Writer::MEASURE)),
        ("PAUSED", number(Writer::PAUSED)),
        ("EVERYTHING", number(Writer::EVERYTHING)),
        ("GONE", number(Writer::GONE)),
        ("REASONS", words(Reason::ALL.iter().filter(|kind| !kind.is_about_learning()).map(|kind| kind.name()))),
        ("LEARNED_REASONS", words(Reason::ALL.iter().filter(|kind| kind.is_about_learning()).map(|kind| kind.name()))),
        ("RULED", number(reasons(Reason::is_about_rule))),
        ("SHOWN", number(reasons(Reason::passes))),
        ("RANKED", words(Because::NAMES)),
        ("FIRST_REASON", number(FIRST_REASON)),
        ("FIRST_NAME", number(FIRST_NAME)),
        ("ContextText", entries(ContextText::ALL)),
        ("ContextNumber", entries(ContextNumber::ALL)),
        ("SOURCES", words(SOURCES)),
        ("OWN", number(SOURCES.iter().take_while(|source| **source != "own").count() as u32)),
        ("VIEWPORTS", words(VIEWPORTS)),
        ("POINTERS", words(POINTERS)),
        ("COLOR_SCHEMES", words(COLOR_SCHEMES)),
        ("CONTRASTS", words(CONTRASTS)),
        ("CONNECTIONS", words(CONNECTIONS)),
        ("Declared", entries(Declared::ALL)),
        ("Statistic", entries(Statistic::ALL)),
        ("Score", entries(Score::ALL)),
        ("STEERING", words(Steering::NAMES.map(|(name, _)| name))),
        ("INTEREST", words(Interest::NUMBERS)),
        ("Formatter", named(Formatter::ALL.map(|kind| (debug(kind), text(kind as u8))))),
        ("TEXT", number(limits::TEXT as u32)),
        ("ENTRIES", number(limits::ENTRIES as u32)),
        ("COUNTERS", number(limits::COUNTERS as u32)),
        ("MOMENTS", number(limits::MOMENTS as u32)),
        ("WORTH", number(limits::WORTH)),
        ("GRID", number(limits::GRID)),
        ("NOWHERE", number(NOWHERE)),
        ("HORIZON_DAYS", number(limits::HORIZON_DAYS as i32)),
        ("FIRST_MOMENT", number(limits::FIRST_MOMENT as f64)),
        ("LAST_MOMENT", number(limits::LAST_MOMENT as f64)),
        ("KEY", Stated::Text(PREFIX.to_owned())),
        ("ELEMENTS", named(ELEMENTS.map(|(name, attribute)| (name, Stated::Text(attribute.to_owned()))))),
        ("URL_BEGINNINGS", Stated::Text(BEGINNINGS.to_owned())),
    ]
}

fn number(number: impl Into<f64>) -> Stated {
    Stated::Number(number.into())
}

fn text(letter: impl Into<char>) -> Stated {
    Stated::Text(String::from(letter.into()))
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Stated {
    Stated::Words(words.into_iter().map(str::to_owned).collect())
}

fn named<Name: ToString>(entries: impl IntoIterator<Item = (Name, Stated)>) -> Stated {
    Stated::Named(entries.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
}

/// The entries of an enum, by their numbers.
fn entries<Entry: core::fmt::Debug + Copy>(all: &[Entry]) -> Stated {
    named(all.iter().enumerate().map(|(place, entry)| (debug(*entry), number(place as u32))))
}

fn debug(entry: impl core::fmt::Debug) -> String {
    alloc::format!("{entry:?}")
}

/// A bit for each kind of reason of which this holds.
fn reasons(holds: fn(Reason) -> bool) -> u32 {
    Reason::ALL.iter().filter(|kind| holds(**kind)).map(|kind| 1 << *kind as u32).sum()
}
