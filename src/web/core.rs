//! One page's engine: the walk from the browser's side. Each question crosses the boundary once.

use alloc::rc::Rc;

use wasm_bindgen::prelude::*;

use super::here::{context, list};
use super::intl::{Intl, Lent};
use super::{GROUP, ITEM};
use crate::context::Page;
use crate::context::clock::Clock;
#[cfg(feature = "compile")]
use crate::decide::settled::is_settled;
use crate::decide::{Decision, Decisions, decide};
use crate::error::{Problem, Severity};
use crate::explain::explain;
use crate::limits;
use crate::observe::{Event, observe};
use crate::prelude::*;
use crate::profile::{EventKind, Profile, cut};
use crate::program::Program;
#[cfg(feature = "compile")]
use crate::program::provenance::Known;
use crate::program::records::Slot;
use crate::render::diff;
use crate::render::fields::{ShownField, show_field};
use crate::render::json::Json;
use crate::render::patch::{Bound, patch};
use crate::text::pieces;
use crate::value::Value;

/// What can happen in a slot, as it is called outside.
pub(super) const HAPPENINGS: [(&str, EventKind); 5] = [
    ("view", EventKind::View),
    ("click", EventKind::Click),
    ("dismiss", EventKind::Dismiss),
    ("convert", EventKind::Convert),
    ("assign", EventKind::Assign),
];

/// A program at work in one page.
#[wasm_bindgen]
pub struct Core {
    pub(super) program: Box<Program>,
    problem: String,
    pub(super) profile: Profile,
    pub(super) intl: Intl,
    pub(super) decided: Decisions,
}

#[wasm_bindgen]
impl Core {
    /// Reads the program. From bytes that are refused it is one without slots, and [`Core::problem`] says why.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Box<[u8]>, lent: Lent) -> Core {
        let intl = Intl::new(lent);
        let (program, problem) = match Program::read(bytes) {
            Ok(program) => (program, String::new()),
            Err(problem) => (Box::default(), problem_json(&problem, &intl)),
        };
        Core { program, problem, profile: Profile::default(), intl, decided: Decisions::default() }
    }

    /// The one way in: the question, and whatever it takes. One door for all of them, because each would cost its
    /// visitors bytes on both sides of the boundary.
    pub fn ask(&mut self, question: u8, texts: &str, numbers: &[f64]) -> String {
        match question {
            0 => self.decide(texts, numbers),
            1 => self.about(numbers),
            2 => self.tried(numbers),
            3 => self.patch(texts),
            4 => self.observe(texts, numbers),
            5 => self.explain(texts),
            #[cfg(feature = "memory")]
            6 | 8..=11 | 13 => self.remembered(question, texts, numbers),
            #[cfg(feature = "compile")]
            12 => self.settled(numbers),
            _ => self.problem(),
        }
    }
}

/// The questions, in the order of their numbers.
impl Core {
    /// Why the bytes were refused: a problem as JSON text. Of sound ones what a page finds out only where it matters,
    /// because the first time each of these costs more than all the rest: 1 if anything depends on the name of the zone, and
    /// 2 if there are several languages to choose from.
    pub fn problem(&self) -> String {
        let sound = match (self.program.reads_zone(), self.program.locales.len() > 1) {
            (false, false) => "0",
            (true, false) => "1",
            (false, true) => "2",
            (true, true) => "3",
        };
        if self.problem.is_empty() { sound.to_owned() } else { self.problem.clone() }
    }

    /// Decides every slot, and tells what differs from what was decided before. What is handed in is described at
    /// [`super::here::context`], the answer at [`diff::answer`].
    pub fn decide(&mut self, texts: &str, numbers: &[f64]) -> String {
        let mut slots = Vec::with_capacity(self.program.slots.len());
        while slots.len() < self.program.slots.len() {
            slots.push(slots.len());
        }
        let context = context(texts, numbers);
        let clock = Clock::new(&context.zone, context.now);
        let Page { path, topics, .. } = &context.page;
        self.profile.attend(path, topics, (clock.hour(), clock.weekday()), clock.now);
        let after = decide(&self.program, &context, &self.profile, &slots, &self.intl);
        let answer = diff::answer(&self.program, &self.decided, &after, &self.intl);
        self.decided = after;
        answer
    }

    /// What variants show, each by the numbers of its slot and its own, one pair after the other: JSON text, a list with
    /// what [`diff::about`] writes of each.
    pub fn about(&self, numbers: &[f64]) -> String {
        self.each(numbers, diff::about)
    }

    /// Which variants of a slot were tried: its number and how many. JSON text, a list with what [`diff::tried`] writes.
    pub fn tried(&self, numbers: &[f64]) -> String {
        self.each(numbers, diff::tried)
    }

