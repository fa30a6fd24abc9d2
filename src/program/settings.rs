//! The settings of a whole manifest, which stand at the front of a program's constants.

#[cfg(feature = "compile")]
use crate::prelude::*;
use crate::value::Value;

/// For how many days something is remembered, where no manifest says it.
pub const DAYS: i64 = 180;

/// The settings that hold for all slots of a manifest.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The goals that readers may reach, as texts.
    pub goals: &'a [Value],
    /// For how many days something is remembered.
    pub days: i64,
}

impl<'a> Settings<'a> {
    /// The settings among a program's constants.
    pub fn of(constants: &'a [Value]) -> Self {
        match constants {
            [Value::List(goals), Value::Int(days), ..] => Self { goals, days: *days },
            _ => Self { goals: &[], days: DAYS },
        }
    }

    /// The constants that a program begins with.
    #[cfg(feature = "compile")]
    pub fn constants(self) -> Vec<Value> {
        vec![Value::List(self.goals.into()), Value::Int(self.days)]
    }
}
