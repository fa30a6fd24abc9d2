//! Readers who are made up: what each likes depends on the moment, on what all have in common, and on themselves.

use learn::log::{FOLDS, Log};
use learn::prior::{Beginning, Prior};
use learn::slot::{Feature, Slot};

use crate::chance::Chance;

/// Each variant is liked so much at all, and so much more by each feature.
pub struct World {
    pub likes: Vec<Vec<f64>>,
    /// How much readers differ in what they like at all: a standard deviation.
    pub spread: f64,
}

/// A reader: how much more each variant is liked than by others.
pub type Reader = Vec<f64>;

impl World {
    /// What works depends on the moment, and the last variant is best for everybody.
    pub fn of_moments(spread: f64) -> Self {
        let likes = vec![vec![0.15, 0.3, 0.0], vec![0.1, 0.0, 0.3], vec![0.32, 0.0, 0.0]];
        Self { likes, spread }
    }

    /// The moment tells nothing.
    pub fn of_habits() -> Self {
        Self { likes: vec![vec![0.2, 0.1, 0.1], vec![0.2, 0.1, 0.1], vec![0.3, 0.1, 0.1]], spread: 0.05 }
    }

    pub fn slot(&self) -> Slot {
        let count = self.likes.len();
        let width = self.likes[0].len();
        let feature = |number| Feature { name: format!("f{number}"), word: None, is_rule: false, from: 0.0, span: 1.0 };
        let own = |one: usize| (0..count).map(|other| f64::from(u8::from(one == other))).collect();
        Slot {
            variants: (0..count).map(|number| format!("v{number}")).collect(),
            features: (1..width).map(feature).collect(),
            relations: (0..count).map(own).collect(),
            prior: flat(count, width),
            ..Slot::default()
        }
    }

    pub fn reader(&self, chance: &mut Chance) -> Reader {
        self.likes.iter().map(|_| self.spread * chance.normal()).collect()
    }

    /// One feature is there or not, the others are any number; a one stands before them.
    pub fn moment(&self, chance: &mut Chance) -> Vec<f64> {
        let width = self.likes[0].len();
        let one = |place| match place {
            0 => 1.0,
            1 => f64::from(u8::from(chance.part() < 0.4)),
            _ => f64::from(chance.part() as f32),
        };
        (0..width).map(one).collect()
    }

    /// How likely a success is.
    pub fn likely(&self, reader: &Reader, variant: usize, moment: &[f64]) -> f64 {
        let likes = &self.likes[variant];
        let sum: f64 = likes.iter().zip(moment).map(|(one, other)| one * other).sum();
        (sum + reader[variant]).clamp(0.0, 1.0)
    }

    /// What a site logged: so many readers with so many views each, whose variants were drawn by the moment.
    pub fn log(&self, readers: usize, views: usize, seed: u64) -> Log {
        let mut chance = Chance(seed);
        let mut log = Log { width: self.likes[0].len(), ..Log::default() };
        for unit in 0..readers {
            let (reader, fold) = (self.reader(&mut chance), (chance.bits() % FOLDS as u64) as u32);
            for _ in 0..views {
                let moment = self.moment(&mut chance);
                let drawn = drawn(&moment, self.likes.len());
                let variant = chance.pick(&drawn);
                let success = chance.part() < self.likely(&reader, variant, &moment);
                log.features.extend(moment.iter().map(|one| *one as f32));
                log.variants.push(variant as u32);
                log.rewards.push(f64::from(u8::from(success)));
                log.propensities.push(drawn[variant]);
                log.units.push(unit as u32);
                log.folds.push(fold);
            }
        }
        log
    }
}

/// The site shows the first variant more in some moments.
fn drawn(moment: &[f64], count: usize) -> Vec<f64> {
    let first = 0.2 + 0.4 * moment[1];
    (0..count).map(|variant| if variant == 0 { first } else { (1.0 - first) / (count - 1) as f64 }).collect()
}

pub fn flat(variants: usize, width: usize) -> Prior {
    Prior { noise: 1.0, variants: vec![Beginning::flat(width); variants] }
}
