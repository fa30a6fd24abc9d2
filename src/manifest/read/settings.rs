//! The settings of a whole page: its budget of time, and how long it remembers.

use super::json::{Json, Node};
use super::object::Object;
use crate::error::{count, say};
use crate::limits;
use crate::manifest::report::{Place, Report};

/// Reads how long a page waits for the module, in milliseconds.
pub fn budget(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<u32> {
    match node.json {
        Json::Number(budget) if (0.0..=f64::from(limits::LONGEST_BUDGET)).contains(&budget) => Some(budget as u32),
        _ => {
            let longest = count(limits::LONGEST_BUDGET as usize);
            report.error(place, say("a budget is milliseconds from 0 to {}", &[&longest]));
            None
        }
    }
}

/// Reads for how many days something is remembered.
pub fn memory(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<i64> {
    let object = Object::read(node, place, &["days"], report)?;
    object.part("days", report, |node, place, report| match node.json {
        Json::Number(days) if (1.0..=limits::LONGEST_DAYS).contains(&days) && days as i64 as f64 == days => {
            Some(days as i64)
        }
        _ => {
            let longest = count(limits::LONGEST_DAYS as usize);
            report.error(place, say("a whole number of days from 1 to {} was expected", &[&longest]));
            None
        }
    })
}
