//! Chance → what happened with a topic, and when.

use tailorbird::civil::DAY;
use tailorbird::profile::interest::Evidence;

use crate::chance::Chance;
use crate::entries::START;

impl Chance {
    /// In the first `days`.
    pub fn moment(&mut self, days: i64) -> i64 {
        START + self.below((days * DAY) as usize) as i64
    }

    /// For a topic or against it.
    pub fn evidence(&mut self) -> Evidence {
        [Evidence::Page, Evidence::Click, Evidence::Dismiss, Evidence::Convert][self.below(4)]
    }
}
