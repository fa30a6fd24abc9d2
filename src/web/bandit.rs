//! Slots that learn, from the browser's side: what they promise, and what was seen of them.

use super::core::Core;
use crate::decide::bandit::told;
use crate::prelude::*;
use crate::profile::outcomes::Outcomes;
use crate::protocol::ITEM;
use crate::text::push_number;

impl Core {
    /// The probability with which a slot shows what it does, in millionths, and the features that speak for it.
    pub fn promise(&self, slot: &str) -> String {
        let mut text = String::new();
        if let Some(chosen) = self.item(slot).and_then(|decision| told(&self.decided, &decision)) {
            push_number(&mut text, chosen.propensity as i64, 1);
            for label in &chosen.because {
                text.push(ITEM);
                text.push_str(self.program.text(*label));
            }
        }
        text
    }

    /// What a slot shows was seen. `numbers`: now. The answer is not empty where that counts.
    pub fn view(&mut self, slot: &str, numbers: &[f64]) -> String {
        self.learn_from_view(slot, numbers.first().map_or(0, |now| *now as i64))
            .map_or_else(String::new, |()| "1".into())
    }

    fn learn_from_view(&mut self, slot: &str, now: i64) -> Option<()> {
        let chosen = told(&self.decided, &self.item(slot)?).filter(|_| self.profile.learns())?;
        let record = self.program.slots.get(chosen.slot)?;
        let variant = self.program.text(self.program.variant(&record, chosen.variant)?.name);
        let mut seen = Outcomes::new([slot, variant], chosen.form, now, chosen.features.len());
        seen.view(&chosen.features, chosen.account);
        self.profile.note(&seen);
        Some(())
    }
}
