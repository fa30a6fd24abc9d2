//! What was counted of one arm: sums → mean and variance.

/// The sums of one arm of one metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sample {
    /// Yes or no for each unit.
    Proportion(Proportion),
    /// A number for each unit.
    Mean(Mean),
    /// A sum over another, such as revenue over orders.
    Ratio(Ratio),
    /// A number for each unit, adjusted for what was known of the unit before (CUPED).
    Adjusted(Adjusted),
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Proportion {
    /// Units.
    pub n: f64,
    /// Those with a yes.
    pub sum: f64,
}

/// Σ 1, Σ y and Σ y².
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    /// Units.
    pub n: f64,
    /// Σ y.
    pub sum: f64,
    /// Σ y².
    pub squares: f64,
}

/// The sums of numerator y and denominator d, and Σ y·d.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Of the numerator.
    pub numerator: Mean,
    /// Of the denominator.
    pub denominator: Mean,
    /// Σ y·d.
    pub products: f64,
}

/// The sums of outcome y and of x from before, Σ x·y, and how much of x is taken off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adjusted {
    /// Of the outcome.
    pub after: Mean,
    /// Of what was known before.
    pub before: Mean,
    /// Σ x·y.
    pub products: f64,
    /// The coefficient of x.
    pub theta: f64,
}

impl Mean {
    /// Σ y / n; 0 of nobody.
    pub fn mean(self) -> f64 {
        if self.n > 0.0 { self.sum / self.n } else { 0.0 }
    }

    /// The unbiased variance from sums.
    pub fn variance(self) -> f64 {
        told(co_moment(self.n, self.sum, self.sum, self.squares), self.squares / self.n)
    }

    /// Both together.
    pub fn and(self, other: Mean) -> Mean {
        Mean { n: self.n + other.n, sum: self.sum + other.sum, squares: self.squares + other.squares }
    }
}

/// (Σ xy − Σx Σy / n)/(n − 1).
fn co_moment(n: f64, x: f64, y: f64, products: f64) -> f64 {
    if n > 1.0 { (products - x * y / n) / (n - 1.0) } else { 0.0 }
}

/// A variance that is so much smaller than what it was taken from is what rounding left of none (Chan, Golub and LeVeque 1983, The
/// American Statistician 37).
fn told(variance: f64, of: f64) -> f64 {
    if variance > 1e-12 * of { variance } else { 0.0 }
}

impl Ratio {
    /// By the delta method (Deng, Knoblich and Lu, KDD 2018, Applying the Delta Method in Metric Analytics). 0 where the denominator
    /// adds up to nothing.
    fn variance(&self) -> f64 {
        let (y, d) = (self.numerator, self.denominator);
        let mean = d.mean();
        if mean == 0.0 {
            return 0.0;
        }
        let ratio = y.mean() / mean;
        let covariance = co_moment(y.n, y.sum, d.sum, self.products);
        let left = y.variance() - 2.0 * ratio * covariance + ratio * ratio * d.variance();
        told(left, y.variance()) / (mean * mean)
    }
}

impl Adjusted {
    /// ȳ − θ x̄ has the variance s²_y + θ² s²_x − 2 θ s_xy (Deng, Xu, Kohavi and Walker, WSDM 2013).
    fn variance(&self) -> f64 {
        let covariance = co_moment(self.after.n, self.after.sum, self.before.sum, self.products);
        let own = self.after.variance();
        told(own + self.theta * (self.theta * self.before.variance() - 2.0 * covariance), own)
    }
}

impl Sample {
    /// Units.
    pub fn n(&self) -> f64 {
        match self {
            Self::Proportion(one) => one.n,
            Self::Mean(one) => one.n,
            Self::Ratio(one) => one.numerator.n,
            Self::Adjusted(one) => one.after.n,
        }
    }

    /// The mean, adjusted where it can be.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Adjusted(one) => one.after.mean() - one.theta * one.before.mean(),
            other => other.plain_mean(),
        }
    }

    /// The mean as it was counted.
    pub fn plain_mean(&self) -> f64 {
        match self {
            Self::Proportion(one) => Mean { n: one.n, sum: one.sum, squares: 0.0 }.mean(),
            Self::Mean(one) => one.mean(),
            Self::Ratio(one) => Mean { n: one.denominator.sum, ..one.numerator }.mean(),
            Self::Adjusted(one) => one.after.mean(),
        }
    }

    /// The variance of one unit. Of a proportion p(1 − p).
    pub fn variance(&self) -> f64 {
        match self {
            Self::Proportion(_) => self.plain_mean() * (1.0 - self.plain_mean()),
            Self::Mean(one) => one.variance(),
            Self::Ratio(one) => one.variance(),
            Self::Adjusted(one) => one.variance(),
        }
    }

    /// Both together, such as two days or two cells.
    pub fn and(&self, other: &Sample) -> Sample {
        match (*self, *other) {
            (Self::Proportion(a), Self::Proportion(b)) => {
                Self::Proportion(Proportion { n: a.n + b.n, sum: a.sum + b.sum })
            }
            (Self::Mean(a), Self::Mean(b)) => Self::Mean(a.and(b)),
            (Self::Ratio(a), Self::Ratio(b)) => Self::Ratio(Ratio {
                numerator: a.numerator.and(b.numerator),
                denominator: a.denominator.and(b.denominator),
                products: a.products + b.products,
            }),
            (Self::Adjusted(a), Self::Adjusted(b)) => Self::Adjusted(Adjusted {
                after: a.after.and(b.after),
                before: a.before.and(b.before),
                products: a.products + b.products,
                theta: 0.0,
            }),
            (one, _) => one,
        }
    }
}

/// Takes off what was known before: θ = Cov(x, y)/Var(x), pooled over all arms, which the experiment cannot have changed
/// (Deng, Xu, Kohavi and Walker, WSDM 2013). Where x or y does not vary, all stay as they were counted.
pub fn adjust(arms: &mut [Sample]) {
    let Some(all) = arms.iter().copied().reduce(|sum, arm| sum.and(&arm)) else {
        return;
    };
    let Sample::Adjusted(all) = all else {
        return;
    };
    let (varies, known) = (all.after.variance(), all.before.variance());
    let covariance = co_moment(all.after.n, all.after.sum, all.before.sum, all.products);
    let theta = if varies > 0.0 && known > 0.0 { covariance / known } else { 0.0 };
    for arm in arms {
        if let Sample::Adjusted(one) = arm {
            one.theta = theta;
            if theta == 0.0 {
                *arm = Sample::Mean(one.after);
            }
        }
    }
}
