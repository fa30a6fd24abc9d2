//! Any code at all, and the longest rules → the machine ends.

use tailorbird::limits;
use tailorbird::rule::env::{Env, Reading};
use tailorbird::rule::eval::Machine;
use tailorbird::rule::platform::NoPlatform;
use tailorbird::value::{Fault, Value};

use crate::chance::Chance;
use crate::compiling::{compile_and_walk, manifest_of};

#[test]
fn any_code_ends() {
    let mut chance = Chance(7);
    let constants = [
        Value::text("sea"),
        Value::Int(3),
        Value::Bool(true),
        Value::List([Value::text("a")].into()),
        Value::Double(0.5),
    ];
    let audiences = [(Value::Bool(true), None), (Value::Int(3), Some(5))];
    let facts = [(3, Some(true)), (0, Some(false)), (1 << 63, None), (200, None), (0, None)];
    let reading = |(value, (bits, present)): (&Value, _)| Reading { bits, present, ..Reading::of(value.clone()) };
    let readings: Vec<_> = constants.iter().zip(facts).map(reading).collect();
    let sight = Env { readings: &readings, audiences: &audiences, ..Env::of(&constants, &NoPlatform) };
    let mut machine = Machine::new(sight);
    for _ in 0..60_000 {
        let code: Vec<u8> = (0..chance.below(60))
            .map(|_| if chance.once_in(8) { chance.next() as u8 } else { chance.below(34) as u8 })
            .collect();
        machine.eval(&code);
    }
}

/// The longest rules there can be are refused, or end after the steps that a rule may take.
#[test]
fn the_longest_rules_end() {
    let mut chance = Chance(8);
    let long = |piece: &str, last: &str| {
        let times = (limits::RULE_BYTES - last.len()) / piece.len();
        piece.repeat(times) + last
    };
    let rules = [
        long("now.hour == 3||", "true"),
        long("true&&", "true"),
        long("now.minute*", "1 > 0"),
        long("'aaaaaaaa'+", "'a' != page.path"),
        long("[1,2,3]+", "[1] != [2]"),
        format!(
            "3 in [{}]",
            long("now.hour,", "4]")
                .trim_end_matches(']')
                .get(..limits::RULE_BYTES - 40)
                .unwrap_or("")
                .rsplit_once(',')
                .unwrap()
                .0
        ),
    ];
    let mut sound = 0;
    for rule in &rules {
        sound += usize::from(compile_and_walk(&mut chance, &manifest_of(rule, "x")));
    }
    assert!(sound >= 1, "none of the longest rules is sound");
    // A text that doubles with every step: as many steps as the longest rule has bytes.
    let doubling: Vec<u8> = [0u8, 0].into_iter().chain([0, 0, 9].repeat(limits::RULE_BYTES / 3)).collect();
    let text = Value::text(&"x".repeat(limits::TEXT));
    let answer = Machine::new(Env::of(&[text], &NoPlatform)).eval(&doubling);
    assert!(matches!(answer, Value::Fault(Fault::Cost)), "{answer:?}");
}
