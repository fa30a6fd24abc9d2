//! What only the author build has: compiling in the page or in Node.

use serde_wasm_bindgen::Deserializer;
use wasm_bindgen::prelude::*;

use super::core::write_problem;
use super::intl::Intl;
use crate::decimal;
use crate::error::Problem;
use crate::manifest::almanac::Almanac;
use crate::manifest::{Compiled, compile_node_with, compile_text_with, object};
use crate::prelude::*;
use crate::render::json::Json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    fn to_number(text: &str) -> f64;
}

/// A compiled manifest: its bytes, if there are any, and its problems.
#[wasm_bindgen]
pub struct Compilation {
    compiled: Compiled,
}

#[wasm_bindgen]
impl Compilation {
    /// Compiles a manifest: JSON text, or an object. What is handed in beside it is described at [`Almanac::read`].
    #[wasm_bindgen(constructor)]
    pub fn new(manifest: JsValue, almanac: &str) -> Compilation {
        let almanac = Almanac::read(almanac);
        decimal::lend(|text| Some(to_number(text)));
        let compiled = match manifest.as_string() {
            Some(text) => compile_text_with(&text, &almanac),
            None => match object::read(Deserializer::from(manifest)) {
                Ok(tree) => compile_node_with(tree, &almanac),
                Err(error) => refused(&error.to_string()),
            },
        };
        Compilation { compiled }
    }

    /// The program, where nothing is wrong.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.compiled.program.as_ref().map(crate::program::Program::write)
    }

    /// What was found: JSON text.
    pub fn problems(&self, intl: &Intl) -> String {
        let mut json = Json::new(intl);
        json.begin('[');
        self.compiled.problems.iter().for_each(|problem| write_problem(problem, &mut json));
        json.end(']');
        json.finish()
    }
}

fn refused(why: &str) -> Compiled {
    let message = why.strip_prefix("Error: ").unwrap_or(why).to_owned();
    Compiled { program: None, problems: vec![Problem::error("", message)] }
}
