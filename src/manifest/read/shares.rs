//! Shares of a whole, and the buckets that they are.

use super::json::{Json, Node};
use super::values::wrong;
use crate::experiment::BUCKETS;
use crate::manifest::model::Buckets;
use crate::manifest::report::{Place, Report};

/// Reads a share.
pub fn share(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<f64> {
    let Json::Number(share) = node.json else {
        return wrong(node, place, "a number", report);
    };
    if !(0.0..=1.0).contains(&share) {
        report.error(place, "a share is a number from 0 to 1");
        return None;
    }
    Some(share)
}

/// The buckets of a range of shares: exactly those whose share, as a number, lies in it.
pub fn range(from: f64, to: f64) -> Buckets {
    (edge(from), edge(to))
}

/// The first bucket that is not below a share.
pub fn edge(share: f64) -> u32 {
    let below = |bucket: u32| f64::from(bucket) / f64::from(BUCKETS) < share;
    let near = (share * f64::from(BUCKETS)) as u32;
    (near.saturating_sub(1)..BUCKETS).find(|bucket| !below(*bucket)).unwrap_or(BUCKETS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_lies_where_its_share_as_a_number_does() {
        for share in [0.0, 0.1, 0.3, 1.0 / 3.0, 0.33, 0.5, 0.57, 0.7, 0.9999, 0.99991, 1.0] {
            let first = (0..BUCKETS).find(|bucket| f64::from(*bucket) / 10_000.0 >= share).unwrap_or(BUCKETS);
            assert_eq!(edge(share), first, "{share}");
        }
    }
}
