//! The program while it is written.

use crate::manifest::almanac::Almanac;
use crate::manifest::check::{Checker, caps};
use crate::manifest::model::{Buckets, Manifest};
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::cuts::Cuts;
use crate::program::records;
use crate::program::settings;
use crate::value::Value;

/// A program that is not finished, and all that is needed to write more of it.
pub struct Draft<'m> {
    /// The checks of the parts that are written next.
    pub checker: Checker<'m>,
    /// The years and holidays.
    pub almanac: &'m Almanac,
    /// The records so far.
    pub program: Program,
    /// The items of each catalogue.
    pub items: Vec<Vec<records::Variant>>,
    /// The variants that share each cap of the manifest, as `SLOT/VARIANT`.
    pub sharing: Vec<Vec<String>>,
    /// The part of its layer that each experiment has.
    pub layers: Vec<Option<Buckets>>,
    /// How slots learn.
    pub learners: Vec<Value>,
    /// The value of each variant, or nothing.
    pub values: Vec<Value>,
    /// How each list ranks that does.
    pub ranks: Vec<Value>,
    /// The messages that hold the options of others, each of which is stored once.
    pub options: Vec<u32>,
    /// Do the words that are written next come by themselves, with those of their language?
    pub splits: bool,
}

impl<'m> Draft<'m> {
    /// A draft with what every program has.
    /// `asked`: the capabilities that the page asks for, as bits.
    pub fn new(manifest: &Manifest, almanac: &'m Almanac, asked: u128, mut checker: Checker<'m>) -> Self {
        let sharing = caps::check(manifest, &mut checker.report);
        let (mut program, items, layers, learners, values, options): (Program, _, _, _, _, _) = Default::default();
        program.needs = asked;
        program.cuts.push(&Cuts::default());
        let goals = manifest.goals.iter().map(|goal| Value::text(goal)).collect();
        program.constants = settings::constants(goals, manifest.days, !manifest.reader_first);
        let ranks = Vec::new();
        Self { checker, almanac, program, items, sharing, layers, learners, values, ranks, options, splits: false }
    }

    /// The place of a text.
    pub fn text(&mut self, text: &str) -> Span {
        self.checker.facts.texts.place(text)
    }

    /// The places of several texts, as one stretch of records.
    pub fn texts(&mut self, texts: &[String]) -> Span {
        let texts: Vec<Span> = texts.iter().map(|text| self.text(text)).collect();
        self.program.choices.append(&texts)
    }

    /// The number of a set of times at which something changes.
    pub fn cuts(&mut self, cuts: Cuts) -> u32 {
        let known = self.program.cuts.iter().position(|known| known == cuts);
        known.map_or_else(|| self.program.cuts.push(&cuts), |known| known as u32)
    }

    /// Is a language of the program written from right to left?
    pub fn is_rtl(&self, locale: usize) -> bool {
        self.program.locales.get(locale).is_some_and(|locale| locale.rtl == 1)
    }
}
