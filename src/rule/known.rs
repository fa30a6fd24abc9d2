//! The knowledge that compiling has of the names in a rule.

use super::types::Scope;
use crate::prelude::*;
use crate::value::Value;

/// The knowledge of names that compiling has.
pub trait Known: Scope {
    /// The ordinals that a name can have, each with its value; `None`: the set is not closed.
    fn members(&self, name: u32) -> Option<Vec<(u8, Value)>>;
    /// Gives words that are asked of a name their ordinals. The answer is all that the name has so far, and last one
    /// that stands for every other text. `None`: there are too many, or the name is no text and no list of texts.
    fn words(&mut self, name: u32, asked: &[&str]) -> Option<Vec<(u8, Value)>>;
    /// Gives a number that a name is held against three ordinals: below it, it, and above it. The answer is the first. `None`: there
    /// are too many, or the name is not always a number of this type.
    fn threshold(&mut self, name: u32, bound: &Value) -> Option<u32>;
    /// Can it be in two sets without being in what they share? So is a list, and a number with several bounds.
    fn is_list(&self, name: u32) -> bool;
    /// Is it the moment it is?
    fn is_now(&self, name: u32) -> bool;
}
