//! Randomised response: counts of answers that may be lies → what is true, with the variance that the lies add.

use super::effect::Estimate;
use libm::exp;

/// How probable an answer is, of k that are possible: p where it is true, q each where it is not (Kairouz, Bonawitz and Ramage,
/// ICML 2016; Warner 1965 for two).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lies {
    /// The probability of the truth.
    pub p: f64,
    /// The probability of each other answer.
    pub q: f64,
}

impl Lies {
    /// With the privacy budget ε.
    pub fn new(epsilon: f64, answers: f64) -> Lies {
        let odds = exp(epsilon);
        let q = 1.0 / (odds + answers - 1.0);
        Lies { p: odds * q, q }
    }

    /// (r − q)/(p − q): how many say so, without those that lie.
    fn truth(self, told: f64) -> f64 {
        (told - self.q) / (self.p - self.q)
    }
}

/// A rate where the arm was told as it is and the answer alone was randomised: `yes` of `n` reports.
/// Var = r(1 − r)/(n(p − q)²), of what was told and not of what is true (Warner 1965).
pub fn rate(n: f64, yes: f64, lies: Lies) -> Estimate {
    let told = yes / n;
    let scale = lies.p - lies.q;
    let mean = lies.truth(told);
    Estimate { mean, base: mean, variance: told * (1.0 - told) / (n * scale * scale), n }
}

/// The rate of an arm where the arm was randomised together with the answer, so that a report names one of all cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joint {
    /// The rate.
    pub estimate: Estimate,
    /// What covariances come from: of two arms, the product of theirs over the number of reports, negative.
    pub share: f64,
}

/// `yes` and `no` of the `n` reports of all arms name this arm. The rate is f_yes/(f_yes + f_no); its variance is by the delta method
/// from the covariances of a multinomial (Agresti 2013, Categorical Data Analysis, section 16.1).
pub fn joint(n: f64, yes: f64, no: f64, lies: Lies) -> Joint {
    let (told_yes, told_no) = (yes / n, no / n);
    let (with, without) = (lies.truth(told_yes), lies.truth(told_no));
    let all = with + without;
    let scale = lies.p - lies.q;
    // How the rate moves with what is told of each cell.
    let (up, down) = (without / (all * all * scale), -with / (all * all * scale));
    let own = up * up * told_yes + down * down * told_no;
    let share = up * told_yes + down * told_no;
    let mean = with / all;
    Joint { estimate: Estimate { mean, base: mean, variance: (own - share * share) / n, n: n * all }, share }
}
