//! Rules about interests, and what happened → answers that hold until the moment that they say.

use tailorbird::civil::{DAY, HOUR};
use tailorbird::context::Context;
use tailorbird::decide::{Decisions, decide};
use tailorbird::profile::Profile;
use tailorbird::profile::learning::Steering;
use tailorbird::program::Program;
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;
use crate::entries::START;
use crate::pages::{program, reader};

fn decide_at(program: &Program, profile: &Profile, now: i64) -> Decisions {
    decide(program, &Context { now, ..Context::default() }, profile, &[0], &NoPlatform)
}

#[test]
fn an_answer_holds_until_it_says() {
    let mut chance = Chance(5);
    let mut changed = 0;
    for round in 0..60 {
        let mut rules = vec!["rising('cycling')".to_owned()];
        for _ in 0..3 {
            rules.push(format!("interest('cycling') > 0.{}", 1 + chance.below(899)));
        }
        let program = program(&rules);
        let plain = program.variant(&program.slots.get(0).unwrap(), rules.len()).unwrap();
        let mut profile = reader();
        for _ in 0..=chance.below(6) {
            let (evidence, at) = (chance.evidence(), chance.moment(5));
            profile.learn_from(&program, &plain, evidence, at);
        }
        if chance.below(3) == 0 {
            profile.steer("cycling", [Steering::More, Steering::Less, Steering::Never][chance.below(3)], Some(START));
        }
        let mut now = START + 5 * DAY + chance.below(HOUR as usize) as i64;
        for _ in 0..200 {
            let decision = decide_at(&program, &profile, now).all[0];
            let ends = decision.until.unwrap_or(now + 400 * DAY);
            assert!(ends > now, "round {round}");
            for _ in 0..4 {
                let between = now + chance.below((ends - now) as usize) as i64;
                let then = decide_at(&program, &profile, between).all[0];
                assert_eq!(then.variant, decision.variant, "round {round}: {now} to {ends}, at {between}");
            }
            changed += usize::from(decide_at(&program, &profile, ends).all[0].variant != decision.variant);
            now = ends;
        }
    }
    assert!(changed > 20, "only {changed} answers ever changed");
}
