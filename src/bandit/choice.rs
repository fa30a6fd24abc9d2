//! The choice among variants by what they promise.
//!
//! Greatest mean plus half a standard deviation wins, and of equals the default. Where such a variant promises less on the mean than the
//! default, what it lacks is the price of learning. All prices together stay below one goal and a tenth of what the default would have
//! brought; where one more would exceed that, the greatest mean wins, and nothing is paid. By the model's own reckoning, and so under its
//! prior, a reader can not lose more against the best fixed variant (a conservative bandit, after Kazerouni, Ghavamzadeh, Abbasi-Yadkori
//! and Van Roy, NIPS 2017).

/// The part of a standard deviation that is added to the mean.
pub const OPTIMISM: f64 = 0.5;
/// What learning may cost in any case, in goals.
const FREE: f64 = 1.0;
/// What it may cost besides, as a part of what the default would have brought.
const SHARE: f64 = 0.1;

/// What a variant promises: its number, the mean of what it brings, and the standard deviation of that mean.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Promise {
    /// The number.
    pub variant: usize,
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
}

/// What was paid for learning, and what the default would have brought: sums over the views so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Account {
    /// What other variants promised less than the default.
    pub paid: f64,
    /// What the default promised.
    pub due: f64,
}

/// The choice among variants that are told of one after the other, the default last.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Choice {
    /// The one with the greatest mean and half a deviation.
    hopeful: Option<Promise>,
    /// The one with the greatest mean.
    greatest: Option<Promise>,
    /// The one that was told of last.
    pub last: Promise,
}

impl Choice {
    /// Takes in what a variant promises. Of equals the one that comes later wins.
    pub fn consider(&mut self, promise: Promise) {
        let beats = |known: Option<Promise>, optimism: f64| {
            let value = |one: Promise| one.mean + optimism * one.deviation;
            known.is_none_or(|known| value(promise) >= value(known))
        };
        if beats(self.hopeful, OPTIMISM) {
            self.hopeful = Some(promise);
        }
        if beats(self.greatest, 0.0) {
            self.greatest = Some(promise);
        }
        self.last = promise;
    }

    /// The one that is shown.
    pub fn made(&self, account: &Account) -> Promise {
        let hopeful = self.hopeful.unwrap_or_default();
        let price = self.last.mean - hopeful.mean;
        let allowed = price <= 0.0 || account.paid + price <= FREE + SHARE * account.due;
        if allowed { hopeful } else { self.greatest.unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(all: &[(f64, f64)], account: &Account) -> usize {
        let mut choice = Choice::default();
        for (variant, (mean, deviation)) in all.iter().enumerate() {
            choice.consider(Promise { variant, mean: *mean, deviation: *deviation });
        }
        choice.made(account).variant
    }

    #[test]
    fn half_a_deviation_counts_and_of_equals_the_default_wins() {
        let none = Account::default();
        assert_eq!(choose(&[(0.1, 0.4), (0.2, 0.1)], &none), 0);
        assert_eq!(choose(&[(0.1, 0.1), (0.2, 0.1)], &none), 1);
        assert_eq!(choose(&[(0.2, 0.1); 3], &none), 2);
        assert_eq!(choose(&[], &none), 0);
    }

    #[test]
    fn no_more_is_paid_than_the_account_allows() {
        let all = [(0.1, 9.0), (0.3, 0.0), (0.2, 0.1)];
        let account = |paid, due| Account { paid, due };
        assert_eq!(choose(&all, &account(0.9, 0.0)), 0);
        assert_eq!(choose(&all, &account(0.95, 0.0)), 1, "the greatest mean, which costs nothing");
        assert_eq!(choose(&all, &account(0.95, 1.0)), 0);
        assert_eq!(choose(&all, &account(5.0, 1.0)), 1);
    }
}
