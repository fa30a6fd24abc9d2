//! The facts of a brief, and what must and must not be said.

mod check;
pub mod day;
pub mod read;
pub mod words;

use words::Words;

/// A brief.
#[derive(Debug, Default)]
pub struct Brief {
    /// The channels that it is for.
    pub channels: Vec<String>,
    /// The languages that it is for.
    pub languages: Vec<String>,
    /// What is true.
    pub facts: Vec<Fact>,
    /// What has to be said, by language.
    pub must: Words,
    /// What must not be said, by language: each in all its forms.
    pub never: Words,
    /// What may be said although it is no fact: words, hashtags, mentions.
    pub allow: Words,
}

/// A fact.
#[derive(Debug)]
pub struct Fact {
    /// What the brief calls it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The name that it is a fact of.
    pub of: Option<String>,
    /// May a text leave it out?
    pub optional: bool,
    /// How else the site writes it, by language.
    pub forms: Words,
}

/// What a fact is. How a language writes a number or a day is handed in.
#[derive(Debug)]
pub enum Kind {
    /// What something costs.
    Price,
    /// A day, or from one to another.
    Date,
    /// How much of something: the amount, where it is a whole number.
    Quantity(Option<u32>),
    /// What something is called.
    Name(Words),
    /// An address.
    Url(String),
    /// Things, each of which has to be there.
    List(Words),
    /// That one is more than the other: both names, and the words between them.
    Comparison(String, String, Words),
    /// From one value to another.
    Change,
}

impl Kind {
    /// As files name it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Date => "date",
            Self::Quantity(_) => "quantity",
            Self::Name(_) => "name",
            Self::Url(_) => "url",
            Self::List(_) => "list",
            Self::Comparison(..) => "comparison",
            Self::Change => "change",
        }
    }
}
