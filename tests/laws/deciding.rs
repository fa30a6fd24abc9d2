//! Programs, readers and moments → the same decision every time, alone and among all, with reasons that bear it out.

use tailorbird::civil::DAY;
use tailorbird::decide::reason::{Kind, Reason};
use tailorbird::decide::{Decision, decide};
use tailorbird::profile::Profile;
use tailorbird::program::Program;
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;
use crate::random::contexts::context;
use crate::random::manifests::program;
use crate::random::profiles::profile;
use crate::random::zones::zones;
use crate::walk::{decide_all, walk, whole};

#[test]
fn deciding_is_the_same_every_time_and_says_why() {
    for seed in 1000..2000 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let profile = profile(&mut chance, &program, around);
        let now = if chance.once_in(10) { chance.next() as i64 } else { around + chance.between(-3 * DAY, 3 * DAY) };
        let context = context(&mut chance, zone, now);
        assert_eq!(walk(&program, &context, &profile), walk(&program, &context, &profile), "seed {seed}");
        let decisions = decide_all(&program, &context, &profile);
        assert_eq!(decisions.all.len(), program.slots.len(), "seed {seed}: every slot gets an answer");
        for decision in &decisions.all {
            check_reasons(&program, decision, decisions.reasons(decision), &format!("seed {seed}"));
        }
    }
}

fn check_reasons(program: &Program, decision: &Decision, reasons: &[Reason], seed: &str) {
    let slot = program.slots.get(decision.slot).expect("a slot");
    assert!(decision.locale < program.locales.len(), "{seed}: the locale exists");
    if let [Reason { kind: Kind::Forced, variant, .. }] = reasons {
        assert!(program.variant(&slot, *variant).is_some(), "{seed}: what is forced exists");
        assert!(slot.is_list() || decision.variant == *variant, "{seed}: what is forced is shown");
        return;
    }
    if slot.is_list() {
        let chosen = reasons.iter().filter(|reason| reason.kind.passes()).count();
        let tried: Vec<usize> = reasons.iter().map(|reason| reason.variant).collect();
        assert_eq!(tried, (0..tried.len()).collect::<Vec<_>>(), "{seed}: in the site's order");
        assert!(chosen <= slot.count as usize, "{seed}: no more than there is room for");
        assert!(chosen == slot.count as usize || tried.len() == slot.variants.count as usize, "{seed}: all were tried");
        assert!(
            chosen < slot.count as usize || reasons.last().is_some_and(|last| last.kind.passes()),
            "{seed}: enough"
        );
        return;
    }
    assert!(program.variant(&slot, decision.variant).is_some(), "{seed}: the variant exists");
    let (last, before) = reasons.split_last().expect("a reason");
    assert!(last.kind.passes() && last.variant == decision.variant, "{seed}: the last reason is the chosen one's");
    assert!(before.iter().all(|reason| !reason.kind.passes()), "{seed}: those before were passed over");
    let tried: Vec<usize> = reasons.iter().map(|reason| reason.variant).collect();
    assert_eq!(tried, (0..=decision.variant).collect::<Vec<_>>(), "{seed}: in the site's order");
}

#[test]
fn a_slot_is_decided_alone_as_it_is_among_all() {
    for seed in 2000..2200 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let context = context(&mut chance, zone, around);
        let all = decide_all(&program, &context, &Profile::default());
        for (number, decision) in all.all.iter().enumerate() {
            let alone = decide(&program, &context, &Profile::default(), &[number], &NoPlatform);
            assert_eq!(whole(&all, decision), whole(&alone, &alone.all[0]), "seed {seed}");
        }
        assert!(decide(&program, &context, &Profile::default(), &[usize::MAX, 99], &NoPlatform).all.is_empty());
    }
}
