//! A finished program → the capabilities that it needs. What it says has to hold whatever is true on the device: an engine that
//! lacks one of them would end in the middle of a visit.

use crate::capability::Capability;
use crate::program::Program;
use crate::program::bytes::Reader;
use crate::program::fact::{Fact, Name};
use crate::program::learner::Learner;
use crate::program::part::{How, Part, Source};
use crate::program::records::{Field, PreferenceKind, Since, Slot};
use crate::rule::code::{Function, Op};

/// The capabilities that a program needs, as bits: by what is in it, and by what is asked for already.
pub fn needs(program: &Program) -> u128 {
    let asked = program.needs;
    let mut needs = Needs { bits: asked };
    for name in program.names.iter() {
        needs.fact(name.fact);
        needs.bounds(program, &name);
    }
    needs.rules(program);
    needs.words(program);
    let clock = program.rules.iter().any(|rule| rule.cuts > 0) || program.variants.iter().any(|one| one.cuts > 0);
    needs.add(Capability::Cut, clock);
    needs.add(Capability::CutDay, program.cuts.iter().any(|cuts| cuts.has_days()));
    needs.add(Capability::Schedule, program.variants.iter().any(|one| one.windows.count > 0));
    needs.add(Capability::Limit, !program.limits.is_empty());
    needs.add(Capability::Cap, program.limits.iter().any(|limit| !limit.is_draw()));
    needs.add(Capability::Experiment, program.limits.iter().any(|limit| limit.is_draw()));
    needs.add(Capability::Bandit, program.slots.iter().any(|slot| slot.learns()));
    needs.add(Capability::Seen, needs.has(&[Capability::Bandit, Capability::Experiment]));
    needs.add(Capability::Floor, Learner::all(program).any(|learner| learner.floor() > 0.0));
    let odds = needs.has(&[Capability::Bandit]) && needs.has(&[Capability::Reason]);
    needs.add(Capability::Odds, odds || needs.has(&[Capability::Floor]));
    needs.add(Capability::Unit, needs.has(&[Capability::Floor, Capability::Experiment]));
    // What is forced is found as an item of a list is.
    let listed = needs.has(&[Capability::Force]) || program.slots.iter().any(|slot| slot.is_list());
    needs.add(Capability::List, listed);
    let ranks = program.slots.iter().any(|slot| slot.ranks());
    needs.add(Capability::Rank, ranks);
    needs.add(Capability::Language, program.locales.len() > 1);
    needs.add(Capability::ZoneName, program.reads_zone());
    needs.add(Capability::Traits, needs.has(&[Capability::Language, Capability::ZoneName]));
    needs.add(Capability::Reads, needs.has(&[Capability::Device, Capability::Topics]));
    needs.add(Capability::Declared, !program.preferences.is_empty());
    for preference in program.preferences.iter() {
        match preference.kind() {
            PreferenceKind::Text => needs.add_all(&[Capability::DeclaredText, Capability::DeclaredFree]),
            PreferenceKind::Choice => needs.add(Capability::DeclaredText, true),
            PreferenceKind::List => needs.add(Capability::DeclaredList, true),
            PreferenceKind::Number | PreferenceKind::Flag => {}
        }
    }
    needs.add(Capability::Weekly, program.windows.iter().any(|window| window.weekly > 0));
    for limit in program.limits.iter() {
        match limit.since() {
            Since::Month | Since::Week => needs.add(Capability::CapMonth, true),
            Since::Hour => needs.add(Capability::CapHour, true),
            Since::Rolling(_) => needs.add(Capability::CapRolling, true),
            Since::Ever | Since::Session | Since::Day => {}
        }
    }
    let told = [Capability::Declared, Capability::Visits, Capability::Counts, Capability::Cap];
    let happens = needs.has(&told)
        || needs.has(&[Capability::Bandit, Capability::Rank])
        || needs.has(&[Capability::Interest, Capability::Habit, Capability::Memory]);
    let learned = needs.has(&[Capability::Interest, Capability::Habit, Capability::Bandit, Capability::Rank]);
    needs.add(Capability::Learn, learned && needs.has(&[Capability::Memory]));
    let visiting = [Capability::Habit, Capability::Insight, Capability::Export, Capability::Import];
    needs.add(Capability::VisitTimes, needs.has(&visiting) && needs.has(&[Capability::Memory]));
    needs.add(Capability::Fold, needs.has(&[Capability::VisitTimes, Capability::Bandit]));
    let told = [Capability::Visits, Capability::Memory];
    needs.add(Capability::Window, !program.windows.is_empty() || needs.has(&told));
    let timed = program.rules.iter().any(|rule| rule.timed.count > 0);
    needs.add(Capability::Ahead, timed || program.variants.iter().any(|one| one.shows.count > 0));
    let reads = program.variants.iter().any(|one| one.needs.count > 0 || one.shows.count > 0);
    needs.add(Capability::Value, reads);
    needs.add(Capability::Typed, program.settings().has_values());
    needs.add(Capability::Search, needs.has(&[Capability::Query, Capability::Source]));
    let kinds = |kinds| program.fields.iter().any(|field| field.kind & kinds != 0);
    let loads = program.slots.iter().any(|slot| slot.may & Slot::VARIES != 0);
    needs.add(Capability::Split, !program.packs.is_empty());
    needs.add(Capability::Announce, program.slots.iter().any(|slot| slot.may & Slot::ANNOUNCES != 0));
    needs.add(Capability::Attribute, kinds(Field::URL | Field::FLAG) || loads);
    let formats = [Capability::Value, Capability::Select, Capability::Cel];
    let tells = [Capability::Reason, Capability::Explain, Capability::Insight, Capability::Export, Capability::Memory];
    needs.add(Capability::Intl, needs.has(&formats) || needs.has(&tells));
    needs.add(Capability::Goal, !program.settings().goals().is_empty());
    needs.add(Capability::Event, happens || needs.has(&[Capability::Goal]));
    needs.bits
}

