//! The facts of a brief, and what must and must not be said.

pub mod day;
