//! Chance that a seed decides (SplitMix64).

pub struct Chance(pub u64);

impl Chance {
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1.
    pub fn part(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.part() * count as f64) as usize
    }

    /// Standard normal (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let size = (-2.0 * (1.0 - self.part()).ln()).sqrt();
        size * (std::f64::consts::TAU * self.part()).cos()
    }

    /// From a gamma distribution (Marsaglia and Tsang 2000).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let root = self.part().powf(1.0 / shape);
            return self.gamma(shape + 1.0) * root;
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let normal = self.normal();
            let cube = (1.0 + normal / (9.0 * d).sqrt()).powi(3);
            if cube > 0.0 && self.part().ln() < 0.5 * normal * normal + d - d * cube + d * cube.ln() {
                return d * cube;
            }
        }
    }

    /// From a beta distribution.
    pub fn beta(&mut self, [one, other]: [f64; 2]) -> f64 {
        let (one, other) = (self.gamma(one), self.gamma(other));
        one / (one + other)
    }

    /// Of so many how many, if each is as likely.
    pub fn of(&mut self, count: usize, likely: f64) -> usize {
        (0..count).filter(|_| self.part() < likely).count()
    }

    /// One of some, as likely as these say.
    pub fn pick(&mut self, likely: &[f64]) -> usize {
        let mut left = self.part();
        for (number, one) in likely.iter().enumerate() {
            left -= one;
            if left < 0.0 {
                return number;
            }
        }
        likely.len() - 1
    }
}
