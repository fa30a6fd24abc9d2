//! Other bandits that a site runs: they see what came of a hundred visitors at a time.

use crate::chance::Chance;

/// So many visitors are dealt with before anything is learned of them.
pub const BATCH: usize = 100;

/// Of each headline how many saw it, and how many of them clicked.
pub type Known = Vec<[f64; 2]>;

/// Who is shown what, by what is known.
pub type Deal<'a> = &'a mut dyn FnMut(&Known, &mut Chance) -> usize;

/// The clicks that are to be expected of what was shown, over so many visitors.
pub fn run(truth: &[f64], visitors: usize, chance: &mut Chance, deal: Deal<'_>) -> f64 {
    let mut known = vec![[0.0; 2]; truth.len()];
    let mut won = 0.0;
    for _ in 0..visitors / BATCH {
        let mut views = vec![0; truth.len()];
        (0..BATCH).for_each(|_| views[deal(&known, chance)] += 1);
        for ((seen, likely), own) in views.into_iter().zip(truth).zip(&mut known) {
            own[0] += seen as f64;
            own[1] += chance.of(seen, *likely) as f64;
            won += seen as f64 * likely;
        }
    }
    won
}

/// One in ten by chance, and else the one with most clicks a view; what nobody saw first.
pub fn greedy(known: &Known, chance: &mut Chance) -> usize {
    if chance.part() < 0.1 {
        return chance.below(known.len());
    }
    greatest(known.iter().map(|[views, clicks]| if *views > 0.0 { clicks / views } else { 1.0 }))
}

/// Thompson sampling with a beta prior that the headlines of other tests gave.
pub fn thompson(prior: [f64; 2], known: &Known, chance: &mut Chance) -> usize {
    greatest(known.iter().map(|[views, clicks]| chance.beta([prior[0] + clicks, prior[1] + views - clicks])))
}

fn greatest(values: impl Iterator<Item = f64>) -> usize {
    values.enumerate().max_by(|one, other| one.1.total_cmp(&other.1)).map_or(0, |(place, _)| place)
}
