//! The facts whose values are known beforehand, so that a rule about one of them becomes a set of its values.

use super::facts::FactTable;
use super::vocabulary::closed;
use crate::decide::found::{BOUNDS, UNKNOWN};
use crate::prelude::*;
use crate::program::fact::Fact;
use crate::rule::known::Known;
use crate::rule::types::Type;
use crate::value::Value;

/// The most words with which one fact can be compared. The rest of 64 bits stands for any other text.
const WORDS: usize = 62;
/// Whole numbers below it are exact as numbers with a fraction.
const EXACT: u64 = 1 << 53;
/// The most that are noted, so that old names among them are told.
const SEEN: usize = 600;

impl Known for FactTable<'_> {
    fn members(&self, number: u32) -> Option<Vec<(u8, Value)>> {
        closed(self.fact(number)?)
    }

    fn words(&mut self, number: u32, asked: &[&str]) -> Option<Vec<(u8, Value)>> {
        let used = self.used.get_mut(number as usize)?;
        let is_text = |ty: &Type| matches!(ty, Type::Text | Type::Word(_));
        if !(is_text(&used.ty) || matches!(&used.ty, Type::List(inner) if is_text(inner))) {
            return None;
        }
        for word in asked {
            if used.words.len() < SEEN && !used.words.iter().any(|known| known == word) {
                used.words.push((*word).to_owned());
            }
        }
        let known = (0u8..).zip(&used.words).map(|(place, word)| (place, Value::text(word)));
        // No text of the site has this character.
        let other = (UNKNOWN, Value::text("\u{0}"));
        (used.words.len() <= WORDS).then(|| known.chain([other]).collect())
    }

    fn threshold(&mut self, number: u32, bound: &Value) -> Option<u32> {
        // A closed set has an ordinal for each of its numbers.
        if self.members(number).is_some() {
            return None;
        }
        let used = self.used.get_mut(number as usize)?;
        let bound = match (&used.ty, bound) {
            (Type::Int, Value::Int(bound)) if bound.unsigned_abs() < EXACT => *bound as f64,
            (Type::Double, Value::Double(bound)) if bound.is_finite() => *bound,
            _ => return None,
        };
        let place = used.bounds.iter().position(|known| *known == bound).unwrap_or(used.bounds.len());
        if place == used.bounds.len() {
            if place == BOUNDS {
                return None;
            }
            used.bounds.push(bound);
        }
        Some(3 * place as u32)
    }

    fn is_list(&self, number: u32) -> bool {
        self.used.get(number as usize).is_some_and(|used| used.ty.is_list() || !used.bounds.is_empty())
    }

    fn is_now(&self, number: u32) -> bool {
        self.fact(number) == Some(Fact::Now)
    }
}
