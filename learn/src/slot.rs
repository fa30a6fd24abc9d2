//! What a program says of a slot that learns.

use tailorbird::bandit::normal::triangle;
use tailorbird::program::Program;
use tailorbird::program::learner::Learner;

use crate::prior::{Beginning, Prior};

/// A slot that learns.
#[derive(Clone, Debug, Default)]
pub struct Slot {
    /// The names of its variants, the default last.
    pub variants: Vec<String>,
    /// Its features, as the manifest names them, and by what they become numbers.
    pub features: Vec<Feature>,
    /// The checksum of the features.
    pub form: u32,
    /// The share of views in which chance decides.
    pub floor: f64,
    /// Of each variant, how much what came of each tells of it.
    pub relations: Vec<Vec<f64>>,
    /// What is known beforehand.
    pub prior: Prior,
}

/// A feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// The rule or the fact, as the site wrote it: the column of a log that has it.
    pub name: String,
    /// Of a fact that is one of several words, the word for which this is 1.
    pub word: Option<String>,
    /// Is it a rule? Then it is 0 or 1.
    pub is_rule: bool,
    /// A number is less this,
    pub from: f64,
    /// and divided by that.
    pub span: f64,
}

impl Slot {
    /// Reads the slot of this name. `None`: it is not there, or does not learn.
    pub fn read(program: &Program, name: &str) -> Option<Self> {
        let learner = Learner::all(program)
            .find(|learner| program.slots.get(learner.slot()).is_some_and(|slot| program.text(slot.name) == name))?;
        let slot = program.slots.get(learner.slot())?;
        let count = learner.variants();
        let name = |number| program.variant(&slot, number).map_or("", |variant| program.text(variant.name)).to_owned();
        let features = (0..learner.features()).map(|number| {
            let one = learner.feature(number);
            let label = program.text(one.label);
            let (name, word) = program
                .rules
                .before(one.rule)
                .and_then(|rule| parted(label, program.text(rule.source)))
                .map_or((label, None), |(name, word)| (name, Some(word.to_owned())));
            Feature { name: name.to_owned(), word, is_rule: one.rule > 0, from: one.from, span: one.span }
        });
        let (mut place, mut relations, mut variants) = (learner.priors(), Vec::new(), Vec::new());
        for _ in 0..count {
            relations.push((place..place + count).map(|place| learner.number(place)).collect());
            let (beginning, after) = beginning(learner, place + count);
            variants.push(beginning);
            place = after;
        }
        Some(Self {
            variants: (0..count).map(name).collect(),
            features: features.collect(),
            form: learner.form() as u32,
            floor: learner.floor(),
            relations,
            prior: Prior { noise: learner.noise(), variants },
        })
    }

    /// The number of numbers of a row: a one, then the features.
    pub fn width(&self) -> usize {
        self.features.len() + 1
    }

    /// Does it know anything beforehand?
    pub fn has_prior(&self) -> bool {
        self.prior.variants.iter().any(|one| one.square.is_some())
    }
}

/// The fact and the word of a label, where the rule asks whether one is the other (`tailorbird::manifest` writes both).
fn parted<'a>(label: &'a str, rule: &str) -> Option<(&'a str, &'a str)> {
    let parts =
        label.match_indices(" = ").map(|(at, between)| (label.split_at(at).0, label.split_at(at + between.len()).1));
    parts.into_iter().find(|(name, _)| {
        let asked = rule.strip_prefix('(').and_then(|rest| rest.strip_prefix(*name));
        asked.is_some_and(|rest| rest.starts_with(") == \""))
    })
}

/// What a device begins with for the variant whose prior stands here, and where the next one stands.
fn beginning(learner: Learner<'_>, place: usize) -> (Beginning, usize) {
    let width = learner.features() + 1;
    let length = triangle(width) + width;
    if learner.number(place) <= 0.0 {
        return (Beginning::flat(width), place + 1);
    }
    let square = Some(learner.number(place) - 1.0);
    let known = (place + 1..place + 1 + length).map(|place| learner.number(place)).collect();
    (Beginning { known, square }, place + 1 + length)
}
