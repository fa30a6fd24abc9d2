//! What would have been shown instead, row by row.

use crate::device::{Device, Shown};
use crate::log::Log;
use crate::prior::Prior;
use crate::slot::Slot;

/// What a way of choosing does in one row: mostly it shows one variant, and else any of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Choice {
    /// The variant.
    pub variant: usize,
    /// The share of views in which chance decides.
    pub chance: f64,
}

impl Choice {
    /// How likely it shows a variant, of so many.
    pub fn likely(self, variant: usize, count: usize) -> f64 {
        let sure = if self.variant == variant { 1.0 - self.chance } else { 0.0 };
        sure + self.chance / count.max(1) as f64
    }
}

/// Chance alone.
pub fn uniform(log: &Log) -> Vec<Choice> {
    vec![Choice { variant: 0, chance: 1.0 }; log.len()]
}

/// Of each fold one variant for everybody.
pub fn fixed(log: &Log, variants: &[usize]) -> Vec<Choice> {
    let of = |fold: usize| Choice { variant: variants.get(fold).copied().unwrap_or_default(), chance: 0.0 };
    log.rows().map(|row| of(row.fold)).collect()
}

/// The prior as it is, for readers of whom nothing is known; in the rows that are wanted.
pub fn frozen(slot: &Slot, prior: &Prior, log: &Log, choices: &mut [Choice], wanted: impl Fn(usize) -> bool) {
    let device = Device::new(slot, prior);
    let mut features = Vec::new();
    for (row, choice) in log.rows().zip(choices).filter(|(row, _)| wanted(row.fold)) {
        log.put(row.number, &mut features);
        *choice = Choice { variant: device.choose(&features).variant, chance: slot.floor };
    }
}

/// The slot as it learns, by replay (Li, Chu, Langford and Wang, WSDM 2011): a device takes in those of its reader's views in which it
/// would have shown what was shown.
pub fn learning(
    slot: &Slot,
    prior: &Prior,
    (log, readers): (&Log, &[Vec<usize>]),
    choices: &mut [Choice],
    wanted: impl Fn(usize) -> bool,
) {
    let fresh = Device::new(slot, prior);
    let mut features = Vec::new();
    for rows in readers {
        let mut device = None;
        for row in rows.iter().map(|number| log.row(*number)).filter(|row| wanted(row.fold)) {
            let device = device.get_or_insert_with(|| fresh.clone());
            log.put(row.number, &mut features);
            let shown: Shown = device.choose(&features);
            if let Some(choice) = choices.get_mut(row.number) {
                *choice = Choice { variant: shown.variant, chance: slot.floor };
            }
            if shown.variant == row.variant {
                device.learn(shown, &features, row.reward, row.weight);
            }
        }
    }
}
