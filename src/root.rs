//! The square root in a tenth of the bytes that it takes to round it perfectly.

/// √x of an x that is no tiny fraction, but for the last digit: Newton's method, from a guess that halves the exponent.
pub fn sqrt(x: f64) -> f64 {
    if !(x > 0.0 && x < f64::INFINITY) {
        return if x < 0.0 { f64::NAN } else { x };
    }
    let guess = f64::from_bits((x.to_bits() >> 1) + (1023 << 51));
    (0..5).fold(guess, |root, _| 0.5 * (root + x / root))
}
