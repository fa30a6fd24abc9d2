//! What another way of choosing would have earned on a log, with intervals.
//!
//! IPS weighs each success by how much more likely the other way shows that variant (Horvitz and Thompson 1952); SNIPS divides by the sum of
//! these ratios instead of the number of views (Swaminathan and Joachims, NIPS 2015); DR takes what a model foretells, and weighs only what
//! that missed (Dudík, Langford and Li, ICML 2011), where the model has not seen the reader.
//!
//! Intervals are those of a normal distribution, by the influence of each reader on the estimate (the delta method; Owen, Monte Carlo
//! theory, sections 2.7 and 9.2). All of what a reader did counts as one, so that it does not matter how alike a reader's views are.

use crate::fit::Fit;
use crate::log::{Log, Row};
use crate::policy::Choice;

/// The normal distribution has 95 % within so many standard deviations.
const WIDE: f64 = 1.959_963_984_540_054;

/// What was found, and between what it lies in 95 of 100 logs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// It.
    pub value: f64,
    /// Not less than this.
    pub low: f64,
    /// Not more than that.
    pub high: f64,
}

/// A row as a way of choosing sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Term {
    /// How much more likely it shows the variant that was shown.
    pub ratio: f64,
    /// What the model foretells of what it would show.
    pub target: f64,
    /// What the model foretells of what was shown.
    pub logged: f64,
}

/// An estimate, and how much each row has to do with it: this much, and so much by its success.
#[derive(Clone, Debug)]
pub struct Found {
    /// The mean.
    pub value: f64,
    influence: Vec<[f64; 2]>,
}

/// What a way of choosing earns, by all three.
#[derive(Clone, Debug)]
pub struct All {
    /// Horvitz and Thompson's.
    pub ips: Found,
    /// Swaminathan and Joachims'.
    pub snips: Found,
    /// Dudík, Langford and Li's.
    pub dr: Found,
    /// So many views of the way itself would tell as much.
    pub effective: f64,
}

/// The rows as a way of choosing sees them. The model of each fold has not seen it.
pub fn terms(log: &Log, variants: usize, choices: &[Choice], models: &[Fit]) -> Vec<Term> {
    let mut features = Vec::new();
    log.rows()
        .zip(choices)
        .map(|(row, choice)| {
            log.put(row.number, &mut features);
            let foretold = |variant: usize| {
                let weights = models.get(row.fold).and_then(|fit| fit.weights.get(variant));
                weights.map_or(0.0, |all| all.iter().zip(&features).map(|(weight, one)| weight * one).sum::<f64>())
            };
            let target = (0..variants).map(|variant| choice.likely(variant, variants) * foretold(variant)).sum();
            let ratio = choice.likely(row.variant, variants) / row.propensity;
            Term { ratio, target, logged: foretold(row.variant) }
        })
        .collect()
}

/// All three estimates.
pub fn estimate(log: &Log, terms: &[Term]) -> All {
    let (mut views, mut ratios, mut squares) = (0.0, 0.0, 0.0);
    for (row, term) in log.rows().zip(terms) {
        views += row.weight;
        ratios += row.weight * term.ratio;
        squares += row.weight * term.ratio * term.ratio;
    }
    let effective = if squares > 0.0 { ratios * ratios / squares } else { 0.0 };
    All {
        ips: mean(log, views, terms.iter().map(|term| [0.0, term.ratio, 1.0])),
        snips: mean(log, ratios, terms.iter().map(|term| [0.0, term.ratio, term.ratio])),
        dr: mean(log, views, terms.iter().map(|term| [term.target - term.ratio * term.logged, term.ratio, 1.0])),
        effective,
    }
}

/// The mean success of what was shown.
pub fn logged(log: &Log) -> Found {
    let views = log.rows().map(|row| row.weight).sum();
    mean(log, views, (0..log.len()).map(|_| [0.0, 1.0, 1.0]))
}

/// A sum of numbers, of which each is one part and another by the success, over a sum of others.
fn mean(log: &Log, over: f64, parts: impl Iterator<Item = [f64; 3]> + Clone) -> Found {
    let sum: f64 =
        log.rows().zip(parts.clone()).map(|(row, [part, by, _])| row.weight * (part + by * row.reward)).sum();
    let value = if over > 0.0 { sum / over } else { 0.0 };
    let over = over.max(f64::MIN_POSITIVE);
    Found { value, influence: parts.map(|[part, by, own]| [(part - value * own) / over, by / over]).collect() }
}

impl Found {
    /// With its interval.
    pub fn interval(&self, log: &Log) -> Estimate {
        let wide = WIDE * self.deviation(log);
        Estimate { value: self.value, low: self.value - wide, high: self.value + wide }
    }

    /// How much more than another it is.
    pub fn less(&self, other: &Self) -> Self {
        let influence = self.influence.iter().zip(&other.influence);
        Self { value: self.value - other.value, influence: influence.map(|([a, b], [c, d])| [a - c, b - d]).collect() }
    }

    /// The standard deviation.
    fn deviation(&self, log: &Log) -> f64 {
        let by = |row: &Row, reward: f64| {
            let [part, by] = self.influence.get(row.number).copied().unwrap_or_default();
            part + by * reward
        };
        let (mut squares, mut count) = (0.0, 0.0);
        if log.units.is_empty() {
            for row in log.rows() {
                // A row of several views is as many readers, each with a success or none.
                let square = |reward: f64| by(&row, reward) * by(&row, reward);
                let mixed = row.reward * square(1.0) + (1.0 - row.reward) * square(0.0);
                squares += if log.is_counted { row.weight * mixed } else { square(row.reward) };
                count += if log.is_counted { row.weight } else { 1.0 };
            }
        } else {
            for rows in log.readers().iter().filter(|rows| !rows.is_empty()) {
                let rows = rows.iter().map(|number| log.row(*number));
                let sum: f64 = rows.map(|row| row.weight * by(&row, row.reward)).sum();
                squares += sum * sum;
                count += 1.0;
            }
        }
        let more = if count > 1.0 { count / (count - 1.0) } else { 1.0 };
        (squares * more).sqrt()
    }
}
