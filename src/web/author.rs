//! Compiling, in the page or in Node: only the author build has it.

use super::intl::Intl;
use super::problem::write_problem;
use crate::capability::Capability;
use crate::cut::module::cut;
use crate::manifest::almanac::Almanac;
use crate::manifest::{ASKABLE, Compiled, compile, compile_for};
use crate::prelude::*;
use crate::render::json::Json;
use crate::text::pieces;

/// A compiled manifest: its bytes, if there are any, and its problems.
pub struct Compilation {
    compiled: Compiled,
    intl: Intl,
}

impl Compilation {
    /// `numbers`: how many bytes of the text are an almanac, which comes first; whether the manifest after it is `written`; and
    /// where the page asks only for some of what it could, how many bytes at the very beginning are the names of that.
    pub(super) fn asked(texts: &str, numbers: &[f64]) -> Compilation {
        let number = |place: usize| numbers.get(place).map(|bytes| *bytes as usize);
        let (names, texts) = texts.split_at_checked(number(2).unwrap_or_default()).unwrap_or(("", texts));
        let (almanac, manifest) = texts.split_at_checked(number(0).unwrap_or_default()).unwrap_or(("", texts));
        let written = number(1) == Some(1);
        let known = pieces(names, ' ').filter_map(Capability::named);
        let asked = if numbers.len() > 2 { known.map(Capability::bit).fold(0, |all, bit| all | bit) } else { ASKABLE };
        let intl = Intl::default();
        Compilation { compiled: compile_for(asked, manifest, written, &Almanac::read(almanac), &intl), intl }
    }

    /// An engine with marks, cut to what the program needs. `None`: there is no program, or that is no such engine.
    pub(super) fn cut(&self, engine: &[u8]) -> Option<Vec<u8>> {
        cut(engine, self.compiled.program.as_ref()?.needs)
    }

    /// Compiles a manifest: JSON text, which is either `written` by its author or made from an object. [`Almanac::read`]
    /// documents the text beside it.
    pub fn new(manifest: &str, written: bool, almanac: &str, intl: Intl) -> Compilation {
        Compilation { compiled: compile(manifest, written, &Almanac::read(almanac), &intl), intl }
    }

    /// Does the program need the runtime with the whole of CEL?
    pub fn full(&self) -> bool {
        self.compiled.program.as_ref().is_some_and(|program| program.asks(Capability::Cel))
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
        json.key("needs");
        json.begin('[');
        let needs = self.compiled.program.as_ref().map_or(0, |program| program.needs);
        let needed = Capability::ALL.iter().filter(|one| needs & one.bit() != 0);
        needed.for_each(|one| json.text(one.name()));
        json.end(']');
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
