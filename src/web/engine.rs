//! One page's engine: the walk from the browser's side. Each method crosses the boundary once.

use crate::prelude::*;
use wasm_bindgen::prelude::*;

use super::given::{Given, moment, text, value};
use super::intl::Intl;
use super::page::{Root, Surface};
use super::tell::{tell, tell_all};
use super::world::{self, KeptZone};
use crate::decide::{Decisions, decide};
use crate::error::Problem;
use crate::explain::explain;
use crate::limits;
use crate::message::digits::glue;
use crate::observe::{Event, observe};
use crate::profile::{Counter, Happening, Profile};
use crate::program::Program;
use crate::render::shown::{Shown, show};
use crate::render::tree::Tree;
use js_sys::{Array, Object};

/// What can happen in a slot, as it is called outside.
const HAPPENINGS: [(&str, Happening); 3] =
    [("view", Happening::View), ("click", Happening::Click), ("dismiss", Happening::Dismiss)];

/// A program at work in one page.
#[wasm_bindgen]
pub struct Engine {
    program: Program,
    profile: Profile,
    given: JsValue,
    zone: KeptZone,
    intl: Intl,
    decided: Decisions,
    surface: Surface,
    problems: Vec<Problem>,
}

#[wasm_bindgen]
impl Engine {
    /// Reads the program.
    ///
    /// # Errors
    /// A problem, when the bytes are refused.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], given: JsValue) -> Result<Engine, JsValue> {
        let program = Program::read(bytes).map_err(|problem| tell(&Tree::from(&problem)))?;
        let mut engine = Engine {
            program,
            profile: Profile::default(),
            given,
            zone: None,
            intl: Intl::default(),
            decided: Decisions::default(),
            surface: Surface::default(),
            problems: Vec::new(),
        };
        engine.remember();
        Ok(engine)
    }

    /// What was met so far.
    pub fn problems(&self) -> JsValue {
        tell_all(&self.problems, |problem| Tree::from(problem))
    }

    /// Takes other values for true from now on.
    pub fn assume(&mut self, given: JsValue) {
        self.given = given;
    }

    /// Decides every slot, or one.
    pub fn decide(&mut self, slot: Option<String>) -> JsValue {
        self.run();
        let mut shown = self.shown();
        shown.retain(|shown| slot.as_ref().is_none_or(|slot| *slot == shown.slot));
        tell_all(&shown, Shown::tree)
    }

    /// Decides every slot under `root` and writes what differs; without a root it only decides.
    pub fn render(&mut self, root: Option<Root>) -> JsValue {
        self.run();
        let mut shown = self.shown();
        let Some(root) = root else { return tell_all(&shown, Shown::tree) };
        let mut present = vec![false; shown.len()];
        let Self { surface, program, problems, .. } = self;
        for view in surface.meet(&root) {
            let Some(place) = shown.iter().position(|shown| shown.slot == view.name) else {
                note(problems, glue(&["/slots/", &view.name]), "the page has a slot that the manifest does not have");
                continue;
            };
            let may_request = program.slots.get(place).is_some_and(|slot| slot.varies_requests == 1);
            if let (Some(shown), Some(present)) = (shown.get(place), present.get_mut(place)) {
                *present = true;
                let path = glue(&["/slots/", &view.name, "/variants/", &shown.variant, "/fields/"]);
                view.apply(shown, may_request, |field, message| note(problems, glue(&[&path, field]), message));
            }
        }
        let mut present = present.into_iter();
        shown.retain(|_| present.next().unwrap_or(false));
        tell_all(&shown, Shown::tree)
    }

    /// Gives the page back as the server sent it.
    pub fn restore(&mut self) {
        self.surface.restore();
    }

    /// Takes in what happened.
    ///
    /// # Errors
    /// A problem, when the event makes no sense here.
    pub fn observe(&mut self, event: JsValue) -> Result<(), JsValue> {
        let event = self.event(&Given::new(event, "")).map_err(|problem| tell(&Tree::from(&problem)))?;
        observe(&self.program, &mut self.profile, &event).map_err(|problem| tell(&Tree::from(&problem)))
    }

    /// The reasons of the newest decision as sentences.
    pub fn explain(&self, slot: &str) -> JsValue {
        let sentences = self.program.slot(slot).map(|slot| explain(&self.program, &self.decided, slot, &self.intl));
        tell_all(&sentences.unwrap_or_default(), |sentence: &String| Tree::text(sentence))
    }

    /// Everything that is remembered.
    pub fn export(&self) -> JsValue {
        tell(&exported(&self.program, &self.profile))
    }

    /// Forgets everything.
    pub fn erase(&mut self) {
        self.profile = Profile::default();
    }
}

impl Engine {
    fn run(&mut self) {
        let mut met = Vec::new();
        let context = world::read(&self.given, &self.program, &mut self.zone, &mut met);
        met.into_iter().for_each(|problem| keep(&mut self.problems, problem));
        let slots: Vec<usize> = (0..self.program.slots.len()).collect();
        self.decided = decide(&self.program, &context, &self.profile, &slots);
    }

