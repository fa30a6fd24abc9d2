//! Functions of messages beyond those that the specification names. No site has any; its own test suite has some.

use super::options;
use super::resolved::{Content, Custom};
use super::tree::Choice;
use super::trouble::Trouble;
use crate::value::Value;

/// A formatter with functions of its own. Mistakes do not stop it: it shows what it can, as the specification says.
pub trait Functions {
    /// The value of a fact, which is known beforehand.
    fn value(&self, fact: u32) -> Option<Value>;

    /// The value of a function; `None`: there is no such function.
    fn call(
        &self,
        name: &str,
        operand: Option<&Content>,
        given: &[(&Choice, options::Value)],
        column: u32,
        report: &mut dyn FnMut(Trouble),
    ) -> Option<Result<Custom, Trouble>>;
}
