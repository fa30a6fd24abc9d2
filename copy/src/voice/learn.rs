//! A brand's own texts → its voice: each measure with how far it varies, and the words that it uses more, or less, than plain texts do.
//!
//! Words are weighed by log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008). The baseline is other texts that are
//! handed in, or the commonest words of the language with frequencies by Zipf's law.

use std::collections::BTreeMap;

use super::measure::{COUNT, MEASURES, measures, tokens};
use crate::words::closed::closed;
use crate::words::language;

/// How many words are kept of each side.
const WORDS: usize = 60;
/// How many words the baseline of a language stands for, and the share of its commonest one.
const BASELINE: f64 = 10_000.0;
const FIRST: f64 = 0.07;
/// How many words of the baseline a prior is worth.
const PRIOR: f64 = 50.0;
/// What tells more than three times the error tells no more.
const MOST: f64 = 3.0;

/// What was measured.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// The language of the samples.
    pub language: String,
    /// How many samples, and how many words.
    pub size: (usize, usize),
    /// Of each measure the mean and how far samples are from it.
    pub measures: [(f64, f64); COUNT],
    /// Of words that are used more or less than by others: how much.
    pub words: Vec<(String, f64)>,
    /// How much of that a sample has, and how far samples are from it.
    pub usual: (f64, f64),
}

/// A part of a distance.
pub struct Part {
    /// The measure.
    pub name: &'static str,
    /// Of the text, and of the voice.
    pub values: (f64, f64),
    /// How far they are apart, in how far the voice varies.
    pub distance: f64,
}

type Counts = BTreeMap<String, f64>;

fn counts(texts: &[&str]) -> Counts {
    let mut all = Counts::new();
    texts.iter().flat_map(|text| tokens(text)).for_each(|word| *all.entry(word).or_default() += 1.0);
    all
}

/// The commonest words of a language, as often as Zipf's law has them.
fn plain(language: &str) -> Counts {
    let rank = |(rank, word): (usize, &str)| (word.to_owned(), BASELINE * FIRST / (rank as f64 + 1.0));
    closed(language).common.split(' ').enumerate().map(rank).collect()
}

/// Measures a voice. With fewer than two samples nobody knows how far it varies.
pub fn learn(texts: &[&str], tag: &str, baseline: &[&str]) -> Measured {
    let language = language(tag);
    let all: Vec<[f64; COUNT]> = texts.iter().map(|text| measures(text, &language)).collect();
    let mut measured =
        Measured { size: (texts.len(), texts.iter().map(|text| tokens(text).len()).sum()), ..Measured::default() };
    for (place, (into, (_, floor))) in measured.measures.iter_mut().zip(MEASURES).enumerate() {
        let values: Vec<f64> = all.iter().filter_map(|one| one.get(place)).copied().collect();
        *into = spread(&values, floor);
    }
    measured.words = odds(&counts(texts), &if baseline.is_empty() { plain(&language) } else { counts(baseline) });
    let usual: Vec<f64> = texts.iter().map(|text| liking(text, &measured.words)).collect();
    measured.usual = spread(&usual, 0.1);
    measured.language = language;
    measured
}

/// The mean, and the deviation, which is never smaller than what a reader would notice.
fn spread(values: &[f64], floor: f64) -> (f64, f64) {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>() / (count - 1.0).max(1.0);
    (mean, square.sqrt().max(floor))
}

/// z of the log-odds of each word, those that tell most of each side.
fn odds(own: &Counts, other: &Counts) -> Vec<(String, f64)> {
    let (own_sum, other_sum): (f64, f64) = (own.values().sum(), other.values().sum());
    let of = |counts: &Counts, word: &str| counts.get(word).copied().unwrap_or_default();
    let z = |word: &String| {
        let prior = PRIOR * (of(own, word) + of(other, word) + 0.1) / (own_sum + other_sum + 1.0);
        let (mine, theirs) = (of(own, word) + prior, of(other, word) + prior);
        let odds = |count: f64, sum: f64| (count / (sum + PRIOR - count).max(1.0)).ln();
        (word.clone(), (odds(mine, own_sum) - odds(theirs, other_sum)) / (1.0 / mine + 1.0 / theirs).sqrt())
    };
    let mut all: Vec<(String, f64)> = own.keys().chain(other.keys()).map(z).collect();
    all.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    all.dedup();
    let less = all.iter().rev().take(WORDS).filter(|(_, z)| *z < -1.0).cloned();
    all.iter().take(WORDS).filter(|(_, z)| *z > 0.5).cloned().chain(less).collect()
}

/// How much a text uses the words of a voice, and not those that it avoids.
fn liking(text: &str, words: &[(String, f64)]) -> f64 {
    let tokens = tokens(text);
    let of = |token: &String| words.iter().find(|(word, _)| word == token).map_or(0.0, |(_, z)| z.clamp(-MOST, MOST));
    tokens.iter().map(of).sum::<f64>() / tokens.len().max(1) as f64
}

/// How far a text is from a voice: 1 is as far as its own samples mostly are. And by what, the most first.
pub fn distance(text: &str, voice: &Measured) -> (f64, Vec<Part>) {
    let values = measures(text, &voice.language);
    let mut parts: Vec<Part> = MEASURES
        .iter()
        .zip(values)
        .zip(voice.measures)
        .map(|(((name, _), value), (mean, deviation))| part(name, value, mean, (value - mean).abs() / deviation))
        .collect();
    let (mean, deviation) = voice.usual;
    let own = liking(text, &voice.words);
    // Nobody is too much like oneself.
    parts.push(part("words", own, mean, ((mean - own) / deviation).max(0.0)));
    let square = parts.iter().map(|part| part.distance * part.distance).sum::<f64>() / parts.len() as f64;
    parts.sort_by(|one, other| other.distance.total_cmp(&one.distance));
    (square.sqrt(), parts)
}

fn part(name: &'static str, value: f64, mean: f64, distance: f64) -> Part {
    Part { name, values: (value, mean), distance: distance.min(4.0) }
}
