//! Least squares, counts and eigenvectors beside plain ways to the same numbers, and what they find in a made-up log whose structure
//! is known.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use tailorbird::vectors::write::Catalogue;
use tailorbird::vectors::{Method, Vectors};
use vectors::als::{Fit, random, solve};
use vectors::dense::gram;
use vectors::ease::ease;
use vectors::evaluate::{Model, evaluate, numbers};
use vectors::pairs::{Counts, count, multiply};
use vectors::quantise::{most, quantise};
use vectors::rows::Rows;
use vectors::subspace::{orthonormal, to_own_axes, turn};
use vectors::symmetric::eigen;

/// Rows of whole numbers, owned.
#[derive(Clone, Debug)]
struct Table {
    starts: Vec<u32>,
    columns: Vec<u32>,
}

impl Table {
    fn of(rows: &[Vec<u32>]) -> Self {
        let mut starts = vec![0];
        rows.iter().for_each(|row| starts.push(starts.last().unwrap() + row.len() as u32));
        Self { starts, columns: rows.concat() }
    }

    fn rows(&self) -> Rows<'_> {
        Rows { starts: &self.starts, columns: &self.columns, weights: &[] }
    }

    fn turned(&self, columns: usize) -> Self {
        let mut rows = vec![Vec::new(); columns];
        for row in 0..self.rows().len() {
            self.rows().columns(row).iter().for_each(|column| rows[*column as usize].push(row as u32));
        }
        Self::of(&rows)
    }
}

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(most)) as u32
    }
}

/// The number of items of each taste, and of tastes.
const OF_TASTE: u32 = 30;
const TASTES: u32 = 8;
const ITEMS: usize = (OF_TASTE * TASTES) as usize;

/// Each reader has two tastes and takes nine of ten items from them. What is low in a taste is taken more often.
fn readers(count: usize, seed: u64) -> Vec<Vec<u32>> {
    let mut chance = Chance(seed);
    let reader = |_| {
        let tastes = [chance.below(TASTES), chance.below(TASTES)];
        let mut items = BTreeSet::new();
        while items.len() < 20 {
            let taste = if chance.below(10) == 0 { chance.below(TASTES) } else { tastes[chance.below(2) as usize] };
            let low = chance.below(OF_TASTE).min(chance.below(OF_TASTE));
            items.insert(taste * OF_TASTE + low);
        }
        items.into_iter().collect()
    };
    (0..count).map(reader).collect()
}

const DIMS: usize = 32;
const FIT: Fit = Fit { regularisation: 3.0, alpha: 2.0, per_event: false };

fn begun(rows: usize) -> Vec<f32> {
    let mut all = vec![0.0; rows * DIMS];
    all.chunks_exact_mut(DIMS).enumerate().for_each(|(row, own)| random(row as u64, 1, own));
    all
}

/// Item vectors by least squares.
fn trained(log: &Table, rounds: usize) -> Vec<f32> {
    let by_item = log.turned(ITEMS);
    let (mut readers, mut items) = (begun(log.rows().len()), begun(ITEMS));
    for _ in 0..rounds {
        solve::<DIMS>(log.rows(), &items, &gram(&items, DIMS), FIT, &mut readers);
        solve::<DIMS>(by_item.rows(), &readers, &gram(&readers, DIMS), FIT, &mut items);
    }
    items
}

fn packed(rows: &[f32], bits: u8, fit: Fit) -> Vectors {
    let quantised = quantise(rows, DIMS, bits);
    let names: Vec<String> = (0..ITEMS).map(|item| item.to_string()).collect();
    let ends: Vec<u32> = names
        .iter()
        .scan(0, |end, name| {
            *end += name.len() as u32;
            Some(*end)
        })
        .collect();
    let ids = names.concat();
    let catalogue = Catalogue {
        dims: DIMS,
        bits,
        regularisation: fit.regularisation,
        alpha: fit.alpha,
        per_event: fit.per_event,
        method: Method::Als,
        date: 20_000,
        scales: &quantised.scales,
        popularity: &[0; ITEMS],
        values: &quantised.numbers,
        ids: ids.as_bytes(),
        ends: &ends,
    };
    Vectors::read(&catalogue.write().unwrap()).unwrap()
}

