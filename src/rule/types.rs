//! The types of a rule's parts, and the names that a rule may use.

use super::platform::Platform;
use crate::prelude::*;
use alloc::rc::Rc;

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Known only when it runs.
    Dyn,
    /// Not known yet: the items of an empty list.
    Free,
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
    /// A word of a closed set.
    Word(Rc<[String]>),
    /// A moment.
    Instant,
    /// A stretch of time.
    Duration,
    /// The type of types.
    Kind,
    /// A list of one type.
    List(Rc<Type>),
    /// A map from one type to another.
    Map(Rc<[Type; 2]>),
    /// A value of a type, or none.
    Optional(Rc<Type>),
}

impl Type {
    /// A list of it.
    pub fn list(self) -> Self {
        Self::List(Rc::new(self))
    }

    /// As a sentence says it.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "true or false",
            Self::Int => "a whole number",
            Self::Double => "a number with a fraction",
            Self::Text | Self::Word(_) => "a text",
            Self::Instant => "a moment",
            Self::Duration => "a duration",
            Self::Kind => "a type",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Optional(_) => "an optional",
            Self::Dyn | Self::Free => "a value",
        }
    }

    /// Is it a list?
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }

    /// Is it known only when it runs?
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Dyn | Self::Free)
    }

    /// A text, of a closed set or not?
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Word(_)) || self.is_open()
    }

    /// A number of either kind?
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Double) || self.is_open()
    }

    /// Can values of these two types ever be equal?
    pub fn may_equal(&self, other: &Self) -> bool {
        match (self, other) {
            _ if self.is_open() || other.is_open() => true,
            (Self::Null, _) | (_, Self::Null) => true,
            (Self::List(a), Self::List(b)) | (Self::Optional(a), Self::Optional(b)) => a.may_equal(b),
            (Self::Map(a), Self::Map(b)) => a.iter().zip(b.iter()).all(|(a, b)| a.may_equal(b)),
            _ => self == other || (self.is_number() && other.is_number()) || (self.is_text() && other.is_text()),
        }
    }

    /// The type that takes both: what differs is known only when it runs.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        match (self, other) {
            _ if self == other => self.clone(),
            (Self::Free, other) | (other, Self::Free) => other.clone(),
            (Self::Null, some @ (Self::Optional(_) | Self::Instant | Self::Duration))
            | (some @ (Self::Optional(_) | Self::Instant | Self::Duration), Self::Null) => some.clone(),
            (Self::List(a), Self::List(b)) => a.join(b).list(),
            (Self::Optional(a), Self::Optional(b)) => Self::Optional(Rc::new(a.join(b))),
            (Self::Map(a), Self::Map(b)) => {
                let ([a, x], [b, y]) = (&**a, &**b);
                Self::Map(Rc::new([a.join(b), x.join(y)]))
            }
            _ if self.is_text() && other.is_text() && !self.is_open() && !other.is_open() => Self::Text,
            _ => Self::Dyn,
        }
    }
}

/// The meaning of a name.
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
    /// The meaning of a dotted name. A fact is given its number the first time.
    fn meaning(&mut self, path: &str) -> Option<Meaning>;

    /// The fact that a function of the site stands for: `seen('hero')`, `now.daysUntil('2026-12-24')`,
    /// `place.near(47.4, 8.5, 50)`. `None`: there is no such function.
    ///
    /// # Errors
    /// A sentence, and the number of the argument that it is about.
    fn function(&mut self, name: &str, arguments: &[Argument]) -> Option<Result<(u32, Type), (usize, String)>>;

    /// Every name there is, for "did you mean".
    fn known(&self) -> Vec<String>;

    /// Every function of the site.
    fn functions(&self) -> &'static [&'static str];

    /// The platform.
    fn platform(&self) -> &dyn Platform;

    /// Takes so many steps from those that all rules together may take while they are compiled. Are any left?
    fn spend(&self, _steps: usize) -> bool {
        true
    }
}

/// An argument of a function of the site: those take nothing but what is written down.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A text.
    Text(String),
    /// A number of either kind.
    Number(f64),
    /// Something that is not known beforehand.
    Other,
}
