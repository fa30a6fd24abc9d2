//! The loop over all items: four at once where the processor can, else one by one.

use super::score::{Best, Query};

/// Offers every item. `factors`: of each.
#[cfg(not(target_feature = "simd128"))]
pub fn all(values: &[i8], dims: usize, query: &Query, factors: &[f32], best: &mut Best) {
    for (item, (vector, factor)) in values.chunks_exact(dims).zip(factors).enumerate() {
        let sum: i32 = vector.iter().zip(&query.values).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum();
        best.offer(item, sum as f32 * factor);
    }
}

#[cfg(target_feature = "simd128")]
pub use wide::all;

#[cfg(target_feature = "simd128")]
mod wide {
    use core::arch::wasm32::*;

    use super::super::DIMS;
    use super::{Best, Query};

    /// Numbers of 16 bits in a register.
    const LANES: usize = 8;

    type Registers = [v128; DIMS / LANES];

    /// As [`super::all`] does it one by one.
    pub fn all(values: &[i8], dims: usize, query: &Query, factors: &[f32], best: &mut Best) {
        let mut registers = [i16x8_splat(0); DIMS / LANES];
        for (register, lanes) in registers.iter_mut().zip(query.values.as_chunks::<LANES>().0) {
            let [a, b, c, d, e, f, g, h] = *lanes;
            *register = i16x8(a, b, c, d, e, f, g, h);
        }
        match dims {
            32 => fixed::<2>(values, &registers, factors, best),
            64 => fixed::<4>(values, &registers, factors, best),
            _ => scan(values, dims / 16, &registers, factors, best),
        }
    }

    /// A loop of its own for the lengths that are usual, so that the query stays in registers.
    #[inline(never)]
    fn fixed<const BLOCKS: usize>(values: &[i8], query: &Registers, factors: &[f32], best: &mut Best) {
        scan(values, BLOCKS, query, factors, best);
    }

    #[inline(always)]
    fn scan(values: &[i8], blocks: usize, query: &Registers, factors: &[f32], best: &mut Best) {
        let (fours, rest) = factors.as_chunks::<4>();
        let mut vectors = values.as_chunks::<16>().0.chunks_exact(blocks);
        let mut item = 0;
        for [a, b, c, d] in fours {
            let mut next = || vectors.next().map_or(i32x4_splat(0), |vector| sums(vector, query));
            let sums = across(next(), next(), next(), next());
            let scores = f32x4_mul(f32x4_convert_i32x4(sums), f32x4(*a, *b, *c, *d));
            if v128_any_true(f32x4_gt(scores, f32x4_splat(best.bar))) {
                best.offer(item, f32x4_extract_lane::<0>(scores));
                best.offer(item + 1, f32x4_extract_lane::<1>(scores));
                best.offer(item + 2, f32x4_extract_lane::<2>(scores));
                best.offer(item + 3, f32x4_extract_lane::<3>(scores));
            }
            item += 4;
        }
        for factor in rest {
            let sum = vectors.next().map_or(i32x4_splat(0), |vector| sums(vector, query));
            let sums = across(sum, sum, sum, sum);
            best.offer(item, i32x4_extract_lane::<0>(sums) as f32 * factor);
            item += 1;
        }
    }

    /// Four sums of products, which together are all.
    #[inline(always)]
    fn sums(vector: &[[i8; 16]], query: &Registers) -> v128 {
        let mut sum = i32x4_splat(0);
        for (bytes, [low, high]) in vector.iter().zip(query.as_chunks::<2>().0) {
            let bytes = load(bytes);
            sum = i32x4_add(sum, i32x4_dot_i16x8(i16x8_extend_low_i8x16(bytes), *low));
            sum = i32x4_add(sum, i32x4_dot_i16x8(i16x8_extend_high_i8x16(bytes), *high));
        }
        sum
    }

    /// The sum of each of four registers.
    #[inline(always)]
    fn across(a: v128, b: v128, c: v128, d: v128) -> v128 {
        let ab = i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b));
        let cd = i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(c, d), i32x4_shuffle::<2, 6, 3, 7>(c, d));
        i32x4_add(i32x4_shuffle::<0, 1, 4, 5>(ab, cd), i32x4_shuffle::<2, 3, 6, 7>(ab, cd))
    }

    /// Two halves side by side, which the compiler makes one load of.
    #[inline(always)]
    fn load(bytes: &[i8; 16]) -> v128 {
        let half = |start: usize| {
            let mut half = [0; 8];
            for (to, from) in half.iter_mut().zip(bytes.iter().skip(start)) {
                *to = *from as u8;
            }
            u64::from_le_bytes(half)
        };
        u64x2(half(0), half(8))
    }
}
