//! A seed, which is not 0 → numbers that are the same on every run (xorshift; Marsaglia: "Xorshift RNGs").

/// Chance. A failure names its seed.
pub struct Chance(pub u64);

impl Chance {
    /// From 0, below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }
}