/// Those that are found so far.
struct Needs {
    bits: u128,
}

impl Needs {
    fn has(&self, any: &[Capability]) -> bool {
        any.iter().any(|one| self.bits & one.bit() != 0)
    }

    fn add(&mut self, capability: Capability, needed: bool) {
        if needed {
            self.bits |= capability.bit();
        }
    }

    fn add_all(&mut self, all: &[Capability]) {
        all.iter().for_each(|one| self.add(*one, true));
    }

    fn fact(&mut self, fact: Fact) {
        let needed = match fact {
            Fact::Now => Capability::Moment,
            Fact::Minute | Fact::Hour => Capability::Clock,
            Fact::Weekday => Capability::Weekday,
            Fact::Day | Fact::Month | Fact::Year => Capability::Day,
            Fact::Date => Capability::Date,
            Fact::Season => Capability::Season,
            Fact::PartOfDay => Capability::PartOfDay,
            Fact::Weekend => Capability::Weekend,
            Fact::Week => Capability::Week,
            Fact::DaysUntil | Fact::DaysSince => Capability::Days,
            Fact::Calendar => Capability::Calendar,
            Fact::Zone | Fact::Hemisphere | Fact::Country | Fact::Continent | Fact::Subregion => Capability::Zone,
            Fact::Daylight => Capability::Sun,
            Fact::Near => Capability::Near,
            Fact::LocaleTag | Fact::Language => Capability::Locale,
            Fact::Region => Capability::Region,
            Fact::Languages => Capability::Languages,
            Fact::Path => Capability::Path,
            Fact::Query => Capability::Query,
            Fact::Referrer => Capability::Referrer,
            Fact::Source => Capability::Source,
            Fact::Topics => Capability::Topics,
            Fact::Viewport | Fact::Pointer | Fact::ColorScheme | Fact::ReducedMotion => Capability::Device,
            Fact::SaveData | Fact::Contrast | Fact::Connection => Capability::Device,
            Fact::Visits | Fact::DaysAway | Fact::DaysSinceFirst => Capability::Visits,
            Fact::Preference | Fact::Signal => Capability::Declared,
            Fact::Seen | Fact::Clicked | Fact::Dismissed | Fact::Converted => Capability::Counts,
            Fact::Interest | Fact::Rising => Capability::Interest,
            Fact::UsualPart => Capability::Habit,
        };
        self.add(needed, true);
        self.add(Capability::Rising, fact == Fact::Rising);
    }

