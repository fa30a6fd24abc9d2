//! Switchback: the arm changes from hour to hour, and the totals of the hours tell what it does.
//!
//! Neighbouring hours are compared with each other, so that the swing of a day cancels. What an hour has of its own shows in how much
//! the blocks differ, and is in the variance (Bojinov, Simchi-Levi and Zhao, Management Science 2023).

use super::chance::Chance;
use super::effect::{Effect, Scale, Silent};
use crate::prelude::*;
use libm::fabs;

/// Up to so many blocks every way to have drawn the arms is looked at; of more, a sample.
const EVERY: usize = 13;
const DRAWS: u64 = 10_000;

/// An hour, or a day: which of the two arms it had, and its totals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hour {
    /// Its number, counted from anywhere.
    pub at: i64,
    /// Had it the second arm?
    pub second: bool,
    /// Sessions.
    pub n: f64,
    /// Σ y of them.
    pub sum: f64,
}

/// Neighbouring hours, some with each arm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Block {
    first: (f64, f64),
    second: (f64, f64),
}

impl Block {
    fn take(&mut self, hour: &Hour) {
        let side = if hour.second { &mut self.second } else { &mut self.first };
        side.0 += hour.n;
        side.1 += hour.sum;
    }

    fn add(&mut self, other: &Block) {
        self.first = (self.first.0 + other.first.0, self.first.1 + other.first.1);
        self.second = (self.second.0 + other.second.0, self.second.1 + other.second.1);
    }

    fn is_whole(&self) -> bool {
        self.first.0 > 0.0 && self.second.0 > 0.0
    }

    fn base(&self) -> f64 {
        self.first.1 / self.first.0
    }

    fn difference(&self) -> f64 {
        self.second.1 / self.second.0 - self.base()
    }

    /// Nearly as much as it tells: n₁n₂/(n₁ + n₂).
    fn weight(&self) -> f64 {
        self.first.0 * self.second.0 / (self.first.0 + self.second.0)
    }
}

/// Hours in their order → blocks, each no longer than it takes to have both arms. Where pairs were drawn, they may begin at the second
/// hour of the table; the arms alone tell, so that the choice favours nobody.
pub fn blocks(hours: &[Hour]) -> Vec<Block> {
    let drawn = drawn(hours);
    let (now, later) = (grown(&drawn, 0), grown(&drawn, 1));
    if later.len() > now.len() { later } else { now }
}

/// What the arm was drawn for: hours, or days of them. It is what all stretches with one arm are multiples of.
fn drawn(hours: &[Hour]) -> Vec<Hour> {
    let changes: Vec<i64> = changes(hours).collect();
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else {
        return hours.to_vec();
    };
    let long = changes.iter().fold(last - first, |all, at| greatest(all, at - first)).max(1);
    let mut all: Vec<Hour> = Vec::new();
    for hour in hours {
        let at = (hour.at - first).div_euclid(long);
        match all.last_mut() {
            Some(unit) if unit.at == at => {
                unit.n += hour.n;
                unit.sum += hour.sum;
            }
            _ => all.push(Hour { at, ..*hour }),
        }
    }
    all
}

/// The hours with another arm than the one before.
fn changes(hours: &[Hour]) -> impl Iterator<Item = i64> {
    hours.windows(2).filter_map(|pair| match pair {
        [before, now] if before.second != now.second => Some(now.at),
        _ => None,
    })
}

/// The greatest common divisor.
fn greatest(one: i64, other: i64) -> i64 {
    if other == 0 { one } else { greatest(other, one % other) }
}

/// The first `skip` hours go to the first block, and hours at the end that have one arm to the last.
fn grown(hours: &[Hour], skip: usize) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let mut block = Block::default();
    for hour in hours.iter().skip(skip) {
        block.take(hour);
        if block.is_whole() {
            all.push(core::mem::take(&mut block));
        }
    }
    if let Some(last) = all.last_mut() {
        last.add(&block);
    }
    if let Some(first) = all.first_mut() {
        hours.iter().take(skip).for_each(|hour| first.take(hour));
    }
    all
}

/// The effect: the mean of the differences by weight, whose variance is told by how much they differ (the estimator HC2 of
/// MacKinnon and White 1985), with as many degrees of freedom as blocks of one size would have (Kish 1965, Survey Sampling).
pub fn effect(blocks: &[Block], scale: Scale) -> Result<Effect, Silent> {
    let sum = |of: &dyn Fn(&Block) -> f64| blocks.iter().map(of).sum::<f64>();
    let all = sum(&Block::weight);
    if blocks.len() < 2 {
        return Err(Silent::Nobody);
    }
    let base = sum(&|block| block.weight() * block.base()) / all;
    let difference = sum(&|block| block.weight() * block.difference()) / all;
    if scale == Scale::Relative && base == 0.0 {
        return Err(Silent::NoBaseline);
    }
    let (estimate, unit) = if scale == Scale::Relative { (difference / base, base) } else { (difference, 1.0) };
    let fitted = |block: &Block| if scale == Scale::Relative { estimate * block.base() } else { estimate };
    let variance = sum(&|block| {
        let share = block.weight() / all;
        let off = share * (block.difference() - fitted(block)) / unit;
        off * off / (1.0 - share)
    });
    if variance <= 0.0 {
        return Err(Silent::NoVariance);
    }
    let squares = sum(&|block| block.weight() * block.weight());
    let n = sum(&|block| block.first.0 + block.second.0);
    Ok(Effect { estimate, variance, freedom: all * all / squares - 1.0, n })
}

/// The randomisation test: how often an effect as large comes when the arms within each block change places (Fisher 1935; Bojinov and
/// others 2023). It supposes nothing of how the hours vary.
pub fn randomisation(blocks: &[Block], seed: u64) -> f64 {
    let terms: Vec<f64> = blocks.iter().map(|block| block.weight() * block.difference()).collect();
    let seen = fabs(terms.iter().sum());
    let mut chance = Chance(seed);
    let every = terms.len() <= EVERY;
    let draws = if every { 1 << terms.len() } else { DRAWS };
    let as_large = (0..draws).filter(|draw| {
        let mut signs = *draw;
        let drawn: f64 = terms
            .iter()
            .enumerate()
            .map(|(place, term)| {
                if !every && place % 64 == 0 {
                    signs = chance.draw();
                }
                let sign = signs >> (place % 64) & 1;
                if sign == 0 { *term } else { -term }
            })
            .sum();
        // What was drawn is among them, however its sum is rounded.
        fabs(drawn) >= seen * (1.0 - 1e-12)
    });
    let count = as_large.count() as f64;
    // The draw that was seen counts too (Phipson and Smyth 2010).
    if every { count / draws as f64 } else { (count + 1.0) / (draws as f64 + 1.0) }
}
