//! Whatever is handed in as a manifest → compiling answers, and what it lets through can be decided.

mod manifests;
mod messages;
mod rules;

use tailorbird::limits;
use tailorbird::manifest::compile_text;
use tailorbird::profile::Profile;
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;
use crate::random::contexts::context;
use crate::random::manifests::{PREFERENCES, SIGNALS};
use crate::random::zones::zones;
use crate::walk::walk;

/// Compiles, and decides by what comes out. An error always says so, and a program is only there without one.
pub fn compile_and_walk(chance: &mut Chance, text: &str) -> bool {
    let compiled = compile_text(text, &NoPlatform);
    let failed = compiled.problems.iter().any(|problem| problem.severity == tailorbird::error::Severity::Error);
    assert_eq!(compiled.program.is_none(), failed, "{:?}\n{text}", compiled.problems);
    assert!(compiled.problems.len() <= limits::PROBLEMS + 1, "{} problems", compiled.problems.len());
    let Some(program) = compiled.program else {
        return false;
    };
    let (zone, now) = zones().swap_remove(chance.below(11));
    let context = context(chance, zone, now);
    walk(&program, &context, &Profile::default());
    true
}

/// A manifest with one rule and one text, both escaped as JSON.
pub fn manifest_of(rule: &str, words: &str) -> String {
    let json = |text: &str| text.chars().map(|letter| format!("{}", Escaped(letter))).collect::<String>();
    format!(
        r#"{{"tailorbird":1,"locales":["en"],"preferences":{PREFERENCES},"signals":{SIGNALS},"calendar":{{"e0":{{"weekdays":["friday"]}},"e1":{{"from":"2026-01-01"}},"e2":{{"dates":["2026-01-01"]}}}},"audiences":{{"g0":"true"}},"slots":{{"a":{{"default":"b","variants":{{"c":{{"when":"{}","fields":{{"t":"{}"}}}},"b":{{}}}}}}}}}}"#,
        json(rule),
        json(words)
    )
}

struct Escaped(char);

impl std::fmt::Display for Escaped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            '"' | '\\' => write!(formatter, "\\{}", self.0),
            letter if (letter as u32) < 32 => write!(formatter, "\\u{:04x}", letter as u32),
            letter => write!(formatter, "{letter}"),
        }
    }
}