    /// Is it a number that is held against others?
    fn bounds(&mut self, program: &Program, name: &Name) {
        let is_number = match name.fact {
            Fact::Year | Fact::Visits | Fact::DaysAway | Fact::DaysSinceFirst | Fact::Interest => true,
            Fact::Seen | Fact::Clicked | Fact::Dismissed | Fact::Converted | Fact::DaysUntil | Fact::DaysSince => true,
            Fact::Preference | Fact::Signal => {
                let preference = program.preferences.get(name.key.start as usize);
                preference.is_some_and(|preference| preference.kind() == PreferenceKind::Number)
            }
            _ => false,
        };
        self.add(Capability::Threshold, is_number && name.words.count > 0);
    }

    fn rules(&mut self, program: &Program) {
        self.add(Capability::Audience, !program.audiences.is_empty());
        for rule in program.rules.iter() {
            self.add(Capability::Rule, true);
            let sound = self.code(rule.code.of(&program.code));
            debug_assert!(sound.is_some(), "a rule's code ends in the middle");
        }
    }

    /// `None`: it ends in the middle.
    fn code(&mut self, code: &[u8]) -> Option<()> {
        let mut code = Reader::new(code);
        let mut is_first = true;
        while let Some(op) = code.byte() {
            let op = Op::of(op)?;
            self.op(op, &mut code)?;
            // Sets that decide alone are all that most rules are.
            self.add(Capability::Expression, !(is_first && op == Op::InSets && code.at_end()));
            is_first = false;
        }
        Some(())
    }

    fn op(&mut self, op: Op, code: &mut Reader<'_>) -> Option<()> {
        let needed = match op {
            Op::Const | Op::Load | Op::Present | Op::AndElse | Op::OrElse => return code.number().map(drop),
            Op::InSets => return code.block().map(drop),
            Op::Fail | Op::Not | Op::And | Op::Or => return Some(()),
            Op::Audience => {
                code.number()?;
                Capability::Audience
            }
            Op::Local | Op::Let => {
                code.number()?;
                Capability::Cel
            }
            Op::Each => {
                code.number()?;
                code.number()?;
                Capability::Cel
            }
            Op::Negate | Op::Add | Op::Subtract | Op::Multiply | Op::Divide | Op::Remainder => Capability::Arithmetic,
            Op::Equal | Op::NotEqual => Capability::Equality,
            Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => Capability::Order,
            Op::In | Op::Index => Capability::Collection,
            Op::List => {
                code.number()?;
                Capability::Collection
            }
            Op::Branch => {
                code.number()?;
                code.number()?;
                Capability::Branch
            }
            Op::Jump => {
                code.number()?;
                Capability::Branch
            }
            Op::Call => {
                let function = Function::of(code.number()?)?;
                code.number()?;
                let plain = function as u8 <= Function::Trim as u8;
                self.add(Capability::Cel, !plain);
                Capability::Function
            }
            Op::Matches => {
                code.block()?;
                Capability::Pattern
            }
            Op::Clock => {
                code.byte()?;
                Capability::Moment
            }
        };
        self.add(needed, true);
        Some(())
    }

    fn words(&mut self, program: &Program) {
        for message in program.messages.iter().filter(|message| message.variants > 0) {
            self.add(Capability::Select, true);
            let plain = program.parts.of(message.parts).any(|selector| selector.how() == How::Plain);
            self.add(Capability::SelectText, plain);
        }
        for part in program.parts.iter() {
            self.part(&part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part.source() {
            Source::Open | Source::Close | Source::Alone => return self.add(Capability::Rich, true),
            Source::Sum | Source::Less | Source::Whole | Source::Hundredfold => self.add(Capability::Reckon, true),
            Source::Any => return,
            _ => {}
        }
        let how = match part.how() {
            How::Plain if part.source() == Source::Text => return,
            How::Plain => Capability::Plain,
            How::Number => Capability::Number,
            How::Moment => Capability::Time,
            How::Plural => Capability::Plural,
            How::List | How::Relative => Capability::Phrase,
        };
        self.add(Capability::Options, part.options > 0);
        self.add(Capability::Value, part.how() != How::Plural);
        self.add(how, true);
    }
}