/// Mean nDCG@10 of readers of whom every fifth item is held out.
fn quality(model: Model<'_>) -> f64 {
    let all = readers(120, 99);
    let part = |held: bool| -> Table {
        let keep = |row: &Vec<u32>| {
            row.iter().enumerate().filter(|(at, _)| (at % 5 == 2) == held).map(|(_, one)| *one).collect()
        };
        Table::of(&all.iter().map(keep).collect::<Vec<_>>())
    };
    let both = evaluate(model, part(false).rows(), part(true).rows());
    both.iter().step_by(2).map(|one| f64::from(*one)).sum::<f64>() / 120.0
}

fn of_file(vectors: &Vectors) -> f64 {
    quality(Model::Vectors(vectors, &numbers(vectors)))
}

#[test]
fn the_structure_of_a_log_is_found_and_survives_few_bits() {
    let log = Table::of(&readers(600, 7));
    let by_item = log.turned(ITEMS);
    let counts = count(log.rows(), by_item.rows(), ITEMS, 1);
    let popularity: Vec<f32> = (0..ITEMS).map(|item| by_item.rows().columns(item).len() as f32).collect();
    let popular = quality(Model::Popularity(&popularity));
    let pairs = quality(Model::Pairs(&ease(counts.rows(), 50.0).unwrap(), ITEMS));
    let mut items = trained(&log, 8);
    to_own_axes(&mut items, DIMS);
    let [eight, four] = [8, 4].map(|bits| of_file(&packed(&items, bits, FIT)));
    println!("popularity {popular:.4}, EASE {pairs:.4}, 8 bits {eight:.4}, 4 bits {four:.4}");
    assert!(popular < 0.5 * pairs);
    assert!(eight >= 0.97 * pairs);
    assert!(four >= 0.95 * pairs);
}

/// A·x = b by Gauss.
fn solved(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    for pivot in 0..b.len() {
        for row in 0..b.len() {
            if row != pivot {
                let factor = a[row][pivot] / a[pivot][pivot];
                let line = a[pivot].clone();
                a[row].iter_mut().zip(line).for_each(|(one, other)| *one -= factor * other);
                b[row] -= factor * b[pivot];
            }
        }
    }
    b.iter().enumerate().map(|(place, one)| one / a[place][place]).collect()
}

#[test]
fn a_row_that_is_fitted_long_enough_is_the_exact_solution() {
    let log = Table::of(&readers(40, 3));
    let weights: Vec<f32> = (0..log.columns.len()).map(|place| 0.5 + (place % 4) as f32).collect();
    let rows = Rows { weights: &weights, ..log.rows() };
    let items: Vec<f32> = begun(ITEMS).iter().map(|one| 30.0 * one).collect();
    let vector =
        |item: u32| -> Vec<f64> { items[item as usize * DIMS..][..DIMS].iter().map(|one| f64::from(*one)).collect() };
    for per_event in [false, true] {
        let fit = Fit { per_event, ..FIT };
        let mut own = begun(rows.len());
        (0..30).for_each(|_| solve::<DIMS>(rows, &items, &gram(&items, DIMS), fit, &mut own));
        for reader in 0..rows.len() {
            let ridge = 3.0 * if per_event { 20.0 } else { 1.0 };
            let mut a = vec![vec![0.0; DIMS]; DIMS];
            let mut b = vec![0.0; DIMS];
            for item in 0..ITEMS as u32 {
                let weight = rows
                    .row(reader)
                    .find(|(column, _)| *column == item as usize)
                    .map(|(_, weight)| 2.0 * f64::from(weight));
                let y = vector(item);
                for row in 0..DIMS {
                    (0..DIMS).for_each(|column| a[row][column] += (1.0 + weight.unwrap_or(0.0)) * y[row] * y[column]);
                    b[row] += weight.map_or(0.0, |weight| 1.0 + weight) * y[row];
                }
            }
            (0..DIMS).for_each(|place| a[place][place] += ridge);
            for (found, exact) in own[reader * DIMS..].iter().zip(solved(a, b)) {
                assert!((f64::from(*found) - exact).abs() < 1e-4, "{found} {exact}");
            }
        }
    }
}

