//! Chance, around a moment → sound manifests whose rules, schedules and words change near it, and their programs.

use tailorbird::manifest::compile_text;
use tailorbird::program::Program;
use tailorbird::rule::platform::NoPlatform;

use super::rules::rule;
use super::schedules::{date, recurring, schedule};
use super::words::fields;
use crate::chance::Chance;

/// What a page tells these manifests.
pub const SIGNALS: &str = r#"{"headline":{"type":"text"},"degrees":{"type":"number"},"match":{"type":"flag"},
"warning":{"type":"choice","values":["none","storm"],"default":"none"},"trending":{"type":"list"}}"#;

/// What a reader declares to them.
pub const PREFERENCES: &str = r#"{"name":{"type":"text"},"size":{"type":"number","default":2.5},"calm":{"type":"flag","default":false},
"diet":{"type":"choice","values":["all","green"],"default":"all"},"topics":{"type":"list","values":["sea","birds"],"default":[]}}"#;

/// A sound manifest whose slots `a`, `b` … have rules, schedules and words that change around a moment.
pub fn manifest(chance: &mut Chance, around: i64) -> String {
    let audiences: Vec<String> = (0..chance.below(4))
        .map(|number| {
            let other = if number > 0 { format!("audience.g{} && ", chance.below(number)) } else { String::new() };
            format!(r#""g{number}":"{other}({})""#, rule(chance, 2))
        })
        .collect();
    let entry = |chance: &mut Chance| {
        if chance.once_in(3) { format!(r#"{{"dates":["{}"]}}"#, date(chance)) } else { recurring(chance, around) }
    };
    let calendar = [0, 1, 2].map(|number| format!(r#""e{number}":{}"#, entry(chance))).join(",");
    let count = 1 + chance.below(4);
    let mut slots: Vec<String> = (0..count).map(|number| slot(chance, number, audiences.len(), around)).collect();
    let mut catalogs = String::new();
    if chance.once_in(2) {
        let item = |number| format!(r#"{{"id":"{number}",{}"#, variant(chance, audiences.len(), around));
        let items = [0, 1, 2].map(item).join(",");
        catalogs = format!(r#""catalogs":{{"c":{{"items":[{items}]}}}},"#);
        slots.push(format!(r#""list":{{"catalog":"c","count":{}}}"#, 1 + chance.below(3)));
    }
    let text = |experiments: &str| {
        format!(
            r#"{{"tailorbird":1,"locales":["en","de","ar"],"preferences":{PREFERENCES},"signals":{SIGNALS},"calendar":{{{calendar}}},"audiences":{{{}}},"goals":{{"tea":{{}},"milk":{{}}}},{catalogs}"slots":{{{}}},"experiments":{{{experiments}}}}}"#,
            audiences.join(","),
            slots.join(",")
        )
    };
    // An arm may have a rule that never holds, which is refused.
    let drawn = text(&experiments(chance, &slots));
    if compile_text(&drawn, &NoPlatform).program.is_some() { drawn } else { text("") }
}

/// Experiments on those of these slots that may have one: an arm has no schedule of its own.
fn experiments(chance: &mut Chance, slots: &[String]) -> String {
    let mut all = Vec::new();
    for slot in slots.iter().filter(|slot| slot.contains(r#""v0""#) && !slot.contains("schedule")) {
        let unit = chance.of(&["reader", "hour", "day"]);
        let when = if chance.once_in(2) { format!(r#","when":"{}""#, rule(chance, 2)) } else { String::new() };
        let arms = format!(r#""v0":{},"rest":{}"#, chance.below(3), 1 + chance.below(3));
        let name = &slot[1..2];
        let traffic = 0.25 * chance.below(5) as f64;
        all.push(format!(
            r#""x{name}":{{"slot":"{name}","arms":{{{arms}}},"unit":"{unit}","traffic":{traffic}{when}}}"#
        ));
    }
    all.join(",")
}

/// Caps, a cool-down, goals after which a variant stops: few times, so that they are reached.
fn limits_of(chance: &mut Chance) -> String {
    let mut cap = || {
        let per = ["session", "day", "week", "ever"].into_iter().filter(|_| chance.once_in(2));
        let per: Vec<&str> = per.collect();
        per.iter().map(|per| format!(r#"{{"times":{},"per":"{per}"}}"#, 1 + chance.below(3))).collect::<Vec<_>>()
    };
    let caps = cap();
    let caps = if caps.is_empty() { String::new() } else { format!(r#""cap":[{}],"#, caps.join(",")) };
    let cooldown = if chance.once_in(2) { format!(r#""cooldown":{},"#, 1 + chance.below(9)) } else { String::new() };
    caps + &cooldown + chance.of(&["", "", "", r#""stopAfter":"tea","#, r#""stopAfter":["tea","milk"],"#])
}

fn slot(chance: &mut Chance, number: usize, audiences: usize, around: i64) -> String {
    let mut variants: Vec<String> =
        (0..chance.below(4)).map(|number| format!(r#""v{number}":{{{}"#, variant(chance, audiences, around))).collect();
    variants.push(format!(r#""rest":{{"fields":{{{}}}}}"#, fields(chance, true)));
    let name = char::from(b'a' + number as u8);
    format!(r#""{name}":{{"default":"rest","variants":{{{}}}}}"#, variants.join(","))
}

/// What a variant or an item says, to the end of it.
fn variant(chance: &mut Chance, audiences: usize, around: i64) -> String {
    let mut rule = rule(chance, 3);
    if audiences > 0 && chance.once_in(3) {
        rule = format!("audience.g{} || ({rule})", chance.below(audiences));
    }
    let when = if chance.once_in(6) { String::new() } else { format!(r#""when":"{rule}","#) };
    let schedule = match chance.below(6) {
        0 | 1 => schedule(chance, around),
        2 => format!(r#""schedule":{},"#, recurring(chance, around)),
        3 => format!(r#""schedule":[{},{}],"#, recurring(chance, around), recurring(chance, around)),
        _ => String::new(),
    };
    let limits = if chance.once_in(2) { limits_of(chance) } else { String::new() };
    format!(r#"{when}{schedule}{limits}"fields":{{{}}}}}"#, fields(chance, false))
}

/// As [`manifest`], compiled.
pub fn program(chance: &mut Chance, around: i64, seed: u64) -> Program {
    let text = manifest(chance, around);
    let compiled = compile_text(&text, &NoPlatform);
    compiled.program.unwrap_or_else(|| panic!("seed {seed}: {:#?}\n{text}", compiled.problems))
}
