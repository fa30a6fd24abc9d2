//! How many views a prior is worth to one device: so many that the outcomes of readers who were held out are foretold best, each view by
//! what came of the reader's views before it. That is how much readers differ from each other, as a hierarchical model has it.

use crate::device::{Device, Shown};
use crate::fit::Fit;
use crate::log::Log;
use crate::prior::{Packed, Prior};
use crate::slot::Slot;

/// The numbers of views that are tried.
pub const VIEWS: [f64; 9] = [3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10_000.0, 30_000.0];
/// Where no reader has two views nothing tells how readers differ: so many, by which a device learns little.
pub const UNKNOWN: f64 = 1000.0;
/// So much is reckoned at most for one number of views: readers beyond it are left out.
const MOST: f64 = 1e8;

/// The prior of a fit that is worth so many views. What a log knows little of is worth less.
pub fn prior(fit: &Fit, views: f64) -> (Prior, Vec<Packed>) {
    let packed: Vec<Packed> = fit
        .weights
        .iter()
        .zip(&fit.views)
        .map(|(means, own)| {
            let own = own + fit.pull.one;
            Packed::new(means, &fit.square, views * own / (views + own))
        })
        .collect();
    (Prior { noise: fit.noise, variants: packed.iter().map(Packed::beginning).collect() }, packed)
}

/// What is not foretold of some readers, for each number of views.
#[derive(Clone, Debug, Default)]
pub struct Missed(Vec<[f64; VIEWS.len()]>);

impl Missed {
    /// Foretells the readers of one fold by a fit that has not seen them.
    pub fn add(&mut self, slot: &Slot, log: &Log, readers: &[Vec<usize>], fit: &Fit, fold: usize) {
        let priors = VIEWS.map(|views| prior(fit, views).0);
        let devices = priors.each_ref().map(|prior| Device::new(slot, prior));
        let width = slot.width() as f64;
        let related = slot.relations.first().map_or(1, |all| all.iter().filter(|part| **part > 0.0).count());
        let cost = related as f64 * (width * width * width / 3.0 + 4.0 * width * width) + 50.0;
        let mut left = MOST;
        let own = |rows: &&Vec<usize>| rows.len() > 1 && rows.first().is_some_and(|one| log.row(*one).fold == fold);
        for rows in readers.iter().filter(own) {
            left -= cost * rows.len() as f64;
            if left < 0.0 {
                return;
            }
            self.0.push(devices.each_ref().map(|device| missed(log, device.clone(), rows)));
        }
    }

    /// The number of views that misses least. Where a greater one misses no more than by chance (one standard error), that: it promises
    /// more to readers who are new. `None`: nobody was foretold.
    pub fn best(&self) -> Option<f64> {
        let mean = |place: usize| self.0.iter().filter_map(|all| all.get(place)).sum::<f64>() / self.0.len() as f64;
        let means: Vec<f64> = (0..VIEWS.len()).map(mean).collect();
        let (best, _) = means.iter().enumerate().min_by(|one, other| one.1.total_cmp(other.1))?;
        let count = self.0.len() as f64;
        let is_near = |place: &usize| {
            let more = |all: &[f64; VIEWS.len()]| Some(all.get(*place)? - all.get(best)?);
            let more: Vec<f64> = self.0.iter().filter_map(more).collect();
            let mean = more.iter().sum::<f64>() / count;
            let spread = more.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>();
            mean <= (spread / (count * (count - 1.0).max(1.0))).sqrt()
        };
        let place = if self.0.is_empty() { return None } else { (best..VIEWS.len()).rev().find(is_near)? };
        VIEWS.get(place).copied()
    }
}

/// The mean square of what a device does not foretell of its reader's views after the first.
fn missed(log: &Log, mut device: Device<'_>, rows: &[usize]) -> f64 {
    let (mut sum, mut features) = (0.0, Vec::new());
    for (place, number) in rows.iter().enumerate() {
        let row = log.row(*number);
        log.put(*number, &mut features);
        if place > 0 {
            let miss = row.reward - device.promise(row.variant, &features).mean;
            sum += row.weight * miss * miss;
        }
        device.learn(Shown { variant: row.variant, account: [0.0; 2] }, &features, row.reward, row.weight);
    }
    sum
}
