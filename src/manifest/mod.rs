//! What the site wrote: read, checked as a whole, and lowered to a [`Program`]. Only the author build has this.
//!
//! ```text
//! JSON text ─ json ──┐
//!                    ├─▶ tree ─ read ─▶ Manifest ─ lower ─▶ Program        problems ─▶ one report
//! object ─── object ─┘
//! ```

pub mod almanac;
pub mod expand;
pub mod json;
pub mod lower;
pub mod names;
pub mod object;
pub mod read;
pub mod recur;
pub mod report;
pub mod rrule;
pub mod schedule;
pub mod sentences;
pub mod when;

use crate::error::Problem;
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::PreferenceKind;
use almanac::Almanac;
use json::Node;
use report::{Kept, Report};
use when::{Entry, When};

/// What a site wrote, every shape right, nothing resolved yet.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// Languages; the first is the fallback.
    pub locales: Vec<String>,
    /// What the reader may declare.
    pub preferences: Vec<Preference>,
    /// Named stretches of time.
    pub calendar: Vec<Entry>,
    /// Named rules.
    pub audiences: Vec<Audience>,
    /// Places in the page.
    pub slots: Vec<Slot>,
}

/// A preference that the reader may declare.
#[derive(Clone, Debug)]
pub struct Preference {
    /// Its name.
    pub name: String,
    /// What may be declared.
    pub kind: PreferenceKind,
    /// The allowed values of a choice or a list.
    pub values: Vec<String>,
    /// What stands in while nothing is declared.
    pub default: Option<crate::rule::value::Value>,
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
    /// May its variants load different resources?
    pub varies_requests: bool,
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
    /// Its texts.
    pub fields: Vec<Field>,
}

/// A named text.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Is it a URL?
    pub url: bool,
    /// The text of each locale.
    pub words: Vec<Option<Source>>,
}

/// A program where there could be one, and everything that was found.
#[derive(Debug)]
pub struct Compiled {
    /// `None` when there is an error among the problems.
    pub program: Option<Program>,
    /// Errors and warnings.
    pub problems: Vec<Problem>,
}

/// Compiles JSON text.
pub fn compile_text(text: &str) -> Compiled {
    compile_text_with(text, &Almanac::default())
}

/// Compiles a tree that did not come from text.
pub fn compile_node(tree: Node) -> Compiled {
    compile_node_with(tree, &Almanac::default())
}

/// The same as [`compile_text`] with years and holidays beside it.
pub fn compile_text_with(text: &str, almanac: &Almanac) -> Compiled {
    let mut report = Report::new(Some(text));
    let tree = json::parse(text, &mut report);
    compile_tree(tree, almanac, report)
}

/// The same as [`compile_node`] with years and holidays beside it.
pub fn compile_node_with(tree: Node, almanac: &Almanac) -> Compiled {
    compile_tree(Some(tree), almanac, Report::new(None))
}

fn compile_tree(tree: Option<Node>, almanac: &Almanac, mut report: Report<'_>) -> Compiled {
    let manifest = tree.map(|tree| read::manifest(&tree, almanac, &mut report));
    let program = manifest.map(|manifest| lower::lower(&manifest, almanac, &mut report));
    let program = program.filter(|_| !report.failed());
    Compiled { program, problems: report.into_problems() }
}
