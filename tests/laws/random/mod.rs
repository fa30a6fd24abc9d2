//! A seed → manifests, moments, readers and damage that are the same on every run.

pub mod contexts;
pub mod damage;
pub mod manifests;
pub mod profiles;
mod rules;
mod schedules;
mod words;
pub mod zones;

pub use rules::rule;

use crate::chance::Chance;

impl Chance {
    /// From `start`, below `end`.
    pub fn between(&mut self, start: i64, end: i64) -> i64 {
        start + (self.next() % (end - start) as u64) as i64
    }
}
