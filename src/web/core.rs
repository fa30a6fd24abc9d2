//! The engine of one page, from the browser's side. Each question crosses the boundary once.

use alloc::rc::Rc;

use wasm_bindgen::prelude::*;

use super::context::{context, list};
use super::intl::{Formatters, Intl};
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
use crate::profile::{Happening, Profile, cut};
use crate::program::Program;
#[cfg(feature = "compile")]
use crate::program::provenance::Known;
use crate::program::records::Slot;
use crate::protocol::{Ask, Declared, GROUP, ITEM, LANGUAGES, NAMED};
use crate::render::json::Json;
use crate::render::outbox;
use crate::render::patch::{Bound, patch};
use crate::render::shown::{ShownField, show_field};
use crate::rule::value::Value;

/// The kinds of event that are counted, by the names that they have outside.
pub(super) const EVENTS: [(&str, Happening); 5] = [
    ("view", Happening::View),
    ("click", Happening::Click),
    ("dismiss", Happening::Dismiss),
    ("convert", Happening::Convert),
    ("assign", Happening::Assign),
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
    pub fn new(bytes: Box<[u8]>, formatters: Formatters) -> Core {
        let intl = Intl::new(formatters);
        let (program, problem) = match Program::read(bytes) {
            Ok(program) => (program, String::new()),
            Err(problem) => (Box::default(), problem_json(&problem, &intl)),
        };
        Core { program, problem, profile: Profile::default(), intl, decided: Decisions::default() }
    }

    /// Answers a question, an [`Ask`]. There is one function for all of them, because each export would cost its visitors
    /// bytes on both sides of the boundary.
    pub fn ask(&mut self, question: u8, texts: &str, numbers: &[f64]) -> String {
        match Ask::of(question) {
            Some(Ask::Problem) => self.problem(),
            Some(Ask::Traits) => self.traits(),
            Some(Ask::Reads) => self.reads(),
            Some(Ask::Decide) => self.decide(texts, numbers),
            Some(Ask::About) => self.about(numbers),
            Some(Ask::Tried) => self.tried(numbers),
            Some(Ask::Patch) => self.patch(texts),
            Some(Ask::Observe) => self.observe(texts, numbers),
            Some(Ask::Explain) => self.explain(texts),
            #[cfg(feature = "compile")]
            Some(Ask::Settled) => self.settled(numbers),
            #[cfg(feature = "memory")]
            Some(Ask::Export) => self.export(),
            #[cfg(feature = "memory")]
            Some(Ask::Insights) => self.insights(numbers),
            #[cfg(feature = "memory")]
            Some(Ask::Merge) => self.merge(texts, numbers),
            #[cfg(feature = "memory")]
            Some(Ask::Record) => self.record(numbers),
            #[cfg(feature = "memory")]
            Some(Ask::Allow) => self.allow(numbers),
            #[cfg(feature = "memory")]
            Some(Ask::Forget) => self.forget(numbers),
            _ => problem_json(&Problem::error("", "this engine has no such question"), &self.intl),
        }
    }
}

/// The questions, each with its answer.
impl Core {
    /// Why the bytes were refused: a problem as JSON text. Empty: they were not.
    pub fn problem(&self) -> String {
        self.problem.clone()
    }

    /// The bits [`NAMED`] and [`LANGUAGES`], as digits: facts that are costly to look up the first time, so that a page looks
    /// them up only where they matter.
    pub fn traits(&self) -> String {
        let named = if self.program.reads_zone() { NAMED } else { 0 };
        let languages = if self.program.locales.len() > 1 { LANGUAGES } else { 0 };
        char::from(b'0' + (named | languages)).into()
    }

    /// The names that rules and messages read, end to end, so that nobody looks up names that are not among them.
    pub fn reads(&self) -> String {
        let (mut names, mut number) = (String::new(), 0);
        while let Some(name) = self.program.names.get(number) {
            names.push_str(self.program.text(name.path));
            number += 1;
        }
        names
    }

    /// Decides every slot, and tells what differs from the decision before. [`super::context::context`] documents what is
    /// handed in, [`outbox::answer`] the answer.
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
        let answer = outbox::answer(&self.program, &self.decided, &after, &self.intl);
        self.decided = after;
        answer
    }

    /// The contents of variants, each by the numbers of its slot and its own, one pair after the other: JSON text, a list of
    /// what [`outbox::about`] writes.
    pub fn about(&self, numbers: &[f64]) -> String {
        self.each(numbers, outbox::about)
    }

    /// The variants of a slot that were tried, by its number and how many: JSON text, a list of what [`outbox::tried`] writes.
    pub fn tried(&self, numbers: &[f64]) -> String {
        self.each(numbers, outbox::tried)
    }

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
        #[cfg(feature = "memory")]
        if let Some(answer) = self.import(texts, numbers) {
            return answer;
        }
        let event = match text(0) {
            "visit" => Event::Visit { at },
            "preference" => {
                let at = numbers.get(2).map(|at| *at as i64);
                let kind = Declared::of(number(0) as u8);
                Event::Preference { name: text(1), value: declared(kind, number(1), texts), at }
            }
            kind => match event_kind(kind) {
                None => return Err(Problem::error("/kind", UNKNOWN)),
                Some(Happening::Assign) => return Err(Problem::error("/kind", UNKNOWN)),
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

    /// The decision for a slot; of `SLOT/ITEM` with the item of that list in the place of its variant.
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

/// The value that a reader or a page declares.
fn declared(kind: Option<Declared>, number: f64, texts: &[Rc<str>]) -> Option<Value> {
    let values = texts.get(2..).unwrap_or(&[]);
    match kind? {
        Declared::Nothing => None,
        Declared::Text => Some(Value::text(values.first().map_or("", |text| cut(text, limits::TEXT)))),
        Declared::Number => Some(Value::Double(number)),
        Declared::Flag => Some(Value::Bool(number == 1.0)),
        Declared::List => {
            let mut list = Vec::with_capacity(values.len());
            for text in values {
                list.push(Value::Text(text.clone()));
            }
            Some(Value::List(list.into()))
        }
    }
}

#[cfg(feature = "memory")]
const UNKNOWN: &str = "an event is a view, click, dismiss, convert, preference, visit, more, less, never or forget";
#[cfg(not(feature = "memory"))]
const UNKNOWN: &str = "an event is a view, click, dismiss, convert, preference or visit";

pub(super) fn event_kind(kind: &str) -> Option<Happening> {
    EVENTS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind)
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
    // Only the text of an author has columns and lines.
    #[cfg(feature = "compile")]
    for (key, number) in [("column", problem.column), ("line", problem.line)] {
        if let Some(number) = number {
            json.key(key);
            json.number(i64::from(number));
        }
    }
    json.end('}');
}
