//! What caps make impossible → a warning: a rule that wants more views than a cap allows, a variant that wants to have
//! been seen before it is shown, a cap that another one always comes before.

use alloc::string::String;

use super::lower::Lowering;
use super::{Limit, Manifest, Places, Slot, Source, Variant};
use crate::error::{count, say};
use crate::profile::EventKind;
use crate::program::records::Since;
use crate::rule::fold::fold;
use crate::rule::node::{Checked, Node};
use crate::value::Value;

/// How a variant is called where it is counted.
pub(super) fn place_of(slot: &Slot, variant: &Variant) -> String {
    say("{}/{}", &[&slot.name, &variant.name])
}

/// The default is shown however often it was: no cap bounds it.
pub(super) fn caps(manifest: &Manifest) -> Places {
    let mut caps = Places::new();
    for slot in &manifest.slots {
        let (_, others) = slot.variants.split_last().unzip();
        for variant in others.into_iter().flatten() {
            if let Some(most) = most_views(variant) {
                caps.insert(place_of(slot, variant), most);
            }
        }
    }
    caps
}

/// The most views that a variant can have: as many as a cap that counts ever allows.
fn most_views(variant: &Variant) -> Option<u32> {
    let caps = variant.limits.iter().filter(|limit| limit.kind == EventKind::View && limit.since == Since::Ever);
    caps.map(|cap| cap.count).min()
}

/// The words for what a cap counts per, and a cap that never comes to count, because another one is reached before it.
pub(super) fn idle(caps: &[Limit]) -> Option<(Since, Since)> {
    let within = |short: Since, long: Since| match long {
        Since::Ever => short != Since::Ever,
        Since::Week => short == Since::Day,
        Since::Day | Since::Session => false,
    };
    let pairs = caps.iter().flat_map(|short| caps.iter().map(move |long| (short, long)));
    let mut idle = pairs.filter(|(short, long)| within(short.since, long.since) && long.count <= short.count);
    idle.next().map(|(short, long)| (short.since, long.since))
}

impl Lowering<'_, '_, '_> {
    /// Tells of a rule that no number of views that caps leave can make true. `own` is the variant that it is about, as
    /// `SLOT/VARIANT`, which has no view before it is shown.
    pub(super) fn tell_capped(&mut self, source: &Source, folded: &Checked, names: &[u32], own: &str) {
        for name in names {
            let Some(place) = self.names.seen(*name) else {
                continue;
            };
            let cap = self.caps.get(&place).copied();
            let most = if place == own { 0 } else { cap.unwrap_or(u32::MAX) };
            // No cap, no bound: then this is not looked for.
            if most == u32::MAX || (0..=most).any(|views| self.can_hold(folded, *name, views)) {
                continue;
            }
            let message = if place == own {
                say("this rule never holds: “{}” has not been seen before it is shown", &[&place])
            } else {
                say("this rule never holds: a cap lets “{}” be seen {} times at most", &[&place, &count(most)])
            };
            self.report.warning(&source.place, message);
            return;
        }
    }

    /// May a rule hold after so many views?
    fn can_hold(&mut self, rule: &Checked, name: u32, views: u32) -> bool {
        let rule = fold(known(rule.clone(), name, views), &mut self.names);
        !matches!(rule.node, Node::Const(Value::Bool(false)))
    }
}

/// The same with a number in the place of a name.
fn known(checked: Checked, name: u32, number: u32) -> Checked {
    match checked.node {
        Node::Load(load) if load == name => Checked::int(i64::from(number), checked.column),
        _ => checked.map(&mut |part| known(part, name, number)),
    }
}
