//! The engine of one page, from the browser's side. Each question crosses the boundary once.

use super::context::context;
use super::intl::Intl;
use super::problem::problem_json;
use crate::capability::{Capability, mark};
use crate::context::Forced;
#[cfg(feature = "memory")]
use crate::context::{Context, Page, clock::Clock};
use crate::decide::moments::moments;
use crate::decide::reason::Kind;
#[cfg(feature = "compile")]
use crate::decide::settled::is_settled;
use crate::decide::{Decision, Decisions, decide_again};
use crate::explain::explain;
use crate::prelude::*;
use crate::profile::Profile;
use crate::program::Program;
#[cfg(feature = "compile")]
use crate::program::provenance::Known;
use crate::protocol::{Ask, LANGUAGES, NAMED, PLACES};
use crate::render::diff;
use crate::render::json::Json;
use crate::text::pieces;

/// A program at work in one page. Without one nothing is decided.
#[derive(Default)]
pub struct Core {
    pub(super) program: Box<Program>,
    pub(super) profile: Profile,
    pub(super) intl: Intl,
    pub(super) decided: Decisions,
    /// The numbers of slots, and of the variants that are forced there.
    pub(super) forced: Forced,
}

impl Core {
    /// With formatters that somebody else made.
    pub fn new(intl: Intl) -> Core {
        Core { intl, ..Core::default() }
    }

    /// Takes in a program, the first or a newer one for the same reader. The answer is why it is refused, a problem as JSON
    /// text: then everything stays as it was.
    pub fn open(&mut self, bytes: Vec<u8>) -> String {
        match Program::read(bytes) {
            Ok(program) => {
                self.program = program;
                // They are kept by number; who loads another program declares them anew.
                self.profile.preferences.clear();
                self.decided = Decisions::default();
                self.forced = Forced::default();
                String::new()
            }
            Err(problem) => problem_json(&problem, &self.intl),
        }
    }

    /// Answers a question, an [`Ask`], with a text.
    pub fn ask(&mut self, question: u8, texts: &str, numbers: &[f64]) -> String {
        match Ask::of(question) {
            Some(Ask::Traits) if self.program.uses(Capability::Traits) => {
                mark::traits();
                self.traits()
            }
            Some(Ask::Reads) if self.program.uses(Capability::Reads) => {
                mark::reads();
                self.reads()
            }
            Some(Ask::Moments) => {
                mark::window();
                self.moments(numbers)
            }
            Some(Ask::Decide) => self.decide(texts, numbers),
            Some(Ask::About) => self.about(numbers),
            Some(Ask::Tried) => {
                mark::reasons();
                self.tried(numbers)
            }
            Some(Ask::Patch) => self.patch(texts),
            Some(Ask::Observe) => {
                mark::events();
                self.observe(texts, numbers)
            }
            Some(Ask::Explain) => {
                mark::explain();
                self.explain(texts)
            }
            #[cfg(feature = "built")]
            Some(Ask::Force) if self.program.forces() => {
                mark::force();
                self.preview(texts, numbers)
            }
            #[cfg(feature = "built")]
            Some(Ask::Ranks) => {
                mark::rank();
                self.ranks(texts, numbers)
            }
            #[cfg(feature = "built")]
            Some(Ask::Scores) => {
                mark::rank();
                self.scores(numbers)
            }
            Some(Ask::Unit) => {
                mark::unit();
                self.unit(texts, numbers)
            }
            Some(Ask::Share) => {
                mark::experiment();
                self.share(texts)
            }
            #[cfg(feature = "built")]
            Some(Ask::Promise) if self.program.learns() => {
                mark::odds();
                self.promise(texts)
            }
            #[cfg(feature = "compile")]
            Some(Ask::Settled) => self.settled(numbers),
            #[cfg(feature = "memory")]
            Some(Ask::Export) => {
                mark::export();
                self.export()
            }
            #[cfg(feature = "memory")]
            Some(Ask::Insights) => {
                mark::insights();
                self.insights(numbers)
            }
            #[cfg(feature = "memory")]
            Some(Ask::Merge) => {
                mark::memory();
                self.merge(texts, numbers)
            }
            #[cfg(feature = "memory")]
            Some(Ask::Record) => {
                mark::memory();
                self.record(numbers)
            }
            #[cfg(feature = "memory")]
            Some(Ask::Allow) => {
                mark::memory();
                self.allow(numbers)
            }
            #[cfg(feature = "memory")]
            Some(Ask::Forget) => {
                mark::memory();
                self.forget(numbers)
            }
            #[cfg(feature = "memory")]
            Some(Ask::Measure) => {
                mark::experiment();
                self.measure(texts, numbers)
            }
            #[cfg(feature = "built")]
            Some(Ask::View) if self.program.learns() => {
                mark::bandit();
                self.view(texts, numbers)
            }
            // This engine has no such question.
            _ => String::new(),
        }
    }
}

