//! How a brand writes: read from a file, measured from its own texts, and how far a text is from it.

mod check;
pub mod ease;
pub mod learn;
pub mod measure;
pub mod read;
pub mod told;

use crate::brief::words::Words;

/// A voice.
#[derive(Debug, Default)]
pub struct Voice {
    /// Formality, warmth, energy and brevity, each from 0 to 1.
    pub dials: [Option<f64>; 4],
    /// Who speaks.
    pub person: Option<String>,
    /// How the reader is spoken to, by language.
    pub address: Vec<(String, String)>,
    /// The most words of a sentence.
    pub sentence: Option<u32>,
    /// From where to where a text is to be easy to read, by language.
    pub ease: Vec<(String, f64, f64)>,
    /// The most emoji.
    pub emoji: Option<u32>,
    /// The most exclamation marks.
    pub exclamations: Option<u32>,
    /// Words for words, by language: the first of the forms is what is said, the others what is not.
    pub prefer: Words,
    /// What is never said, by language: each in all its forms.
    pub never: Words,
    /// Marks that it does not use.
    pub marks: Vec<String>,
    /// What has to stand, by language.
    pub disclaimers: Words,
    /// What was measured of its own texts.
    pub measured: Option<learn::Measured>,
}

/// The dials, as files name them.
pub const DIALS: [&str; 4] = ["formality", "warmth", "energy", "brevity"];