    fn shown(&self) -> Vec<Shown> {
        show(&self.program, &self.decided, &self.intl)
    }

    /// Takes in the profile that was handed in.
    fn remember(&mut self) {
        let given = Given::new(Given::new(self.given.clone(), "").get("profile"), "/profile");
        let mut problems = Vec::new();
        let count = |value: &JsValue| value.as_f64().filter(|number| *number >= 1.0).map(|number| number as u32);
        self.profile.visits = given.read("visits", &mut problems, count).unwrap_or(1);
        self.profile.last_visit = given.read("lastVisit", &mut problems, moment);
        let preferences = given.get("preferences");
        for entry in entries(&preferences) {
            let (Some(name), declared) = (entry.get(0).as_string(), value(&entry.get(1))) else { continue };
            let known = self.program.preference(&name);
            let taken = known.and_then(|number| self.profile.prefer(&self.program, number, Some(declared?)));
            if taken.is_none() {
                let path = glue(&["/profile/preferences/", &name]);
                problems.push(Problem::warning(path, "the manifest has no such preference, or it cannot take this value; it is left out"));
            }
        }
        let events = Array::from(&given.read("events", &mut problems, |value| Array::is_array(value).then(|| value.clone())).unwrap_or_else(|| Array::new().into()));
        for event in events.iter().take(limits::COUNTERS) {
            let event = Given::new(event, "/profile/events");
            let kind = event.word("kind", &HAPPENINGS.map(|(name, _)| name), &mut problems);
            let kind = kind.and_then(|place| HAPPENINGS.get(usize::from(place))).map(|(_, kind)| *kind);
            let times = event.read("times", &mut problems, count);
            let (slot, variant) = (event.text("slot", &mut problems), event.text("variant", &mut problems));
            if let (Some(kind), Some(times), Some(slot), Some(variant)) = (kind, times, slot, variant) {
                self.profile.count(kind, &slot, &variant, times);
            }
        }
        problems.into_iter().for_each(|problem| keep(&mut self.problems, problem));
    }

    fn event(&self, given: &Given<'_>) -> Result<Event, Problem> {
        let kind = given.get("kind").as_string().unwrap_or_default();
        let need = |key: &str| text(&given.get(key)).ok_or_else(|| Problem::error(glue(&["/", key]), "a text was expected"));
        match &*kind {
            "visit" => {
                let now = Given::new(self.given.clone(), "").get("now");
                Ok(Event::Visit { at: moment(&now).unwrap_or_else(|| js_sys::Date::now() as i64) })
            }
            "preference" => {
                let wanted = given.get("value");
                let declared = value(&wanted);
                if declared.is_none() && !wanted.is_null() && !wanted.is_undefined() {
                    return Err(Problem::error("/value", "a preference is a text, a number, true or false, or a list of texts"));
                }
                Ok(Event::Preference { name: need("name")?, value: declared })
            }
            _ => {
                let kind = HAPPENINGS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind);
                let kind = kind.ok_or_else(|| Problem::error("/kind", "an event is a view, click, dismiss, preference or visit"))?;
                let slot = need("slot")?;
                let number = self.program.slot(&slot);
                let decision = self.decided.all.iter().find(|decision| Some(decision.slot) == number);
                // Without a decision the number is one that no variant has, and the event is refused.
                Ok(Event::Slot { kind, slot, variant: decision.map_or(usize::MAX, |decision| decision.variant) })
            }
        }
    }
}

/// The own properties of an object, as pairs.
fn entries(object: &JsValue) -> Vec<Array> {
    match object.dyn_ref::<Object>() {
        Some(object) => Object::entries(object).iter().take(limits::ENTRIES).map(|entry| Array::from(&entry)).collect(),
        None => Vec::new(),
    }
}

fn note(problems: &mut Vec<Problem>, path: String, message: &'static str) {
    keep(problems, Problem::warning(path, message));
}

/// The same problem is told once, and not without end.
fn keep(problems: &mut Vec<Problem>, problem: Problem) {
    if problems.len() < limits::ENTRIES && !problems.contains(&problem) {
        problems.push(problem);
    }
}

/// A profile as it can be handed in again.
fn exported(program: &Program, profile: &Profile) -> Tree {
    let mut preferences = Tree::object([]);
    for (number, preference) in program.preferences.iter().enumerate() {
        if let Some(declared) = profile.preference(number) {
            preferences.add(program.text(preference.name).to_owned(), Tree::from(declared));
        }
    }
    let name = |kind: Happening| HAPPENINGS.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| *name);
    let counter = |counter: &Counter| {
        Tree::object([
            ("kind", Tree::text(name(counter.kind))),
            ("slot", Tree::text(&counter.slot)),
            ("variant", Tree::text(&counter.variant)),
            ("times", Tree::Number(f64::from(counter.times))),
        ])
    };
    Tree::object([
        ("visits", Tree::Number(f64::from(profile.visits))),
        ("lastVisit", profile.last_visit.map_or(Tree::Null, |last| Tree::Number(last as f64))),
        ("preferences", preferences),
        ("events", Tree::List(profile.counters.iter().map(counter).collect())),
    ])
}
