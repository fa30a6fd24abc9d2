//! The experiments of a manifest: their slots and arms, and which of them may meet in one reader.

use super::checker::Checker;
use crate::error::say;
use crate::experiment::BUCKETS;
use crate::manifest::model::{Arm, Buckets, Experiment, Manifest, Slot, Variant};
use crate::nearest::hint;
use crate::prelude::*;
use crate::text::cut;

/// The part of its layer that each experiment has. Names that nothing has, parts that overlap, and experiments that may meet in
/// one slot are reported.
pub fn check(checker: &mut Checker<'_>, manifest: &Manifest) -> Vec<Option<Buckets>> {
    let mut parts: Vec<Option<Buckets>> = Vec::new();
    for (number, experiment) in manifest.experiments.iter().enumerate() {
        names(checker, manifest, experiment);
        let before = manifest.experiments.get(..number).unwrap_or_default();
        parts.push(part(checker, experiment, before, &parts));
        let layer = |one: &Experiment| one.layer.as_ref().map(|layer| layer.name.clone());
        let meets = |other: &&Experiment| {
            other.slot.text == experiment.slot.text && (layer(other).is_none() || layer(other) != layer(experiment))
        };
        if let Some(other) = before.iter().find(meets) {
            let message = "“{}” has this slot too: only in one layer do they never meet";
            checker.report.error_at(&experiment.slot.place, say(message, &[&other.name]));
        }
    }
    parts
}

/// The part of its layer: what it says, or so much as its traffic says behind those before it.
fn part(
    checker: &mut Checker<'_>,
    experiment: &Experiment,
    before: &[Experiment],
    parts: &[Option<Buckets>],
) -> Option<Buckets> {
    let layer = experiment.layer.as_ref()?;
    let is_same = |other: &Experiment| other.layer.as_ref().is_some_and(|other| other.name == layer.name);
    let known = || before.iter().zip(parts).filter(|(other, _)| is_same(other)).filter_map(|(_, part)| *part);
    let part = layer.part.unwrap_or_else(|| {
        let start = known().map(|(_, to)| to).max().unwrap_or_default();
        (start, start + (experiment.traffic * f64::from(BUCKETS) + 0.5) as u32)
    });
    if part.1 > BUCKETS {
        checker.report.error_at(&layer.place, "the experiments of this layer have more than all of it together");
    } else if known().any(|(from, to)| from.max(part.0) < to.min(part.1)) {
        checker.report.error_at(&layer.place, "another experiment has a part of this range of the layer");
    }
    Some(part)
}

fn names(checker: &mut Checker<'_>, manifest: &Manifest, experiment: &Experiment) {
    let Some(slot) = slot_of(manifest, experiment) else {
        let name = &experiment.slot.text;
        let known = manifest.slots.iter().map(|slot| slot.name.as_str());
        let message = say("there is no slot “{}”{}", &[cut(name, crate::limits::NAME_BYTES), &hint(name, known)]);
        return checker.report.error_at(&experiment.slot.place, message);
    };
    for arm in &experiment.arms {
        match variant_of(slot, arm).and_then(|number| slot.variants.get(number)) {
            None => {
                let known = slot.variants.iter().map(|variant| variant.name.as_str());
                let message = "“{}” has no variant “{}”{}";
                let name = cut(&arm.name, crate::limits::NAME_BYTES);
                checker.report.error_at(&arm.place, say(message, &[&slot.name, name, &hint(&arm.name, known)]));
            }
            Some(variant) if !variant.schedule.is_empty() => {
                let message = "“{}” has a schedule of its own, so that it could not be shown whenever another arm is: the experiment may have one";
                checker.report.error_at(&arm.place, say(message, &[&variant.name]));
            }
            Some(_) => {}
        }
    }
}

/// Is a variant shown by an experiment alone, because it is an arm and no rule says when else?
pub fn is_lone(manifest: &Manifest, slot: &Slot, variant: &Variant) -> bool {
    let is_default = slot.variants.last().is_some_and(|last| last.name == variant.name);
    let is_arm = |experiment: &Experiment| {
        experiment.slot.text == slot.name && experiment.arms.iter().any(|arm| arm.name == variant.name)
    };
    slot.list.is_none() && !is_default && variant.when.is_none() && manifest.experiments.iter().any(is_arm)
}

/// The slot of an experiment.
pub fn slot_of<'m>(manifest: &'m Manifest, experiment: &Experiment) -> Option<&'m Slot> {
    manifest.slots.iter().find(|slot| slot.name == experiment.slot.text)
}

/// The number of the variant of an arm.
pub fn variant_of(slot: &Slot, arm: &Arm) -> Option<usize> {
    slot.variants.iter().position(|variant| variant.name == arm.name)
}