#[test]
fn rows_can_be_fitted_and_counted_in_any_parts() {
    let log = Table::of(&readers(100, 5));
    let by_item = log.turned(ITEMS);
    let items = trained(&log, 2);
    let square = gram(&items, DIMS);
    let mut whole = begun(100);
    solve::<DIMS>(log.rows(), &items, &square, FIT, &mut whole);
    let mut parts = begun(100);
    for (from, to) in [(0, 1), (1, 37), (37, 100)] {
        let starts: Vec<u32> = log.starts[from..=to].iter().map(|start| start - log.starts[from]).collect();
        let columns = &log.columns[log.starts[from] as usize..log.starts[to] as usize];
        let rows = Rows { starts: &starts, columns, weights: &[] };
        solve::<DIMS>(rows, &items, &square, FIT, &mut parts[from * DIMS..to * DIMS]);
    }
    assert_eq!(parts, whole);
    let at_once = count(log.rows(), by_item.rows(), ITEMS, 5);
    let halves = [0..100, 100..ITEMS].map(|range| {
        let of: Vec<_> = range.map(|item| by_item.rows().columns(item).to_vec()).collect();
        count(log.rows(), Table::of(&of).rows(), ITEMS, 5)
    });
    assert_eq!(halves.iter().flat_map(|one| one.columns.clone()).collect::<Vec<_>>(), at_once.columns);
    assert_eq!(halves.iter().flat_map(|one| one.counts.clone()).collect::<Vec<_>>(), at_once.counts);
}

#[test]
fn pairs_are_counted_with_a_floor() {
    let log = Table::of(&[vec![0, 1], vec![0, 1], vec![0, 2], vec![1]]);
    let counted = |floor| count(log.rows(), log.turned(3).rows(), 3, floor);
    let all = |starts: &[u32], columns: &[u32], counts: &[f32]| Counts {
        starts: starts.into(),
        columns: columns.into(),
        counts: counts.into(),
    };
    assert_eq!(counted(1), all(&[0, 3, 5, 7], &[0, 1, 2, 0, 1, 0, 2], &[3.0, 2.0, 1.0, 2.0, 3.0, 1.0, 1.0]));
    assert_eq!(counted(2), all(&[0, 2, 4, 4], &[0, 1, 0, 1], &[3.0, 2.0, 2.0, 3.0]));
}

#[test]
fn weights_of_pairs_are_the_formula_of_the_paper() {
    let log = Table::of(&readers(50, 11));
    let counts = count(log.rows(), log.turned(ITEMS).rows(), ITEMS, 1);
    let found = ease(counts.rows(), 20.0).unwrap();
    let mut a = vec![vec![0.0; ITEMS]; ITEMS];
    for (row, line) in a.iter_mut().enumerate() {
        counts.rows().row(row).for_each(|(column, count)| line[column] = f64::from(count));
        line[row] += 20.0;
    }
    for item in [0, 17, ITEMS - 1] {
        let unit = (0..ITEMS).map(|place| f64::from(u8::from(place == item))).collect();
        let inverse = solved(a.clone(), unit);
        for other in 0..ITEMS {
            let exact = if other == item { 0.0 } else { -inverse[other] / inverse[item] };
            assert!((f64::from(found[other * ITEMS + item]) - exact).abs() < 1e-4);
        }
    }
    let singular = Counts { starts: vec![0, 1, 2], columns: vec![1, 0], counts: vec![5.0, 5.0] };
    assert!(ease(singular.rows(), 1.0).is_none());
}

