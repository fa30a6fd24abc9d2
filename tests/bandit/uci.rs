//! The data sets: rows of features and a label.

use std::fs;
use std::path::Path;

/// A data set.
pub struct Set {
    /// Of each row a one and the features, and the number of the label.
    pub rows: Vec<(Vec<f64>, usize)>,
    /// The number of labels.
    pub labels: usize,
}

/// Reads one, if it is there. Each feature is brought to a mean of 0 and a standard deviation of a third; one that is always the same is
/// left out. Pixels of digits, from 0 to 16, become parts of 1.
pub fn read(name: &str) -> Option<Set> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/data/{name}.dat"));
    let text = fs::read_to_string(path).ok()?;
    let table: Vec<Vec<f64>> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('@'))
        .map(|line| line.split(',').map(|cell| cell.trim().parse().unwrap()).collect())
        .collect();
    let width = table[0].len() - 1;
    let scales: Vec<Option<(f64, f64)>> = (0..width).map(|column| scale(name, &table, column)).collect();
    let mut labels: Vec<i64> = table.iter().map(|row| row[width] as i64).collect();
    labels.sort_unstable();
    labels.dedup();
    let rows = table.iter().map(|row| {
        let features =
            row.iter().zip(&scales).filter_map(|(value, scale)| scale.map(|(from, span)| (value - from) / span));
        let label = labels.iter().position(|label| *label == row[width] as i64).unwrap();
        (std::iter::once(1.0).chain(features).collect(), label)
    });
    Some(Set { rows: rows.collect(), labels: labels.len() })
}

fn scale(name: &str, table: &[Vec<f64>], column: usize) -> Option<(f64, f64)> {
    if name == "optdigits" {
        return Some((0.0, 16.0));
    }
    let count = table.len() as f64;
    let mean = table.iter().map(|row| row[column]).sum::<f64>() / count;
    let deviation = (table.iter().map(|row| (row[column] - mean).powi(2)).sum::<f64>() / count).sqrt();
    (deviation > 0.0).then_some((mean, 3.0 * deviation))
}

/// The numbers of rows in an order that the seed decides (Fisher and Yates; SplitMix64).
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
    for place in (1..count).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        order.swap(place, ((mixed ^ (mixed >> 31)) % (place as u64 + 1)) as usize);
    }
    order
}
