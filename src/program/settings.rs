//! The settings of a whole manifest, which stand at the front of a program's constants.

#[cfg(feature = "compile")]
use crate::prelude::*;
use crate::value::Value;

/// For how many days something is remembered, where no manifest says it.
pub const DAYS: i64 = 180;

const GOALS: usize = 0;
const DAYS_KEPT: usize = 1;
const ZONE_NAMED: usize = 2;
const FOLLOWS_PAGE: usize = 3;
const VALUES: usize = 4;
#[cfg(feature = "built")]
const LEARNERS: usize = 5;

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

    /// Does anything depend on what the reader's zone is called, and not only on what its clock shows?
    pub fn names_zone(self) -> bool {
        self.constants.get(ZONE_NAMED).is_some_and(Value::holds)
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

    #[cfg(feature = "built")]
    /// How slots learn: see [`Learner`](super::learner::Learner).
    pub fn learners(self) -> &'a [Value] {
        match self.constants.get(LEARNERS) {
            Some(Value::List(numbers)) => numbers,
            _ => &[],
        }
    }

    /// Does any variant have a value?
    #[cfg(feature = "compile")]
    pub fn has_values(self) -> bool {
        matches!(self.constants.get(VALUES), Some(Value::List(_)))
    }

    /// The value of a variant by its number: JSON text.
    pub fn value(self, variant: usize) -> Option<&'a str> {
        match self.constants.get(VALUES) {
            Some(Value::List(values)) => match values.get(variant) {
                Some(Value::Text(text)) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The constants that a program begins with, in the order of their numbers.
#[cfg(feature = "compile")]
pub fn constants(goals: Vec<Value>, days: i64, follows_page: bool) -> Vec<Value> {
    vec![
        Value::List(goals.into()),
        Value::Int(days),
        Value::Bool(false),
        Value::Bool(follows_page),
        Value::Null,
        Value::Null,
    ]
}

/// The values of all variants, in the order of their numbers; nothing for those that have none.
#[cfg(feature = "compile")]
pub fn keep_values(constants: &mut [Value], values: Vec<Value>) {
    let any = values.iter().any(|value| matches!(value, Value::Text(_)));
    if let Some(kept) = constants.get_mut(VALUES).filter(|_| any) {
        *kept = Value::List(values.into());
    }
}

/// Says how slots learn.
#[cfg(feature = "compile")]
pub fn keep_learners(constants: &mut [Value], learners: Vec<Value>) {
    if let Some(kept) = constants.get_mut(LEARNERS).filter(|_| !learners.is_empty()) {
        *kept = Value::List(learners.into());
    }
}

/// Says that the name of the zone matters.
#[cfg(feature = "compile")]
pub fn name_zone(constants: &mut [Value]) {
    if let Some(named) = constants.get_mut(ZONE_NAMED) {
        *named = Value::Bool(true);
    }
}
