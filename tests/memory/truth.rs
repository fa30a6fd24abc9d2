//! What has to be there, reckoned the simple way → whether a profile says the same.

use std::collections::{BTreeMap, BTreeSet};

use tailorbird::civil::MINUTE;
use tailorbird::profile::{EVER, EventKind, Profile};
use tailorbird::value::Value;

/// Counts, starts and the name that somebody declared.
#[derive(Clone, Default)]
pub struct Truth {
    /// By slot and variant: how often it was seen, and when last.
    pub times: BTreeMap<String, (i64, i64)>,
    /// When pages were opened.
    pub starts: BTreeSet<i64>,
    /// What was declared last, under its stamp.
    pub name: (i64, String),
}

impl Truth {
    /// What somebody else did, too.
    pub fn add(&mut self, other: &Truth) {
        for (place, (times, latest)) in &other.times {
            let known = self.times.entry(place.clone()).or_default();
            *known = (known.0 + times, known.1.max(*latest));
        }
        self.starts.extend(&other.starts);
        self.name = self.name.clone().max(other.name.clone());
    }

    /// A profile knows this, and nothing else.
    pub fn check(&self, profile: &Profile, what: &str) {
        for (place, (times, latest)) in &self.times {
            let tally = profile.tally(EventKind::View, place, EVER);
            assert_eq!((tally.times, tally.latest), (*times, *latest), "{what}: {place}");
        }
        assert_eq!(profile.counters.len(), self.times.len(), "{what}");
        let mut visits: Vec<i64> = Vec::new();
        for start in &self.starts {
            if visits.last().is_none_or(|last| start - last > 30 * MINUTE) {
                visits.push(*start);
            }
        }
        assert_eq!(i64::from(profile.visits), visits.len().max(1) as i64, "{what}: visits");
        assert_eq!(profile.first_visit, visits.first().copied(), "{what}: first visit");
        let name = profile.preference(0).map(|value| format!("{value:?}")).unwrap_or_default();
        let wanted = if self.name.0 == 0 { String::new() } else { format!("{:?}", Value::text(&self.name.1)) };
        assert_eq!(name, wanted, "{what}: what was declared last");
    }
}