#[test]
fn the_first_eigenvectors_are_found() {
    let log = Table::of(&readers(200, 13));
    let counts = count(log.rows(), log.turned(ITEMS).rows(), ITEMS, 1);
    let mut whole = vec![0.0; ITEMS * ITEMS];
    (0..ITEMS).for_each(|row| {
        counts.rows().row(row).for_each(|(column, count)| whole[row * ITEMS + column] = f64::from(count))
    });
    let (exact, _) = eigen(&whole, ITEMS);
    let (mut basis, mut image) = (begun(ITEMS), vec![0.0; ITEMS * DIMS]);
    for _ in 0..12 {
        orthonormal(&mut basis, DIMS);
        multiply(counts.rows(), &basis, DIMS, &mut image);
        basis.copy_from_slice(&image);
    }
    orthonormal(&mut basis, DIMS);
    multiply(counts.rows(), &basis, DIMS, &mut image);
    let values = turn(&mut basis, &image, DIMS);
    for (found, exact) in values.iter().zip(&exact).take(10) {
        assert!((found / exact - 1.0).abs() < 1e-3, "{found} {exact}");
    }
    multiply(counts.rows(), &basis, DIMS, &mut image);
    for row in 0..ITEMS {
        assert!(
            (f64::from(image[row * DIMS]) - values[0] * f64::from(basis[row * DIMS])).abs() < 1e-2 * values[0].sqrt()
        );
    }
}

#[test]
fn columns_that_say_nothing_become_zeros() {
    let mut rows: Vec<f32> = (0..8).flat_map(|row| [row as f32, 2.0 * row as f32, 1.0, 0.0].repeat(4)).collect();
    orthonormal(&mut rows, 16);
    let square = gram(&rows, 16);
    let on: f32 = square.iter().step_by(17).sum();
    assert!((on - 2.0).abs() < 1e-4, "{on}");
    assert!(rows.iter().all(|one| one.is_finite()));
}

#[test]
fn axes_change_no_score() {
    let items = trained(&Table::of(&readers(200, 17)), 4);
    let mut turned = items.clone();
    to_own_axes(&mut turned, DIMS);
    let product = |rows: &[f32], one: usize, other: usize| -> f64 {
        (0..DIMS).map(|at| f64::from(rows[one * DIMS + at]) * f64::from(rows[other * DIMS + at])).sum()
    };
    for item in 0..ITEMS {
        assert!((product(&items, item, 3) - product(&turned, item, 3)).abs() < 1e-5);
    }
    let square = gram(&turned, DIMS);
    let greatest = square[0];
    assert!(
        square
            .chunks(DIMS)
            .enumerate()
            .all(|(row, line)| line.iter().enumerate().all(|(at, one)| at == row || one.abs() < 1e-4 * greatest))
    );
}

#[test]
fn no_scale_loses_less_than_the_one_that_is_taken() {
    let rows: Vec<f32> = begun(50).iter().enumerate().map(|(at, one)| one * (1 + at % 7) as f32).collect();
    for (bits, share) in [(4, 0.9), (8, 1.1)] {
        let all = quantise(&rows, DIMS, bits);
        let (mut taken, mut plain) = (0.0, 0.0);
        for (item, (row, numbers)) in rows.chunks(DIMS).zip(all.numbers.chunks(DIMS)).enumerate() {
            let greatest = row.iter().fold(0f32, |most, one| most.max(one.abs())) / most(bits);
            for (one, number) in row.iter().zip(numbers) {
                taken += f64::from(one - all.scales[item] * f32::from(*number)).powi(2);
                plain += f64::from(one - greatest * (one / greatest).round()).powi(2);
            }
            assert!(numbers.iter().all(|one| f32::from(one.abs()) <= most(bits)));
        }
        // Scales are rounded up by a 32nd at most.
        assert!(taken <= share * plain, "{bits} bits: {taken} {plain}");
    }
    assert_eq!(quantise(&[0.0; 32], DIMS, 4).scales, [0.0]);
}

#[test]
fn broken_rows_are_read_as_far_as_they_go() {
    let rows = Rows { starts: &[0, 2, 1, 9], columns: &[0, 4_000_000_000, 1], weights: &[1.0] };
    let mut own = begun(3);
    solve::<DIMS>(rows, &begun(2), &gram(&begun(2), DIMS), FIT, &mut own);
    assert!(own.iter().all(|one| one.is_finite()));
    assert_eq!(count(rows, rows, 3, 1).starts.len(), 4);
    assert!(evaluate(Model::Popularity(&[1.0]), rows, rows).iter().all(|one| (0.0..=1.0).contains(one)));
}
