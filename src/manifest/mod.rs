//! What the site wrote: read, checked as a whole, and lowered to a [`Program`]. Only the author build has this.
//!
//! ```text
//! JSON text ─ json ─▶ tree ─ read ─▶ Manifest ─ lower ─▶ Program        problems ─▶ one report
//! ```

pub mod almanac;
pub mod asked;
pub mod capped;
pub mod catalog;
pub mod expand;
pub mod formed;
pub mod hosts;
pub mod json;
pub mod limit;
pub mod lower;
mod markup;
pub mod names;
pub mod places;
pub mod preference;
pub mod read;
pub mod recur;
pub mod report;
pub mod rrule;
pub mod rules;
pub mod schedule;
mod scheme;
pub mod sentences;
pub mod tongues;
mod unused;
pub mod vocabulary;
pub mod when;
mod words;

use crate::error::Problem;
use crate::limits;
use crate::prelude::*;
use crate::profile::EventKind;
use crate::program::Program;
use crate::program::records::{PreferenceKind, Since};
use crate::rule::platform::Platform;
use alloc::collections::BTreeMap;
use almanac::Almanac;
use report::{Kept, Report};
use when::{Entry, When};

/// What a site wrote, every shape right, nothing resolved yet.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// Languages; the first is the fallback.
    pub locales: Vec<String>,
    /// How long a page waits for the module, in milliseconds.
    pub budget: u32,
    /// For how many days something is remembered.
    pub days: i64,
    /// What the reader may declare.
    pub preferences: Vec<Preference>,
    /// What the page may tell at any time.
    pub signals: Vec<Preference>,
    /// Named stretches of time.
    pub calendar: Vec<Entry>,
    /// Named rules.
    pub audiences: Vec<Audience>,
    /// What readers may reach.
    pub goals: Vec<String>,
    /// What lists choose from.
    pub catalogs: Vec<Catalog>,
    /// Places in the page.
    pub slots: Vec<Slot>,
}

/// A preference that the reader may declare, or a signal that the page may tell.
#[derive(Clone, Debug)]
pub struct Preference {
    /// Its name.
    pub name: String,
    /// What may be declared.
    pub kind: PreferenceKind,
    /// The allowed values of a choice or a list; a list of a signal that has none takes any.
    pub values: Vec<String>,
    /// What stands in while nothing is declared.
    pub default: Option<crate::value::Value>,
}

/// A text of the manifest and where it stands.
#[derive(Clone, Debug)]
pub struct Source {
    /// The text.
    pub text: String,
    /// Where.
    pub place: Kept,
}

/// A named rule.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Its name.
    pub name: String,
    /// Its rule.
    pub rule: Source,
}

/// A place in the page.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub place: Kept,
    /// Its variants in the site's order, the default moved to the end.
    pub variants: Vec<Variant>,
    /// What it may, as [`crate::program::records::Slot`] says it.
    pub may: u32,
    /// Of a list: its catalogue, whose items are its variants then, and how many of them it shows.
    pub list: Option<(usize, u32)>,
}

/// What lists choose from.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub place: Kept,
    /// Its items: variants that are called by their ids.
    pub items: Vec<Variant>,
}

/// One way to fill a slot.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its rule.
    pub when: Option<Source>,
    /// When it may be shown; empty means always.
    pub schedule: Vec<When>,
    /// When it has been shown enough.
    pub limits: Vec<Limit>,
    /// Its texts.
    pub fields: Vec<Field>,
    /// What it is about.
    pub topics: Vec<String>,
}

/// What stops a variant after something happened often enough.
#[derive(Clone, Debug)]
pub struct Limit {
    /// What has to happen.
    pub kind: EventKind,
    /// The goal that has to be reached; otherwise it has to happen to the variant.
    pub goal: Option<Source>,
    /// How often; after a dismissal, for how many days.
    pub count: u32,
    /// Since when.
    pub since: Since,
}

/// A named text.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it is, as [`crate::program::records::Field`] says it; where values stand is found out later.
    pub kind: u32,
    /// The text of each locale.
    pub words: Vec<Option<Source>>,
}

/// Texts and the place of each. One kind of map for the whole build, filled one by one: each kind, and each way to
/// fill it, would cost a kilobyte.
type Places = BTreeMap<String, u32>;

/// A program where there could be one, and everything that was found.
#[derive(Debug)]
pub struct Compiled {
    /// `None` when there is an error among the problems.
    pub program: Option<Program>,
    /// How long a page waits for the module, in milliseconds. No part of the program: who waits has no engine yet.
    pub budget: u32,
    /// Errors and warnings.
    pub problems: Vec<Problem>,
}

/// Compiles JSON text.
pub fn compile_text(text: &str, services: &dyn Platform) -> Compiled {
    compile(text, true, &Almanac::default(), services)
}

/// Compiles JSON text with years and holidays beside it. Where nobody has `written` the text, because it was made from
/// an object, no problem names a line of it.
pub fn compile(text: &str, written: bool, almanac: &Almanac, services: &dyn Platform) -> Compiled {
    let mut report = Report::new(Some(text).filter(|_| written));
    let manifest = json::parse(text, services, &mut report).map(|tree| read::manifest(&tree, almanac, &mut report));
    let budget = manifest.as_ref().map_or(limits::BUDGET, |manifest| manifest.budget);
    let program = manifest.map(|manifest| lower::lower(&manifest, almanac, &mut report, services));
    let program = program.filter(|_| !report.failed());
    Compiled { program, budget, problems: report.into_problems() }
}
