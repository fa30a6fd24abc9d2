//! Lists of words by language: what is a number, a superlative, a guarantee, a negation, a word of prices or of days. Lists are data: a line
//! for each kind. `word-` has the endings of German adjectives, `-est` is an ending, `am -sten` a word before one.

use std::sync::OnceLock;

use crate::fold::folded;

pub mod closed;
pub mod german;

/// What a word claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// A number in words.
    Number,
    /// More than all others.
    Superlative,
    /// A guarantee or a promise.
    Guarantee,
    /// A negation.
    Negation,
    /// A discount, or that something costs nothing.
    Price,
    /// A day or a month.
    Date,
    /// A phrase that claims nothing, although a word of it would.
    Except,
    /// A word that has the ending of a claim, and is none.
    Plain,
}

impl Claim {
    const NAMES: [(&'static str, Self); 8] = [
        ("number", Self::Number),
        ("superlative", Self::Superlative),
        ("guarantee", Self::Guarantee),
        ("negation", Self::Negation),
        ("price", Self::Price),
        ("date", Self::Date),
        ("except", Self::Except),
        ("plain", Self::Plain),
    ];

    /// As findings name it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, claim)| *claim == self).map_or("", |(name, _)| name)
    }
}

/// Languages that have lists.
pub const LANGUAGES: [(&str, &str); 3] =
    [("en", include_str!("en.words")), ("de", include_str!("de.words")), ("ar", include_str!("ar.words"))];

/// A phrase of a list: its words, what it claims, and which number it is.
#[derive(Debug)]
pub struct Phrase {
    /// Its words in one way of writing. Those with “-” stand for endings.
    pub words: Vec<String>,
    /// What it claims.
    pub claim: Claim,
    /// Which number it is.
    pub value: Option<u32>,
}

/// The language of a tag.
pub fn language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The phrases of a language; none where it has no list.
pub fn phrases(language: &str) -> &'static [Phrase] {
    static READ: [OnceLock<Vec<Phrase>>; 3] = [const { OnceLock::new() }; 3];
    let mut all = LANGUAGES.iter().zip(&READ);
    let found = all.find(|((known, _), _)| *known == language);
    found.map_or(&[], |((_, text), read)| read.get_or_init(|| text.lines().flat_map(line).collect()))
}

fn line(line: &str) -> Vec<Phrase> {
    let (kind, words) = line.split_once(':').unwrap_or_default();
    let Some((_, claim)) = Claim::NAMES.iter().find(|(name, _)| *name == kind) else { return Vec::new() };
    words.split(',').filter(|one| !one.trim().is_empty()).map(|one| phrase(one.trim(), *claim)).collect()
}

fn phrase(text: &str, claim: Claim) -> Phrase {
    let (words, value) = text.split_once('=').map_or((text, None), |(words, value)| (words, value.parse().ok()));
    Phrase { words: folded(words).split(' ').flat_map(parts).collect(), claim, value }
}

/// A line between letters divides a word; at its beginning or its end it stands for letters.
fn parts(word: &str) -> Vec<String> {
    let is_open = word.starts_with('-') || word.ends_with('-');
    if is_open { vec![word.to_owned()] } else { word.split('-').map(str::to_owned).collect() }
}

/// The endings of German adjectives.
const ENDINGS: [&str; 5] = ["e", "en", "er", "es", "em"];

/// Is this word of a text the word of a list?
pub fn fits(word: &str, listed: &str) -> bool {
    if word == listed {
        return true;
    }
    let stem = |stem: &str| ENDINGS.iter().any(|ending| word.strip_suffix(ending) == Some(stem));
    match (listed.strip_prefix('-'), listed.strip_suffix('-')) {
        (Some(inner), Some(_)) => {
            let inner = inner.trim_end_matches('-');
            ENDINGS.iter().any(|ending| {
                word.strip_suffix(ending).is_some_and(|rest| rest.len() > inner.len() + 1 && rest.ends_with(inner))
            })
        }
        (Some(ending), None) => word.len() > ending.len() + 1 && word.ends_with(ending),
        (None, Some(begin)) => stem(begin),
        _ => false,
    }
}
