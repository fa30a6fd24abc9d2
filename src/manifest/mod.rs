//! The compiler for manifests: JSON text → a [`Program`], or everything that is wrong. Only the author build has it.
//!
//! ```text
//! JSON text ─ read ─▶ Manifest ─ check ─ lower ─▶ Program        problems ─▶ one report
//! ```
//!
//! | step | purpose |
//! |---|---|
//! | `read` | JSON text → [`Manifest`]; a value that is wrong in itself is reported where it is read |
//! | `check` | rules, words and limits against the whole manifest: names, types, costs, warnings |
//! | `lower` | the walk over the manifest: each part is checked, then written as a record of the program |
//!
//! `read` knows neither of the others, and `check` does not know `lower`. All of them share `model`, `report`, `time` and
//! `zones`. Checking and lowering alternate part by part, because a part is checked against those before it.

pub mod almanac;
mod check;
mod index;
mod lower;
pub mod model;
pub mod read;
pub mod report;
mod texts;
pub mod time;
mod zones;

use crate::capability::Capability;
use crate::error::Problem;
use crate::limits;
use crate::prelude::*;
use crate::program::Program;
use crate::rule::platform::Platform;
use almanac::Almanac;
use check::Checker;
use report::Report;

pub use model::Manifest;

/// The result of compiling: a program where there could be one, and everything that was found.
#[derive(Debug)]
pub struct Compiled {
    /// The program; `None` when there is an error among the problems.
    pub program: Option<Program>,
    /// How long a page waits for the module, in milliseconds. It is no part of the program, because whoever waits has
    /// no engine yet.
    pub budget: u32,
    /// Errors and warnings.
    pub problems: Vec<Problem>,
}

/// Compiles JSON text.
pub fn compile_text(text: &str, platform: &dyn Platform) -> Compiled {
    compile(text, true, &Almanac::default(), platform)
}

/// Compiles JSON text together with an almanac. `written` says whether somebody wrote the text. Otherwise it was made from
/// an object, and problems name no line of it.
pub fn compile(text: &str, written: bool, almanac: &Almanac, platform: &dyn Platform) -> Compiled {
    compile_for(ASKABLE, text, written, almanac, platform)
}

/// Everything that a page can ask for besides its decisions, as bits of [`Capability`]. A whole engine answers all of it.
pub const ASKABLE: u128 = Capability::Reason.bit()
    | Capability::Explain.bit()
    | Capability::Event.bit()
    | Capability::Memory.bit()
    | Capability::Learn.bit()
    | Capability::Insight.bit()
    | Capability::Export.bit()
    | Capability::Import.bit();

/// The same for a page that asks only for some of it.
pub fn compile_for(asked: u128, text: &str, written: bool, almanac: &Almanac, platform: &dyn Platform) -> Compiled {
    // A byte order mark, as some editors write it, is no part of the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut report = Report::new(text, written);
    let Some(tree) = read::json::parse(text, platform, &mut report) else {
        return Compiled { program: None, budget: limits::BUDGET, problems: report.into_problems() };
    };
    let manifest = read::manifest(&tree, almanac, &mut report);
    let checker = Checker::new(&manifest, platform, report);
    let (program, report) = lower::lower(&manifest, almanac, asked, checker);
    let program = Some(program).filter(|_| !report.failed());
    Compiled { program, budget: manifest.budget, problems: report.into_problems() }
}
