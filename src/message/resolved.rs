//! Resolved expressions: a value, how it is written, and how something is selected by it.

use crate::prelude::*;
use alloc::rc::Rc;

use crate::limits;
use crate::program::part::Isolate;

/// An expression, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The text in braces that stands for it where it cannot be shown: `$name`, `|literal|` or `:function`.
    pub source: String,
    /// The value.
    pub content: Content,
    /// The direction of `u:dir`.
    pub direction: Option<Isolate>,
    /// The text of `u:id`.
    pub id: Option<String>,
}

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// An expression that could not be resolved.
    Fallback,
    /// A text.
    Text(Text),
    /// A number, and how it is written.
    Number(Number),
    /// A moment, and how it is written.
    Moment(Moment),
    /// A list of texts, by the number of its name, and how it is written; `None`: nobody said.
    List(u32, Option<Options>),
    /// A stretch of time from now, and how it is written: in the unit that the options name, else in milliseconds.
    Relative(Amount, Options),
    /// Of a type that nothing here takes: as a sentence calls it.
    Other(&'static str),
    /// The value of a function that the specification does not name.
    Custom(Custom),
}

/// The value of a function that the specification does not name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Custom {
    /// The number that it stands for, as an option or an operand.
    pub number: f64,
    /// Its text; `None`: it cannot be shown.
    pub text: Option<String>,
    /// The keys that it matches, the best first; `None`: nothing can be selected by it.
    pub keys: Option<Vec<&'static str>>,
    /// Settings of the function, for the next one whose operand it is.
    pub settings: [bool; 3],
}

/// A text.
#[derive(Clone, Debug, PartialEq)]
pub enum Text {
    /// A literal.
    Known(String),
    /// A fact.
    Name(u32),
    /// A word of a closed set, which is selected by and never shown.
    Word(u32, Rc<[String]>),
    /// An argument that the caller of the formatter hands in.
    Argument(u32),
    /// The digits of a number.
    Digits(Amount),
}

/// A number.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The amount.
    pub amount: Amount,
    /// The options of `Intl`.
    pub options: Options,
    /// The way it is selected by; `None`: it cannot be.
    pub select: Option<Select>,
    /// Is it a percentage? Those are selected by what is written, a hundred times as much.
    pub percent: bool,
}

/// The ways of selecting by a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Select {
    /// By its value, then by its plural category.
    Plural,
    /// By its value alone.
    Exact,
}

/// A number that is known, or how it is reckoned.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// A literal.
    Known(f64),
    /// A fact.
    Name(u32),
    /// Two added.
    Sum(Rc<[Amount; 2]>),
    /// The second taken from the first.
    Less(Rc<[Amount; 2]>),
    /// The nearest whole number.
    Whole(Rc<Amount>),
    /// A hundred times as much.
    Hundredfold(Rc<Amount>),
}

impl Amount {
    /// The nearest whole number.
    #[must_use]
    pub fn whole(self) -> Self {
        match self {
            Self::Known(number) => Self::Known(super::format::whole(number)),
            Self::Whole(_) => self,
            other => Self::Whole(Rc::new(other)),
        }
    }

    /// In how many steps it is reckoned.
    pub fn depth(&self) -> usize {
        match self {
            Self::Known(_) | Self::Name(_) => 0,
            Self::Sum(both) | Self::Less(both) => 1 + both.iter().map(Self::depth).max().unwrap_or_default(),
            Self::Whole(one) | Self::Hundredfold(one) => 1 + one.depth(),
        }
    }

    /// Is it reckoned in more steps than a page takes?
    pub fn is_deep(&self) -> bool {
        self.depth() >= limits::MESSAGE_DEPTH
    }

    /// The facts that it reads.
    pub fn names(&self, names: &mut Vec<u32>) {
        match self {
            Self::Known(_) => {}
            Self::Name(name) => names.push(*name),
            Self::Sum(both) | Self::Less(both) => both.iter().for_each(|one| one.names(names)),
            Self::Whole(one) | Self::Hundredfold(one) => one.names(names),
        }
    }
}

/// A moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The moment itself.
    pub at: At,
    /// The options of `Intl`.
    pub options: Options,
    /// How exactly the time is written: 0 not at all, 1 hours, 2 minutes, 3 seconds; `None`: nobody said yet how to
    /// write it.
    pub precision: Option<u8>,
}

/// The moment that a value means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At {
    /// A literal: milliseconds since 1970.
    Known(i64),
    /// A literal without an offset: the time on a clock, whatever its zone.
    Clock(i64),
    /// A fact.
    Name(u32),
}

/// Options, in the terms of `Intl`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Each option once, in the order in which they were set.
    pub all: Vec<(&'static str, Setting)>,
}

/// The value of an option.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// As JSON writes it.
    Fixed(String),
    /// A fact that holds a text.
    Text(u32),
    /// A number.
    Amount(Amount),
}

impl Options {
    /// Sets an option.
    pub fn set(&mut self, name: &'static str, setting: Setting) {
        self.clear(name);
        self.all.push((name, setting));
    }

    /// Sets an option to a word.
    pub fn set_word(&mut self, name: &'static str, word: &str) {
        self.set(name, Setting::Fixed(crate::error::say("\"{}\"", &[word])));
    }

    /// Leaves an option out.
    pub fn clear(&mut self, name: &str) {
        self.all.retain(|(known, _)| *known != name);
    }

    /// The value of an option.
    pub fn get(&self, name: &str) -> Option<&Setting> {
        self.all.iter().find(|(known, _)| *known == name).map(|(_, setting)| setting)
    }

    /// The number that an option is set to, where it is known.
    pub fn number(&self, name: &str) -> Option<u32> {
        match self.get(name)? {
            Setting::Fixed(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The facts that they read.
    pub fn names(&self, names: &mut Vec<u32>) {
        for (_, setting) in &self.all {
            match setting {
                Setting::Fixed(_) => {}
                Setting::Text(name) => names.push(*name),
                Setting::Amount(amount) => amount.names(names),
            }
        }
    }
}

impl Resolved {
    /// The kind of value, as a part of a sentence.
    pub(super) fn describe(&self) -> &'static str {
        match &self.content {
            Content::Fallback => "not known",
            Content::Text(_) => "a text",
            Content::Number(_) => "a number",
            Content::Moment(_) => "a moment",
            Content::List(..) => "a list",
            Content::Relative(..) => "a stretch of time",
            Content::Other(described) => described,
            Content::Custom(_) => "another value",
        }
    }

    /// An expression that could not be resolved.
    pub fn fallback(source: String) -> Self {
        Self { source, content: Content::Fallback, direction: None, id: None }
    }

    /// The facts that it reads.
    pub fn names(&self) -> Vec<u32> {
        let mut names = Vec::new();
        match &self.content {
            Content::Text(Text::Name(name) | Text::Word(name, _)) => names.push(*name),
            Content::Text(Text::Digits(amount)) => amount.names(&mut names),
            Content::List(name, options) => {
                names.push(*name);
                options.iter().for_each(|options| options.names(&mut names));
            }
            Content::Relative(amount, options) => {
                amount.names(&mut names);
                options.names(&mut names);
            }
            Content::Number(number) => {
                number.amount.names(&mut names);
                number.options.names(&mut names);
            }
            Content::Moment(moment) => {
                if let At::Name(name) = moment.at {
                    names.push(name);
                }
                moment.options.names(&mut names);
            }
            _ => {}
        }
        names
    }
}
