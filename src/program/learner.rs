//! How a slot learns which variant to show: numbers among the constants of a program.
//!
//! ```text
//! LENGTH SLOT GOAL FLOOR NOISE FORM VARIANTS FEATURES
//!   of each feature RULE NAME FROM SPAN LABEL
//!   of each variant: how much the outcomes of each variant tell of it; and if there is a prior 1 and the square of its means by the
//!   precision, the precision of its weights, a triangle row by row, and that times their means; else 0
//! ```

use super::Program;
use super::bytes::Span;
use super::records::Slot;
#[cfg(feature = "compile")]
use crate::prelude::*;
use crate::value::Value;

impl Slot {
    /// It learns which variant to show.
    pub const LEARNS: u32 = 32;

    /// Does it learn which variant to show, as the manifest has it? Where the engine cannot, the default stands.
    pub fn learns(&self) -> bool {
        self.may & Self::LEARNS != 0
    }
}

/// How one slot learns.
#[derive(Clone, Copy, Debug)]
pub struct Learner<'a>(&'a [Value]);

/// A feature: a number from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Feature {
    /// The rule, plus one: 1 where it holds. 0: the name tells.
    pub rule: u32,
    /// The number of the name whose value it is,
    pub name: u32,
    /// less this,
    pub from: f64,
    /// divided by that.
    pub span: f64,
    /// As explanations call it.
    pub label: Span,
}

/// The numbers before the features.
const HEAD: usize = 8;
/// The numbers of a feature.
const WIDTH: usize = 6;

impl<'a> Learner<'a> {
    /// All of a program.
    pub fn all(program: &'a Program) -> impl Iterator<Item = Self> {
        let mut rest = program.settings().learners();
        core::iter::from_fn(move || {
            let (Value::Int(length), after) = rest.split_first()? else {
                return None;
            };
            let (own, others) = after.split_at_checked(*length as usize)?;
            rest = others;
            Some(Self(own))
        })
    }

    /// The number at a place; 0 where there is none.
    #[inline(never)]
    pub fn number(self, place: usize) -> f64 {
        match self.0.get(place) {
            Some(Value::Int(number)) => *number as f64,
            Some(Value::Double(number)) => *number,
            _ => 0.0,
        }
    }

    fn span(self, place: usize) -> Span {
        Span { start: self.number(place) as u32, count: self.number(place + 1) as u32 }
    }

    /// The number of the slot.
    pub fn slot(self) -> usize {
        self.number(0) as usize
    }

    /// The goal that is a success; empty: a click.
    pub fn goal(self) -> Span {
        self.span(1)
    }

    /// The share of views in which chance decides.
    pub fn floor(self) -> f64 {
        self.number(3)
    }

    /// How much what happens differs from what is to be expected: a standard deviation.
    pub fn noise(self) -> f64 {
        self.number(4)
    }

    /// A checksum of the features: what was learned by others is none of this slot.
    pub fn form(self) -> f64 {
        self.number(5)
    }

    /// The number of variants.
    pub fn variants(self) -> usize {
        self.number(6) as usize
    }

    /// The number of features.
    pub fn features(self) -> usize {
        self.number(7) as usize
    }

    /// A feature.
    pub fn feature(self, number: usize) -> Feature {
        let place = HEAD + number * WIDTH;
        Feature {
            rule: self.number(place) as u32,
            name: self.number(place + 1) as u32,
            from: self.number(place + 2),
            span: self.number(place + 3),
            label: self.span(place + 4),
        }
    }

    /// Where it stands how much the outcomes of each variant tell of the first one. So many places on there is no 0 where the prior follows.
    pub fn priors(self) -> usize {
        HEAD + self.features() * WIDTH
    }
}

/// What is known of a variant beforehand.
#[cfg(feature = "compile")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prior {
    /// How much the outcomes of each variant tell of this one: its own all, those of others a part.
    pub relations: Vec<f64>,
    /// The precision of its weights, a triangle row by row; empty where nothing is known.
    pub precision: Vec<f64>,
    /// That times their means.
    pub product: Vec<f64>,
    /// The square of the means by the precision.
    pub square: f64,
}

/// What a learner begins with.
#[cfg(feature = "compile")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// See [`Learner::slot`], and so on.
    pub slot: usize,
    /// The goal.
    pub goal: Span,
    /// The floor.
    pub floor: f64,
    /// The noise.
    pub noise: f64,
    /// The checksum of the features.
    pub form: u32,
}

/// Writes one.
#[cfg(feature = "compile")]
pub fn write(head: &Head, features: &[Feature], priors: &[Prior]) -> Vec<Value> {
    let whole = |number: u32| Value::Int(i64::from(number));
    let span = |span: Span| [whole(span.start), whole(span.count)];
    let mut all = vec![Value::Int(head.slot as i64)];
    all.extend(span(head.goal));
    all.extend([Value::Double(head.floor), Value::Double(head.noise), whole(head.form)]);
    all.extend([Value::Int(priors.len() as i64), Value::Int(features.len() as i64)]);
    for feature in features {
        all.extend([whole(feature.rule), whole(feature.name), number(feature.from), number(feature.span)]);
        all.extend(span(feature.label));
    }
    for prior in priors {
        all.extend(prior.relations.iter().map(|one| number(*one)));
        all.push(if prior.product.is_empty() { Value::Int(0) } else { Value::Double(1.0 + prior.square) });
        all.extend(prior.precision.iter().chain(&prior.product).map(|one| number(*one)));
    }
    all.insert(0, Value::Int(all.len() as i64));
    all
}

/// A number, as short as it can be written.
#[cfg(feature = "compile")]
fn number(number: f64) -> Value {
    let whole = number as i64;
    if whole as f64 == number { Value::Int(whole) } else { Value::Double(number) }
}
