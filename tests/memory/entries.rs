//! What is in a store, key by key → what a profile makes of it, and the store after it was written to.

use std::collections::BTreeMap;

use tailorbird::profile::Profile;
use tailorbird::profile::merge::Merged;
use tailorbird::profile::writer::Change;
use tailorbird::program::Program;

/// When the tests begin: noon of a day in June, in UTC.
pub const START: i64 = 1_782_475_200_000;

/// Keys and their texts.
pub type Entries = BTreeMap<String, String>;

/// A look at all that is there.
pub fn merge(profile: &mut Profile, program: &Program, id: &str, store: &Entries, now: i64) -> Merged {
    let entries: Vec<(&str, &str)> = store.iter().map(|(key, text)| (&**key, &**text)).collect();
    profile.merge(program, id, &entries, now)
}

/// All of the changes, one after the other.
pub fn apply(store: &mut Entries, changes: &[Change]) {
    for (key, text) in changes {
        match text {
            Some(text) => drop(store.insert(key.clone(), text.clone())),
            None => drop(store.remove(key)),
        }
    }
}
