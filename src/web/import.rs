//! Events by which the reader steers topics, and a profile that is handed in or imported: texts and numbers → the profile.

use alloc::rc::Rc;

use super::core::Core;
use super::events::event_kind;
#[cfg(feature = "built")]
use crate::capability::mark;
use crate::error::Problem;
use crate::limits;
use crate::prelude::*;
use crate::profile::learning::Steering;
use crate::text::{cut, pieces, shared};

/// `None`: it is another event.
type Outcome = Option<Result<String, Problem>>;

impl Core {
    /// Takes one of these events:
    ///
    /// - `more`, `less`, `never` or `forget`, and TOPIC, or an empty text and SLOT/ITEM; with the moment unless it was handed in.
    /// - `profile` with now, visits, first, last and this visit, of a profile that is handed in.
    /// - `import` with now: the parts that follow are the reader's own and are kept. Without a number: they are not.
    /// - The kind of an event with SLOT or GOAL and VARIANT, and with now, how often and moments, of such a profile.
    /// - `interest` TOPIC with now and its [numbers](crate::profile::interest::Interest::NUMBERS).
    /// - `outcomes` SLOT VARIANT with now and their [numbers](crate::profile::outcomes::Outcomes::numbers).
    /// - `habits` with now and their numbers.
    pub(super) fn import(&mut self, texts: &[Rc<str>], numbers: &[f64]) -> Outcome {
        let text = |place: usize| texts.get(place).map_or("", |text| text);
        let number = |place: usize| numbers.get(place).copied().unwrap_or(f64::NAN);
        let at = number(0) as i64;
        let rest = numbers.get(1..).unwrap_or_default();
        match text(0) {
            "import" if texts.len() == 1 => {
                let writer = &mut self.profile.writer;
                writer.importing = (!number(0).is_nan()).then_some(at);
                if writer.importing.is_none() && writer.news.lines().len() > limits::BASE {
                    return Some(Err(Problem::error(
                        "/profile",
                        "it is longer than the 6 KB that are kept: what is oldest is left out",
                    )));
                }
            }
            "profile" if texts.len() == 1 => {
                let last = (!number(3).is_nan()).then_some(number(3) as i64);
                self.profile.hand_in(number(1) as u32, number(2) as i64, last, (number(4) as i64).min(at));
            }
            "interest" if !rest.is_empty() => self.profile.hand_in_interest(text(1), rest, at),
            #[cfg(feature = "built")]
            "outcomes" if self.program.learns() => {
                mark::bandit();
                self.profile.hand_in_outcomes([text(1), text(2)], rest, at);
            }
            "habits" if !rest.is_empty() => self.profile.hand_in_habits(rest, at),
            kind if let Some(steering) = Steering::of(kind) => {
                return Some(self.steer(steering, text(1), text(2), (!numbers.is_empty()).then_some(at)));
            }
            kind if let (Some(kind), [times, moments @ ..]) = (event_kind(kind), rest) => {
                let mut known = Vec::with_capacity(moments.len());
                for moment in moments {
                    // A moment that lies ahead counts as now: the clock was put back since.
                    known.push((*moment as i64).min(at));
                }
                if let Some(counter) = self.profile.count(kind, text(1), text(2), *times as u32, false) {
                    known.iter().for_each(|moment| counter.note(*moment));
                }
                self.profile.writer.handed().count(kind, text(1), text(2), *times as u32, &known);
            }
            _ => return None,
        }
        Some(Ok(String::new()))
    }

    /// The reader steers a topic, or all topics of the variant or item that is shown at a place.
    fn steer(&mut self, steering: Steering, topic: &str, place: &str, at: Option<i64>) -> Result<String, Problem> {
        let mut topics = Vec::new();
        if topic.is_empty() {
            let place = place.strip_suffix('/').unwrap_or(place);
            let slot = self.program.slot(pieces(place, '/').word()).and_then(|slot| self.program.slots.get(slot));
            let shown = self.item(place).filter(|shown| !self.is_forced(shown));
            let variant = shown.and_then(|shown| self.program.variant(&slot?, shown.variant));
            for topic in variant.iter().flat_map(|variant| self.program.choices.of(variant.topics)) {
                topics.push(shared(self.program.text(topic)));
            }
        } else {
            topics.push(shared(cut(topic, limits::TEXT)));
        }
        if topics.is_empty() {
            return Err(Problem::error("/topic", "there is no topic here"));
        }
        for topic in topics {
            self.profile.steer(&topic, steering, at);
        }
        Ok(String::new())
    }
}
