//! What a page knows already → what it has to be told, and what it need not find out.

use tailorbird::civil::DAY;
use tailorbird::context::Context;
use tailorbird::context::zone::Zone;
use tailorbird::decide::Decisions;
use tailorbird::profile::Profile;
use tailorbird::program::Program;
use tailorbird::render::diff::answer;
use tailorbird::render::fields::{Rendered, show, write};
use tailorbird::render::json::Json;

use crate::chance::Chance;
use crate::plain::Plain;
use crate::random::contexts::context;
use crate::random::manifests::program;
use crate::random::profiles::profile;
use crate::random::zones::zones;
use crate::walk::decide_all;

/// A page finds out what its zone is called only where that matters.
#[test]
fn the_name_of_a_zone_matters_only_where_the_program_says_so() {
    let (mut matters, mut not) = (0, 0);
    for seed in 2400..2800 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let here = context(&mut chance, zone.clone(), around);
        let elsewhere = |name: &str| Context { zone: Zone { name: name.into(), ..zone.clone() }, ..here.clone() };
        let facts =
            |name| format!("{:?}", decide_all(&program, &elsewhere(name), &Profile::default()).facts.readings());
        if program.reads_zone() {
            matters += usize::from(facts("Europe/Berlin") != facts("Australia/Sydney"));
        } else {
            not += 1;
            assert_eq!(facts("Europe/Berlin"), facts("Australia/Sydney"), "seed {seed}");
        }
    }
    assert!(matters > 10 && not > 10, "{matters} {not}");
}

/// Why each slot was decided, with what was true then.
fn whys(program: &Program, decisions: &Decisions, host: &Plain) -> Vec<String> {
    let shown = show(program, decisions, host);
    let why = |one: &Rendered| {
        let mut json = Json::new(host);
        write(program, decisions, core::slice::from_ref(one), &mut json);
        json.finish().split_once(r#""reasons":"#).expect("reasons").1.to_owned()
    };
    shown.iter().map(why).collect()
}

/// Whoever has heard what there was and hears what differs knows what there is.
#[test]
fn an_answer_tells_all_that_differs_and_nothing_else() {
    let mut differing = 0;
    for seed in 2200..2400 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let host = Plain { zone: zone.clone() };
        let mut known = Vec::new();
        let mut told = Vec::new();
        let mut before = Decisions::default();
        for _ in 0..5 {
            let profile = profile(&mut chance, &program, around);
            let now = around + chance.between(-3 * DAY, 3 * DAY);
            let after = decide_all(&program, &context(&mut chance, zone.clone(), now), &profile);
            let lines = |before: &Decisions| -> Vec<String> {
                answer(&program, before, &after, &host).lines().skip(1).map(str::to_owned).collect()
            };
            let whole = lines(&Decisions::default());
            known.resize(whole.len(), String::new());
            told.resize(whole.len(), String::new());
            let why = whys(&program, &after, &host);
            for line in lines(&before) {
                let place: usize = line.split(' ').next().and_then(|place| place.parse().ok()).expect("a place");
                assert_ne!((&known[place], &told[place]), (&line, &why[place]), "seed {seed}: told twice");
                differing += 1;
                known[place] = line;
                told[place].clone_from(&why[place]);
            }
            assert_eq!((&known, &told), (&whole, &why), "seed {seed}");
            before = after;
        }
    }
    assert!(differing > 1000, "{differing}");
}
