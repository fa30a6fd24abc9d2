//! Compiling, in the page or in Node: only the author build has it.

use super::intl::Intl;
use super::problem::write_problem;
use crate::manifest::almanac::Almanac;
use crate::manifest::{Compiled, compile};
use crate::prelude::*;
use crate::render::json::Json;

/// A compiled manifest: its bytes, if there are any, and its problems.
pub struct Compilation {
    compiled: Compiled,
    intl: Intl,
}

impl Compilation {
    /// `numbers`: how many bytes of the text are an almanac, which comes first, and whether the manifest after it is `written`.
    pub(super) fn asked(texts: &str, numbers: &[f64]) -> Compilation {
        let split = numbers.first().and_then(|bytes| texts.split_at_checked(*bytes as usize));
        let (almanac, manifest) = split.unwrap_or(("", texts));
        Self::new(manifest, numbers.get(1) == Some(&1.0), almanac, Intl::default())
    }

    /// Compiles a manifest: JSON text, which is either `written` by its author or made from an object. [`Almanac::read`]
    /// documents the text beside it.
    pub fn new(manifest: &str, written: bool, almanac: &str, intl: Intl) -> Compilation {
        Compilation { compiled: compile(manifest, written, &Almanac::read(almanac), &intl), intl }
    }

    /// Does the program need the runtime with the whole of CEL?
    pub fn full(&self) -> bool {
        self.compiled.program.as_ref().is_some_and(|program| program.full)
    }

    /// How long a page waits for the module, in milliseconds.
    pub fn budget(&self) -> u32 {
        self.compiled.budget
    }

    /// The program, where nothing is wrong.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.compiled.program.as_ref().map(crate::program::Program::write)
    }

    /// All problems: JSON text.
    pub fn problems(&self) -> String {
        let mut json = Json::new(&self.intl);
        self.write_problems(&mut json);
        json.finish()
    }

    /// All but the bytes: JSON text.
    pub(super) fn about(&self) -> String {
        let mut json = Json::new(&self.intl);
        json.begin('{');
        json.key("full");
        json.word(if self.full() { "true" } else { "false" });
        json.key("budget");
        json.number(i64::from(self.budget()));
        json.key("problems");
        self.write_problems(&mut json);
        json.end('}');
        json.finish()
    }

    fn write_problems(&self, json: &mut Json<'_>) {
        json.begin('[');
        self.compiled.problems.iter().for_each(|problem| write_problem(problem, json));
        json.end(']');
    }
}
