//! Compiling, in the page or in Node: only the author build has it.

use wasm_bindgen::prelude::*;

use super::intl::{Formatters, Intl};
use super::problem::write_problem;
use crate::manifest::almanac::Almanac;
use crate::manifest::{Compiled, compile};
use crate::prelude::*;
use crate::render::json::Json;

/// A compiled manifest: its bytes, if there are any, and its problems.
#[wasm_bindgen]
pub struct Compilation {
    compiled: Compiled,
    intl: Intl,
}

#[wasm_bindgen]
impl Compilation {
    /// Compiles a manifest: JSON text, which is either `written` by its author or made from an object. [`Almanac::read`]
    /// documents the text beside it.
    #[wasm_bindgen(constructor)]
    pub fn new(manifest: &str, written: bool, almanac: &str, formatters: Formatters) -> Compilation {
        let intl = Intl::new(formatters);
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
        json.begin('[');
        self.compiled.problems.iter().for_each(|problem| write_problem(problem, &mut json));
        json.end(']');
        json.finish()
    }
}
