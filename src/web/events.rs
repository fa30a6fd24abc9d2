//! Events of a page, as texts and numbers → the profile.

use alloc::rc::Rc;

use super::context::list;
use super::core::Core;
use super::problem::problem_json;
use crate::capability::{Capability, mark};
use crate::error::Problem;
use crate::limits;
use crate::observe::{Event, observe};
use crate::prelude::*;
use crate::profile::EventKind;
use crate::protocol::Declared;
use crate::text::{cut, pieces};
use crate::value::Value;

/// The kinds of event that are counted, by the names that they have outside.
pub(super) const EVENTS: [(&str, EventKind); 5] = [
    ("view", EventKind::View),
    ("click", EventKind::Click),
    ("dismiss", EventKind::Dismiss),
    ("convert", EventKind::Convert),
    ("assign", EventKind::Assign),
];

impl Core {
    /// Takes in an event, whose kind `texts` begins with:
    ///
    /// - `preference` NAME VALUES… with a [`Declared`], a number or a flag, and the moment unless it was handed in.
    /// - `visit` with the moment.
    /// - The kind of an event in a slot, SLOT (of a list `SLOT/ITEM`) and for `convert` GOAL, with the moment.
    /// - Where there is memory also the events of [`Core::import`].
    ///
    /// The answer is a problem as JSON text, or nothing.
    pub fn observe(&mut self, texts: &str, numbers: &[f64]) -> String {
        match self.apply(&list(texts), numbers) {
            Ok(answer) => answer,
            Err(problem) => problem_json(&problem, &self.intl),
        }
    }

    fn apply(&mut self, texts: &[Rc<str>], numbers: &[f64]) -> Result<String, Problem> {
        let text = |place: usize| texts.get(place).map_or("", |text| text);
        let number = |place: usize| numbers.get(place).copied().unwrap_or(f64::NAN);
        let at = number(0) as i64;
        #[cfg(feature = "built")]
        if self.program.uses(Capability::Rank) {
            mark::rank();
            self.tell(text(0) != "view");
        }
        #[cfg(feature = "memory")]
        if self.program.uses(Capability::Import) {
            mark::import();
            if let Some(answer) = self.import(texts, numbers) {
                return answer;
            }
        }
        let event = match text(0) {
            "visit" => Event::Visit { at },
            "preference" => {
                let at = numbers.get(2).map(|at| *at as i64);
                let kind = Declared::of(number(0) as u8);
                Event::Preference { name: text(1), value: self.declared(kind, number(1), texts), at }
            }
            kind => match event_kind(kind) {
                None => return Err(Problem::error("/kind", UNKNOWN)),
                Some(EventKind::Assign) => return Err(Problem::error("/kind", UNKNOWN)),
                Some(kind) => {
                    // Without a decision the number is one that no variant has.
                    let shown = self.item(text(1));
                    if shown.is_some_and(|shown| self.is_forced(&shown)) {
                        mark::force();
                        return Ok(String::new());
                    }
                    let variant = shown.map_or(usize::MAX, |shown| shown.variant);
                    let slot = pieces(text(1), '/').word();
                    Event::Slot { kind, variant, slot, goal: text(2), at }
                }
            },
        };
        observe(&self.program, &mut self.profile, &event)?;
        Ok(String::new())
    }
}

impl Core {
    /// The value that a reader or a page declares; null where no preference takes any of its type.
    fn declared(&self, kind: Option<Declared>, number: f64, texts: &[Rc<str>]) -> Option<Value> {
        let values = texts.get(2..).unwrap_or(&[]);
        Some(match kind? {
            Declared::Nothing => return None,
            Declared::Number => Value::Double(number),
            Declared::Flag => Value::Bool(number == 1.0),
            Declared::Text if self.program.uses(Capability::DeclaredText) => {
                mark::declared_text();
                Value::text(values.first().map_or("", |text| cut(text, limits::TEXT)))
            }
            Declared::List if self.program.uses(Capability::DeclaredList) => {
                mark::declared_list();
                let mut list = Vec::with_capacity(values.len());
                for text in values {
                    list.push(Value::Text(text.clone()));
                }
                Value::List(list.into())
            }
            Declared::Text | Declared::List => Value::Null,
        })
    }
}

#[cfg(feature = "memory")]
const UNKNOWN: &str = "an event is a view, click, dismiss, convert, preference, visit, more, less, never or forget";
#[cfg(not(feature = "memory"))]
const UNKNOWN: &str = "an event is a view, click, dismiss, convert, preference or visit";

pub(super) fn event_kind(kind: &str) -> Option<EventKind> {
    EVENTS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind)
}
