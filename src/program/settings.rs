//! The settings of a whole manifest, which stand at the front of a program's constants.

#[cfg(feature = "compile")]
use crate::prelude::*;
use crate::value::Value;

/// For how many days something is remembered, where no manifest says it.
pub const DAYS: i64 = 180;

const GOALS: usize = 0;
const DAYS_KEPT: usize = 1;
const FOLLOWS_PAGE: usize = 2;

/// The settings that hold for all slots of a manifest, read from a program's constants.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    pub(super) constants: &'a [Value],
}

impl<'a> Settings<'a> {
    /// The goals that readers may reach, as texts.
    pub fn goals(self) -> &'a [Value] {
        match self.constants.get(GOALS) {
            Some(Value::List(goals)) => goals,
            _ => &[],
        }
    }

    /// For how many days something is remembered.
    pub fn days(self) -> i64 {
        match self.constants.get(DAYS_KEPT) {
            Some(Value::Int(days)) => *days,
            _ => DAYS,
        }
    }

    /// Does a slot speak the language of its place in the page before the reader's own?
    pub fn follows_page(self) -> bool {
        matches!(self.constants.get(FOLLOWS_PAGE), Some(Value::Bool(true)))
    }
}

/// The constants that a program begins with, in the order of their numbers.
#[cfg(feature = "compile")]
pub fn constants(goals: Vec<Value>, days: i64, follows_page: bool) -> Vec<Value> {
    vec![Value::List(goals.into()), Value::Int(days), Value::Bool(follows_page)]
}
