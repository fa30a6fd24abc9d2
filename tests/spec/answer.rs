//! A case → its answer: what is wrong, what was decided, and the sentences that explain it.

use std::cell::RefCell;

use serde_json::{Value as Json, json};
use tailorbird::context::Context;
use tailorbird::decide::{Decisions, Learning, decide_again};
use tailorbird::error::{Problem, Severity};
use tailorbird::experiment::GIVEN;
use tailorbird::explain::explain;
use tailorbird::manifest::Compiled;
use tailorbird::observe::{Event, observe};
use tailorbird::profile::learning::Steering;
use tailorbird::profile::{EventKind, Profile};
use tailorbird::program::Program;
use tailorbird::render::fields::{show, write};
use tailorbird::render::json::Json as Writer;
use tailorbird::rule::platform::NoPlatform;

use crate::author::compile;
use crate::events::{event, signal, topics};
use crate::given::{entries, items};
use crate::profile::profile;
use crate::world::context;
use crate::written::Written;

/// What comes of a case.
pub struct Answer {
    /// Problems, decisions and sentences, as JSON.
    pub text: String,
    /// Length and checksum of the program's bytes, where there are some.
    pub program: Option<String>,
    /// What was asked of the host that the case does not know.
    pub unknown: Vec<String>,
}

/// Compiles, lets happen what the case says, decides and explains.
pub fn run(case: &Json) -> Answer {
    let Compiled { program, mut problems, .. } = compile(case);
    let Some(program) = program else {
        return Answer { text: answer(&problems, None), program: None, unknown: Vec::new() };
    };
    let bytes = program.write();
    let program = Program::read(bytes.clone()).expect("what was written can be read");
    let context = context(case);
    let mut profile = profile(&program, &case["profile"], context.now, &mut problems);
    if let Some(unit) = case["given"]["unit"].as_str() {
        profile.count(EventKind::Assign, GIVEN, unit, 0, false);
    }
    let mut learning = Learning::default();
    let mut told = case["given"]["signals"].clone();
    signal(&program, &mut profile, &told, &mut problems);
    for given in items(&case["events"]) {
        if given["signals"].is_object() {
            entries(&given["signals"]).for_each(|(name, value)| told[name] = value.clone());
            signal(&program, &mut profile, &told, &mut problems);
            continue;
        }
        let mut decided = decide_all(&program, &context, &profile, learning);
        learning = core::mem::take(&mut decided.learning);
        if let Some(steering) = given["kind"].as_str().and_then(Steering::of) {
            let topics = topics(&program, &decided, given);
            if topics.is_empty() {
                problems.push(Problem::error("/topic", "there is no topic here"));
            }
            for topic in topics {
                let event = Event::Steer { topic: &topic, steering, at: Some(context.now) };
                problems.extend(observe(&program, &mut profile, &event).err());
            }
            continue;
        }
        let event = event(&program, &decided, context.now, given);
        problems.extend(observe(&program, &mut profile, &event).err());
    }
    let decided = decide_all(&program, &context, &profile, learning);
    let host = Written { rows: items(&case["host"]), unknown: RefCell::default() };
    let shown = show(&program, &decided, &host);
    let mut writer = Writer::new(&host);
    write(&program, &decided, &shown, &mut writer);
    let decisions: Json = serde_json::from_str(&writer.finish()).unwrap();
    let mut explained = json!({});
    for (slot, _) in entries(&case["expect"]["explain"]) {
        let number = program.slot(slot).expect("the slot to explain is there");
        explained[slot] = json!(explain(&program, &profile, &decided, number, &host));
    }
    let text = answer(&problems, Some((decisions, explained)));
    Answer { text, program: Some(fingerprint(&bytes)), unknown: host.unknown.into_inner() }
}

/// What slots that learn have chosen before stands.
fn decide_all(program: &Program, context: &Context, profile: &Profile, learning: Learning) -> Decisions {
    let slots: Vec<usize> = (0..program.slots.len()).collect();
    decide_again(program, context, profile, &slots, &NoPlatform, learning)
}

/// Problems, decisions and sentences; what there is none of is left out.
fn answer(problems: &[Problem], decided: Option<(Json, Json)>) -> String {
    let mut answer = json!({});
    if !problems.is_empty() {
        answer["problems"] = problems.iter().map(problem_json).collect();
    }
    if let Some((decisions, explained)) = decided {
        answer["decisions"] = decisions;
        if explained != json!({}) {
            answer["explain"] = explained;
        }
    }
    answer.to_string()
}

fn problem_json(problem: &Problem) -> Json {
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    let mut json = json!({ "path": problem.path, "message": problem.message, "severity": severity });
    for (key, number) in [("column", problem.column), ("line", problem.line)] {
        if let Some(number) = number {
            json[key] = json!(number);
        }
    }
    json
}

/// The bytes begin with a mark of four, the version, and a checksum of four.
fn fingerprint(bytes: &[u8]) -> String {
    let sum: String = bytes[5..9].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{} {sum}", bytes.len())
}