/// The questions, each with its answer.
impl Core {
    /// The bits [`NAMED`], [`LANGUAGES`] and [`PLACES`], as a digit: facts that are costly to look up the first time, so that a page looks
    /// them up only where they matter.
    pub fn traits(&self) -> String {
        let named = if self.program.reads_zone() { NAMED } else { 0 };
        let places = if self.program.settings().follows_page() { PLACES } else { 0 };
        let languages = if self.program.locales.len() > 1 { LANGUAGES | places } else { 0 };
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

    /// The moments whose offset the next decision needs, as [`moments`] finds them for the moment in `numbers`: JSON text.
    fn moments(&self, numbers: &[f64]) -> String {
        let now = numbers.first().map_or(0, |now| *now as i64);
        let mut json = Json::new(&self.intl);
        json.begin('[');
        moments(&self.program, &self.profile, now).iter().for_each(|moment| json.number(*moment));
        json.end(']');
        json.finish()
    }

    /// Decides every slot, and tells what differs from the decision before. [`super::context::context`] documents what is
    /// handed in, [`diff::answer`] the answer.
    pub fn decide(&mut self, texts: &str, numbers: &[f64]) -> String {
        let mut slots = Vec::with_capacity(self.program.slots.len());
        while slots.len() < self.program.slots.len() {
            slots.push(slots.len());
        }
        let mut context = context(&self.program, texts, numbers);
        if self.program.forces() {
            mark::force();
            context.forced.clone_from(&self.forced);
        }
        #[cfg(feature = "memory")]
        if self.program.uses(Capability::Learn) {
            mark::learn();
            self.attend(&context);
        }
        #[cfg(feature = "built")]
        if self.program.uses(Capability::Rank) {
            mark::rank();
            self.hold();
        }
        let learning = core::mem::take(&mut self.decided.learning);
        let after = decide_again(&self.program, &context, &self.profile, &slots, &self.intl, learning);
        let answer = diff::answer(&self.program, &self.decided, &after, &self.intl);
        self.decided = after;
        answer
    }

    /// Takes in the words of a language, and forgets what was decided: it is all told anew.
    #[cfg(feature = "marks")]
    pub fn speak(&mut self, numbers: &[f64], words: Vec<u8>) -> String {
        let locale = numbers.first().map_or(0, |number| *number as usize);
        let learning = core::mem::take(&mut self.decided.learning);
        self.decided = Decisions::default();
        self.decided.learning = learning;
        self.program.speak(locale, words).map_or_else(|problem| problem_json(&problem, &self.intl), |()| String::new())
    }

    /// The contents of variants, each by the numbers of its slot and its own, one pair after the other: JSON text, a list of
    /// what [`diff::about`] writes.
    pub fn about(&self, numbers: &[f64]) -> String {
        self.each(numbers, diff::about)
    }

    /// The variants of a slot that were tried, by its number and how many: JSON text, a list of what [`diff::tried`] writes.
    pub fn tried(&self, numbers: &[f64]) -> String {
        self.each(numbers, diff::tried)
    }

    /// The reasons of the newest decision as sentences: JSON text.
    pub fn explain(&self, slot: &str) -> String {
        let mut json = Json::new(&self.intl);
        json.begin('[');
        if let Some(slot) = self.program.slot(slot) {
            explain(&self.program, &self.profile, &self.decided, slot, &self.intl)
                .iter()
                .for_each(|sentence| json.text(sentence));
        }
        json.end(']');
        json.finish()
    }
}

impl Core {
    #[cfg(feature = "memory")]
    fn attend(&mut self, context: &Context) {
        let clock = Clock::new(&context.zone, context.now);
        let Page { path, topics, .. } = &context.page;
        self.profile.attend(path, topics, clock.now);
        if self.program.uses(Capability::VisitTimes) {
            mark::visit_times();
            self.profile.come(clock.hour(), clock.weekday(), clock.now);
        }
    }

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

    /// Is a decision forced? What happens there is only a preview.
    pub(super) fn is_forced(&self, decision: &Decision) -> bool {
        self.program.forces() && self.decided.reasons(decision).iter().any(|reason| reason.kind == Kind::Forced)
    }

    /// The decision for a slot; of `SLOT/ITEM` with the item of that list in the place of its variant.
    pub(super) fn item(&self, place: &str) -> Option<Decision> {
        let mut names = pieces(place, '/');
        let number = self.program.slot(names.next()?)?;
        let decision = *self.decided.all.iter().find(|decision| decision.slot == number)?;
        let Some(item) = names.next().filter(|_| self.program.uses(Capability::List)) else {
            return Some(decision);
        };
        mark::list();
        let slot = self.program.slots.get(number)?;
        let mut variant = 0;
        while self.program.text(self.program.variant(&slot, variant)?.name) != item {
            variant += 1;
        }
        Some(Decision { variant, ..decision })
    }
}
