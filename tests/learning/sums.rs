//! What happened with a topic, by whomever and in whatever order → one interest, which without anything new only fades.

use tailorbird::civil::{DAY, HOUR};
use tailorbird::profile::interest::Interest;

use crate::chance::Chance;
use crate::entries::START;
use crate::pages::is_near;

#[test]
fn sums_of_writers_are_the_sum_of_all() {
    let mut chance = Chance(7);
    for round in 0..300 {
        let mut whole = Interest::new("cycling", 0);
        let mut writers: Vec<Interest> = (0..5).map(|_| Interest::new("cycling", 0)).collect();
        for _ in 0..60 {
            let (evidence, at) = (chance.evidence(), chance.moment(120));
            whole.add(evidence, at);
            writers[chance.below(5)].add(evidence, at);
        }
        let mut all = Interest::new("cycling", 0);
        while !writers.is_empty() {
            let next = writers.remove(chance.below(writers.len()));
            all.merge(&next);
        }
        let now = START + 120 * DAY + chance.below(90) as i64 * DAY;
        assert_eq!(all.counts, whole.counts, "round {round}");
        assert!(is_near(all.strength(now), whole.strength(now)), "round {round}");
        assert_eq!(all.rises(now), whole.rises(now), "round {round}");
    }
}

#[test]
fn without_anything_new_an_interest_only_fades() {
    let mut chance = Chance(11);
    for round in 0..300 {
        let mut interest = Interest::new("cycling", 0);
        for _ in 0..=chance.below(20) {
            interest.add(chance.evidence(), chance.moment(30));
        }
        let mut before = interest.strength(START + 30 * DAY);
        for hour in 1..2000 {
            let strength = interest.strength(START + 30 * DAY + hour * HOUR);
            assert!((0.0..=before).contains(&strength), "round {round}, hour {hour}: {strength} after {before}");
            before = strength;
        }
    }
}
