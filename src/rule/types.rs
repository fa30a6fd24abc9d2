//! The types of a rule's parts, and the names that a rule may use.

use crate::prelude::*;
use alloc::rc::Rc;

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Only `null`.
    Null,
    /// True or false.
    Bool,
    /// A whole number.
    Int,
    /// A number with a fraction.
    Double,
    /// Any text.
    Text,
    /// One word of a closed set.
    Word(Rc<[String]>),
    /// A moment.
    Instant,
    /// A list of one type.
    List(Rc<Type>),
    /// Not known before it runs: the items of an empty list.
    Any,
}

impl Type {
    /// As a sentence says it.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "true or false",
            Self::Int => "a whole number",
            Self::Double => "a number with a fraction",
            Self::Text | Self::Word(_) => "a text",
            Self::Instant => "a moment",
            Self::List(_) => "a list",
            Self::Any => "a value",
        }
    }

    /// A text, of a closed set or not?
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Word(_) | Self::Any)
    }

    /// A number of either kind?
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Double | Self::Any)
    }

    /// Can values of these two types ever be equal?
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any | Self::Null, _) | (_, Self::Any | Self::Null) => true,
            (Self::List(a), Self::List(b)) => a.meets(b),
            _ => self == other || (self.is_number() && other.is_number()) || (self.is_text() && other.is_text()),
        }
    }
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A fact, by the number of its name in the program.
    Name(u32, Type),
    /// An audience, by its number.
    Audience(u32),
    /// A group of names, as `now` in `now.hour`.
    Group,
}

/// The names that can be used, and what is known of them.
pub trait Scope {
    /// What a dotted name stands for. A fact is given its number the first time.
    fn meaning(&mut self, path: &str) -> Option<Meaning>;

    /// The count that `seen('hero')` and its like stand for.
    ///
    /// # Errors
    /// A sentence, when the place is none.
    fn counter(&mut self, function: &str, place: &str) -> Result<u32, String>;

    /// Every name there is, for "did you mean".
    fn known(&self) -> Vec<String>;
}
