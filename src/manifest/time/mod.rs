//! Dates, recurrences and schedules: how a manifest writes them, and the windows of a program that they become.

pub mod dates;
pub mod named_zone;
pub mod recur;
pub mod rrule;
pub mod schedule;
