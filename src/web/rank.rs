//! Lists that rank, from the browser's side: what a page asks its recommender, and what that answers.

use super::core::Core;
use crate::civil::DAY;
use crate::prelude::*;
use crate::profile::ranking::{Score, Scores};
use crate::protocol::ITEM;
use crate::rank::history::history;
use crate::render::json::Json;
use crate::text::pieces;

/// Weights cross as whole numbers.
const MILLION: f64 = 1e6;
/// A score has so many numbers.
const NUMBERS: usize = 3;

impl Core {
    /// Takes the names of the lists that the reader has before them, and now. The answer is JSON text: for each list that ranks by
    /// vectors its number, where they are, its items, and the history: items and weights by turns, in
    /// millionths.
    pub fn ranks(&mut self, texts: &str, numbers: &[f64]) -> String {
        let before = pieces(texts, ITEM).filter_map(|name| self.program.slot(name)).collect();
        self.profile.ranking.get_or_insert_default().before = before;
        let now = numbers.first().map_or(0, |now| *now as i64);
        let mut json = Json::new(&self.intl);
        json.begin('[');
        for (number, slot) in self.program.slots.iter().enumerate() {
            let Some(ranks) = self.program.settings().ranks(number).filter(|ranks| !ranks.vectors().is_empty()) else {
                continue;
            };
            json.begin('[');
            json.number(number as i64);
            json.text(ranks.vectors());
            json.begin('[');
            for item in self.program.variants.of(slot.variants) {
                json.text(self.program.text(item.name));
            }
            json.end(']');
            for past in history(&self.profile, ranks, now - now.rem_euclid(DAY)) {
                json.text(&past.item);
                json.number((past.weight() * MILLION) as i64);
            }
            json.end(']');
        }
        json.end(']');
        json.finish()
    }

    /// Takes the scores of a list. Without any, all are forgotten.
    pub fn scores(&mut self, numbers: &[f64]) -> String {
        let Some((slot, rest)) = numbers.split_first() else {
            self.profile.ranking.take();
            return String::new();
        };
        let slot = *slot as usize;
        let mut items = Vec::with_capacity(rest.len() / NUMBERS);
        for [score, because, popularity] in rest.as_chunks::<NUMBERS>().0 {
            let finite = |number: &f64| if number.is_finite() { *number } else { 0.0 };
            let because = if *because >= 0.0 { *because as usize } else { usize::MAX };
            items.push(Score { score: finite(score), because, popularity: finite(popularity).clamp(0.0, 1.0) });
        }
        let ranking = self.profile.ranking.get_or_insert_default();
        ranking.scores.retain(|known| known.slot != slot);
        ranking.scores.push(Scores { slot, items });
        String::new()
    }

    /// The reader did something, or only looked.
    pub(super) fn tell(&mut self, did: bool) {
        self.profile.ranking.get_or_insert_default().told |= did;
    }

    /// Lists that the reader has before them stay as they are, unless the reader did something.
    pub(super) fn hold(&mut self) {
        let ranking = self.profile.ranking.get_or_insert_default();
        ranking.held.clear();
        if core::mem::take(&mut ranking.told) {
            return;
        }
        let before = &ranking.before;
        for decision in self.decided.all.iter().filter(|one| before.contains(&one.slot)) {
            let mut items: Vec<usize> = self.decided.ranked(decision).map(|one| one.item).collect();
            if items.is_empty() {
                let reasons = self.decided.reasons(decision).iter();
                items.extend(reasons.filter(|reason| reason.kind.passes()).map(|reason| reason.variant));
            }
            ranking.held.push((decision.slot, items));
        }
    }
}
