//! The table of the facts that the rules and words of one program use, numbered in the order of their first use.

use core::cell::Cell;

use crate::context::near::Circle;
use crate::manifest::model::Manifest;
use crate::manifest::texts::Texts;
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::fact::{Fact, Name};
use crate::rule::platform::Platform;
use crate::rule::types::Type;

/// The facts of one program.
pub struct FactTable<'m> {
    /// The manifest.
    pub manifest: &'m Manifest,
    /// The texts of the program.
    pub texts: Texts,
    /// The facts that are used.
    pub used: Vec<UsedFact>,
    /// The audiences that a rule may name at this point: those that have a number already.
    pub audiences: Vec<String>,
    /// The windows of each entry of the calendar.
    pub calendar: Vec<Span>,
    /// The platform.
    pub platform: &'m dyn Platform,
    /// The steps that compiling its rules has taken.
    pub spent: Cell<usize>,
}

/// A fact that is used.
#[derive(Clone, Debug)]
pub struct UsedFact {
    /// Its record in the program.
    pub name: Name,
    /// Its path, as the site wrote it.
    pub path: String,
    /// Can its value be missing, so that a sentence with it would have a hole?
    pub may_be_missing: bool,
    /// The words with which rules compare it.
    pub words: Vec<String>,
    /// The numbers that rules hold it against.
    pub bounds: Vec<f64>,
    /// Is its value itself needed, and not only whether it is one of those words?
    pub needs_value: bool,
    /// Its type.
    pub ty: Type,
    /// The circle of `place.near(…)`.
    pub circle: Option<Circle>,
}

impl<'m> FactTable<'m> {
    /// An empty table.
    pub fn new(manifest: &'m Manifest, platform: &'m dyn Platform) -> Self {
        let (texts, used, audiences, calendar) = Default::default();
        Self { manifest, texts, used, audiences, calendar, platform, spent: Cell::new(0) }
    }

    /// The number of a fact whose key is a text.
    pub fn number(&mut self, fact: Fact, key: &str, path: &str, may_be_missing: bool, ty: &Type) -> u32 {
        let key = self.texts.place(key);
        self.number_by_key(fact, key, path, may_be_missing, ty)
    }

    /// The number of a fact by its key.
    pub fn number_by_key(&mut self, fact: Fact, key: Span, path: &str, may_be_missing: bool, ty: &Type) -> u32 {
        let (words, windows) = Default::default();
        let name = Name { fact, key, path: self.texts.place(path), words, windows };
        self.number_by_name(name, path, may_be_missing, ty)
    }

    /// The number of a fact by its record. It gets one if it is new.
    pub fn number_by_name(&mut self, name: Name, path: &str, may_be_missing: bool, ty: &Type) -> u32 {
        let same =
            |used: &UsedFact| (used.name.fact, used.name.key, used.name.windows) == (name.fact, name.key, name.windows);
        let known = self.used.iter().position(same);
        known.unwrap_or_else(|| {
            let (path, ty, (words, bounds)) = (path.to_owned(), ty.clone(), Default::default());
            self.used.push(UsedFact {
                name,
                path,
                may_be_missing,
                words,
                bounds,
                needs_value: false,
                ty,
                circle: None,
            });
            self.used.len() - 1
        }) as u32
    }

    /// The fact that has a number.
    pub fn fact(&self, number: u32) -> Option<Fact> {
        self.used.get(number as usize).map(|used| used.name.fact)
    }

    /// Notes that the value of a fact itself is needed.
    pub fn need_value(&mut self, number: u32) {
        if let Some(used) = self.used.get_mut(number as usize) {
            used.needs_value = true;
        }
    }
}
