//! Places in the markup → the changes that they need.

use super::core::Core;
use crate::capability::mark;
use crate::prelude::*;
use crate::program::records::Slot;
use crate::protocol::{GROUP, ITEM};
use crate::render::fields::{ShownField, show_field};
use crate::render::json::Json;
use crate::render::patch::{Bound, patch};
use crate::text::pieces;

impl Core {
    /// The changes that places in the markup need. Each place is a list: slot (in a list `SLOT/ITEM`), element, attribute (empty
    /// for text), field, the server's value and the present one (a `+` before each, or nothing where nothing stands).
    /// The answer is JSON text, a list for each place that needs a change: its number and its new value; or its number,
    /// its text and the tree of its elements, which may stand there already; or its number, null and why it is refused.
    pub fn patch(&self, places: &str) -> String {
        let mut json = Json::new(&self.intl);
        json.begin('[');
        for (number, place) in pieces(places, GROUP).enumerate() {
            let Some((field, bound)) = self.place(place) else {
                continue;
            };
            let answer = patch(field.as_ref(), &bound);
            let rich = field.as_ref().filter(|_| bound.attribute.is_empty());
            if let Some(ShownField { text: Some(text), rich: Some(rich), .. }) = rich {
                mark::rich();
                json.begin('[');
                json.number(number as i64);
                json.text(text);
                json.word(rich);
                json.end(']');
                continue;
            }
            if answer == Ok(None) {
                continue;
            }
            json.begin('[');
            json.number(number as i64);
            match answer {
                Ok(Some(Some(value))) => json.text(value),
                _ => json.word("null"),
            }
            if let Err(message) = answer {
                json.text(message);
            }
            json.end(']');
        }
        json.end(']');
        json.finish()
    }

    fn place<'a>(&self, place: &'a str) -> Option<(Option<ShownField>, Bound<'a>)> {
        let mut parts = pieces(place, ITEM);
        let decision = self.item(parts.next()?)?;
        let (element, attribute, field) = (parts.next()?, parts.next()?, parts.next()?);
        let (original, current) = (parts.next()?.strip_prefix('+'), parts.next()?.strip_prefix('+'));
        let field = show_field(&self.program, &self.decided, &decision, field, &self.intl);
        let loads = self.program.slots.get(decision.slot).is_some_and(|slot| slot.may & Slot::VARIES != 0);
        Some((field, Bound { element, attribute, original, current, loads }))
    }
}
