//! The state that checks share.

use super::caps::caps;
use super::facts::FactTable;
use crate::manifest::index::Index;
use crate::manifest::model::Manifest;
use crate::manifest::report::Report;
use crate::message::resolve::Environment;
use crate::prelude::*;
use crate::rule::platform::Platform;

/// The state of all checks.
pub struct Checker<'m> {
    /// The facts that rules and words use.
    pub facts: FactTable<'m>,
    /// The most views that a variant can have, by `SLOT/VARIANT`, if a cap says so.
    pub caps: Index,
    /// The numbers of the audiences that rules use.
    pub used_audiences: Vec<u32>,
    /// The problems.
    pub report: Report<'m>,
}

impl<'m> Checker<'m> {
    /// A checker that has checked nothing yet.
    pub fn new(manifest: &'m Manifest, platform: &'m dyn Platform, report: Report<'m>) -> Self {
        Self { facts: FactTable::new(manifest, platform), caps: caps(manifest), used_audiences: Vec::new(), report }
    }

    /// The environment in which a message is compiled.
    pub fn environment<'a>(&'a mut self, rtl: bool, arguments: &'a [&'a str]) -> Environment<'a> {
        let platform = self.facts.platform;
        Environment { scope: &mut self.facts, arguments, rtl, isolated: true, platform, custom: None }
    }
}
