//! The device here is the device there: what it promises is what the engine promises of the same manifest and the same profile.

use learn::device::{Device, Shown};
use learn::slot::Slot;
use tailorbird::context::Context;
use tailorbird::decide::belief::Standing;
use tailorbird::manifest::compile_text;
use tailorbird::profile::Profile;
use tailorbird::profile::outcomes::{All, Outcomes};
use tailorbird::program::learner::Learner;
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;

const MANIFEST: &str = r#"{
  "tailorbird": 1, "locales": ["en"],
  "signals": { "rain": { "type": "flag", "default": false }, "gale": { "type": "flag", "default": false } },
  "slots": { "hero": {
    "default": "plain",
    "choose": { "by": "bandit", "features": ["signal.rain", { "of": "visitor.visits", "from": 0, "to": 10 }] PRIOR },
    "variants": {
      "bold": { "tags": ["loud", "new"], "fields": { "title": "Bold" } },
      "calm": { "fields": { "title": "Calm" } },
      "last": { "tags": ["loud"], "fields": { "title": "Last" } },
      "plain": { "fields": { "title": "Plain" } }
    }
  } }
}"#;

#[test]
fn what_is_promised_is_what_the_engine_promises() {
    let plain = compile_text(&MANIFEST.replace("PRIOR", ""), &NoPlatform).program.unwrap();
    let form = Slot::read(&plain, "hero").unwrap().form;
    // 0.25, -0.5, 0.125; 8, 2, 4, 1, 0.5, 2 as numbers of 16 bits; and others.
    let known = r#"{ "bold": "ADQAuAAwAEgAQABEADwAOABA", "plain": "ADgAMAA0AEQAAABEAAAAAABE" }"#;
    let prior = format!(r#", "prior": {{ "noise": 0.4, "features": {form}, "variants": {known} }}"#);
    for prior in [String::new(), prior] {
        let compiled = compile_text(&MANIFEST.replace("PRIOR", &prior), &NoPlatform);
        let program = compiled.program.unwrap_or_else(|| panic!("{:?}", compiled.problems));
        let slot = Slot::read(&program, "hero").unwrap();
        assert_eq!(slot.variants.last().unwrap(), "plain");
        assert_eq!(slot.has_prior(), !prior.is_empty());
        let mut device = Device::new(&slot, &slot.prior);
        let learner = Learner::all(&program).next().unwrap();
        let (mut all, mut chance) = (All::default(), Chance(7));
        for view in 0..40 {
            let features = [1.0, f64::from(u8::from(chance.part() < 0.5)), (chance.part() * 8.0).floor() / 8.0];
            let mut profile = Profile::default();
            *profile.outcomes = all.clone();
            let context = Context { now: 1_000, ..Context::default() };
            let mut standing = Standing::default();
            standing.renew(&program, &context, &profile);
            for variant in 0..4 {
                let [own, engine] =
                    [device.promise(variant, &features), standing.promise(&program, learner, variant, &features)];
                let far = (own.mean - engine.mean).abs().max((own.deviation - engine.deviation).abs());
                assert!(far < 1e-12, "view {view}, variant {variant}: {own:?} and {engine:?}");
            }
            let (variant, success) = (chance.below(4), chance.part() < 0.4);
            device.learn(Shown { variant, account: [0.0; 2] }, &features, f64::from(u8::from(success)), 1.0);
            let mut seen = Outcomes::new(["hero", &slot.variants[variant]], learner.form(), 1_000, 3);
            seen.view(&features, [0.0; 2]);
            if success {
                seen.succeed(&features);
            }
            all.weigh(&seen);
        }
    }
    assert!(Slot::read(&plain, "nobody").is_none());
}

#[test]
fn features_are_named_as_the_site_wrote_them() {
    let features = r#""features": ["now.hour >= 18 || page.query.q == \" = \"", "now.partOfDay"]"#;
    let (before, after) = MANIFEST.split_once(r#""features": ["#).unwrap();
    let manifest = format!("{before}{features}{}", after.split_once("] PRIOR").unwrap().1);
    let compiled = compile_text(&manifest, &NoPlatform);
    let program = compiled.program.unwrap_or_else(|| panic!("{:?}", compiled.problems));
    let slot = Slot::read(&program, "hero").unwrap();
    let [rule, words @ ..] = &slot.features[..] else { panic!("{:?}", slot.features) };
    assert_eq!((rule.name.as_str(), &rule.word), ("now.hour >= 18 || page.query.q == \" = \"", &None));
    assert!(words.len() > 1 && words.iter().all(|one| one.is_rule && one.name == "now.partOfDay"), "{words:?}");
    assert!(words.iter().any(|one| one.word.as_deref() == Some("evening")));
}
