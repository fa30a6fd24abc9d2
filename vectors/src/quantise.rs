//! Vectors in 8 or 4 bits a number, with one scale for each item: the one with which the least is lost.

/// Of how many scales the best is taken, each smaller than the one before.
const TRIES: i32 = 24;
/// Scales are kept with this many bits after the first, because what is random in them would be most of a compressed file's scales.
const DIGITS: u32 = 5;

/// Items as whole numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantised {
    /// One for each item.
    pub scales: Vec<f32>,
    /// The numbers, as many for each item as it had.
    pub numbers: Vec<i8>,
}

/// The greatest number: −128 and −8 are not used.
pub fn most(bits: u8) -> f32 {
    if bits == 4 { 7.0 } else { 127.0 }
}

/// Quantises rows of so many numbers.
pub fn quantise(rows: &[f32], dims: usize, bits: u8) -> Quantised {
    let mut all = Quantised::default();
    for row in rows.chunks_exact(dims.max(1)) {
        let scale = scale_of(row, most(bits));
        all.scales.push(scale);
        all.numbers.extend(row.iter().map(|one| whole(*one, scale, most(bits)) as i8));
    }
    all
}

fn whole(value: f32, scale: f32, most: f32) -> f32 {
    if scale > 0.0 { (value / scale).round_ties_even().clamp(-most, most) } else { 0.0 }
}

fn scale_of(row: &[f32], most: f32) -> f32 {
    let greatest = row.iter().fold(0f32, |greatest, one| greatest.max(one.abs()));
    let error =
        |scale: f32| -> f64 { row.iter().map(|one| f64::from(one - scale * whole(*one, scale, most)).powi(2)).sum() };
    let tries = (0..TRIES).map(|step| short(greatest / most * (1.0 - 0.03 * step as f32)));
    let best = |best: (f64, f32), scale: f32| {
        let lost = error(scale);
        if lost < best.0 { (lost, scale) } else { best }
    };
    tries.fold((f64::INFINITY, 0.0), best).1
}

/// With few digits, rounded up, so that nothing needs a greater number than there is.
fn short(scale: f32) -> f32 {
    let below = 1u32 << (23 - DIGITS);
    f32::from_bits((scale.to_bits().saturating_add(below - 1)) & !(below - 1))
}