    /// The changes that places in the markup need. Each place is a list: slot (in a list `SLOT/ITEM`), element, attribute (empty for text),
    /// field, what the server wrote and what stands there now (a `+` before it, or nothing where nothing stands).
    /// The answer is JSON text, a list for each place that needs something: its number and its new value; or its number,
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
            if let Some(ShownField { text, rich: Some(rich), .. }) = rich {
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

    /// Takes in what happened. `texts` begins with what it is:
    /// `preference` NAME VALUES… with the kind in `numbers` (0 takes it back, 1 a text, 2 the number that follows,
    /// 3 the flag that follows, 4 a list), and then the moment, unless it was handed in; `visit` with the moment; or what
    /// happened in a slot with the moment, SLOT (of a list `SLOT/ITEM`) and for `convert` GOAL; where there is memory also
    /// what [`Core::hand_in`] takes. The answer is a problem as JSON text, or nothing.
    ///
    /// Besides, `reads` answers the names that the program reads; it comes alone and with a number, as no event of a page does.
    pub fn observe(&mut self, texts: &str, numbers: &[f64]) -> String {
        match self.take(&list(texts), numbers) {
            Ok(answer) => answer,
            Err(problem) => problem_json(&problem, &self.intl),
        }
    }

    fn take(&mut self, texts: &[Rc<str>], numbers: &[f64]) -> Result<String, Problem> {
        // What happened has a place, or a name; a question of the face has neither.
        let alone = texts.len() == 1;
        let text = |place: usize| texts.get(place).map_or("", |text| text);
        let number = |place: usize| numbers.get(place).copied().unwrap_or(f64::NAN);
        let at = number(0) as i64;
        #[cfg(feature = "memory")]
        if let Some(answer) = self.hand_in(texts, numbers) {
            return answer;
        }
        let event = match text(0) {
            "reads" if alone && !numbers.is_empty() => return Ok(self.reads()),
            "visit" => Event::Visit { at },
            "preference" => {
                let at = numbers.get(2).map(|at| *at as i64);
                Event::Preference { name: text(1), value: declared(number(0) as u8, number(1), texts), at }
            }
            kind => match happening(kind) {
                None => return Err(Problem::error("/kind", UNKNOWN)),
                Some(EventKind::Assign) => return Err(Problem::error("/kind", UNKNOWN)),
                Some(kind) => {
                    // Without a decision the number is one that no variant has.
                    let variant = self.item(text(1)).map_or(usize::MAX, |decision| decision.variant);
                    let slot = pieces(text(1), '/').word();
                    Event::Slot { kind, variant, slot, goal: text(2), at }
                }
            },
        };
        observe(&self.program, &mut self.profile, &event)?;
        Ok(String::new())
    }

    /// The reasons of the newest decision as sentences: JSON text.
    pub fn explain(&self, slot: &str) -> String {
        let mut json = Json::new(&self.intl);
        json.begin('[');
        if let Some(slot) = self.program.slot(slot) {
            explain(&self.program, &self.decided, slot, &self.intl).iter().for_each(|sentence| json.text(sentence));
        }
        json.end(']');
        json.finish()
    }
}

impl Core {
    fn each(&self, pairs: &[f64], write: fn(&Program, &Decisions, usize, i32, &mut Json<'_>)) -> String {
        let mut json = Json::new(&self.intl);
        json.begin('[');
        for [first, second] in pairs.as_chunks().0 {
            write(&self.program, &self.decided, *first as usize, *second as i32, &mut json);
        }
        json.end(']');
        json.finish()
    }

    /// For each slot of the newest decision '1' where it is settled for whoever knows what the bits of the number say,
    /// else '0'.
    #[cfg(feature = "compile")]
    fn settled(&self, numbers: &[f64]) -> String {
        let known = Known::of(numbers.first().map_or(0, |bits| *bits as u32));
        let is_settled = |decision| is_settled(&self.program, &self.decided, decision, known);
        self.decided.all.iter().map(|decision| if is_settled(decision) { '1' } else { '0' }).collect()
    }

    /// The names that rules and words read, end to end, so that nobody looks for what nobody needs.
    fn reads(&self) -> String {
        let (mut names, mut number) = (String::new(), 0);
        while let Some(name) = self.program.names.get(number) {
            names.push_str(self.program.text(name.path));
            number += 1;
        }
        names
    }

    /// What was decided for a slot; of `SLOT/ITEM` with the item of that list in the place of its variant.
    pub(super) fn item(&self, place: &str) -> Option<Decision> {
        let mut names = pieces(place, '/');
        let number = self.program.slot(names.next()?)?;
        let decision = *self.decided.all.iter().find(|decision| decision.slot == number)?;
        let Some(item) = names.next() else {
            return Some(decision);
        };
        let slot = self.program.slots.get(number)?;
        let mut variant = 0;
        while self.program.text(self.program.variant(&slot, variant)?.name) != item {
            variant += 1;
        }
        Some(Decision { variant, ..decision })
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

/// What a reader declared.
fn declared(kind: u8, number: f64, texts: &[Rc<str>]) -> Option<Value> {
    let values = texts.get(2..).unwrap_or(&[]);
    match kind {
        1 => Some(Value::text(values.first().map_or("", |text| cut(text, limits::TEXT)))),
        2 => Some(Value::Double(number)),
        3 => Some(Value::Bool(number == 1.0)),
        4 => {
            let mut list = Vec::with_capacity(values.len());
            for text in values {
                list.push(Value::Text(text.clone()));
            }
            Some(Value::List(list.into()))
        }
        _ => None,
    }
}

#[cfg(feature = "memory")]
const UNKNOWN: &str = "an event is a view, click, dismiss, convert, preference, visit, more, less, never or forget";
#[cfg(not(feature = "memory"))]
const UNKNOWN: &str = "an event is a view, click, dismiss, convert, preference or visit";

pub(super) fn happening(kind: &str) -> Option<EventKind> {
    HAPPENINGS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind)
}

/// A problem as JSON text.
pub(super) fn problem_json(problem: &Problem, intl: &Intl) -> String {
    let mut json = Json::new(intl);
    write_problem(problem, &mut json);
    json.finish()
}

/// Writes a problem.
pub(super) fn write_problem(problem: &Problem, json: &mut Json<'_>) {
    json.begin('{');
    json.pair("path", &problem.path);
    json.pair("message", &problem.message);
    json.pair("severity", if problem.severity == Severity::Error { "error" } else { "warning" });
    // Only what an author wrote has a column and a line.
    #[cfg(feature = "compile")]
    for (key, number) in [("column", problem.column), ("line", problem.line)] {
        if let Some(number) = number {
            json.key(key);
            json.number(i64::from(number));
        }
    }
    json.end('}');
}
