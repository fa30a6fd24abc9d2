//! Files of a room that use one another in a circle: there are none, except for the arrows in a table that may only shrink.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod arrows;
mod source;

use std::collections::{BTreeMap, BTreeSet};

use arrows::{Arrow, arrows};
use source::File;

/// The arrows that close a circle and may stay: the file that uses, the file that is used, and the reason. An arrow to a file
/// that adds methods to a type counts as one from the file of the type.
const MAY_STAY: [(&str, &str, &str); 46] = [
    ("decide/arm.rs", "decide/mod.rs", "a rung of the ladder, which mod.rs climbs and defines"),
    ("decide/audience.rs", "decide/mod.rs", "a rung of the ladder, which mod.rs climbs and defines"),
    ("decide/bandit.rs", "decide/mod.rs", "the choice at the end of the ladder, which mod.rs climbs and defines"),
    ("decide/force.rs", "decide/mod.rs", "a rung of the ladder, which mod.rs climbs and defines"),
    ("decide/limit.rs", "decide/mod.rs", "a rung of the ladder, which mod.rs climbs and defines"),
    ("decide/schedule.rs", "decide/mod.rs", "a rung of the ladder, which mod.rs climbs and defines"),
    ("decide/words.rs", "decide/mod.rs", "a rung of the ladder, which mod.rs climbs and defines"),
    ("message/lower.rs", "message/resolve.rs", "a pair: lowering resolves, and adds methods to the resolver"),
    ("message/scan.rs", "message/parse.rs", "a pair: the parser adds methods to the scanner"),
    ("profile/counter.rs", "profile/merge.rs", "merging adds methods to the counter"),
    ("profile/compact.rs", "profile/merge.rs", "a pair: compacting merges the records that merging reads from it"),
    ("profile/learning.rs", "profile/mod.rs", "a part of the profile, which mod.rs puts together"),
    ("profile/unlearned.rs", "profile/mod.rs", "a part of the profile, which mod.rs puts together"),
    ("profile/views.rs", "profile/mod.rs", "a part of the profile, which mod.rs puts together"),
    ("profile/merge.rs", "profile/mod.rs", "a part of the profile, which mod.rs puts together"),
    ("program/pack.rs", "program/mod.rs", "a part of the program, which mod.rs puts together"),
    ("program/provenance.rs", "program/fact.rs", "a pair: the facts, and what is known of the source of each"),
    ("rule/calls.rs", "rule/check.rs", "a part of the checker, which walks down the tree of a rule"),
    ("rule/check_format.rs", "rule/check.rs", "a part of the checker, which walks down the tree of a rule"),
    ("rule/macros.rs", "rule/calls.rs", "a pair: a macro looks like a call, and binds variables as one does"),
    ("rule/macros.rs", "rule/check.rs", "a part of the checker, which walks down the tree of a rule"),
    ("rule/check_operators.rs", "rule/check.rs", "a part of the checker, which walks down the tree of a rule"),
    ("rule/pattern/class.rs", "rule/pattern/parse.rs", "a pair: the parser of a class within a pattern"),
    ("rule/pattern/nfa.rs", "rule/pattern/dfa.rs", "a pair: the automaton, and its deterministic form"),
    ("vectors/fold.rs", "vectors/mod.rs", "what is asked of vectors, which mod.rs defines"),
    ("vectors/mmr.rs", "vectors/mod.rs", "what is asked of vectors, which mod.rs defines"),
    ("vectors/read.rs", "vectors/mod.rs", "how vectors are read, which mod.rs defines"),
    ("vectors/score.rs", "vectors/mod.rs", "what is asked of vectors, which mod.rs defines"),
    ("vectors/scan.rs", "vectors/score.rs", "a pair: the loop over items, and what it offers them to"),
    ("vectors/scan.rs", "vectors/mod.rs", "the number of dimensions, which mod.rs defines"),
    ("rank/calibration.rs", "rank/mod.rs", "a part of ranking, which mod.rs puts together"),
    ("rank/relevance.rs", "rank/mod.rs", "a part of ranking, which mod.rs puts together"),
    ("program/learner.rs", "program/records.rs", "learning adds methods to the slot"),
    ("program/learner.rs", "program/mod.rs", "learning reads all of a program"),
    ("program/ranking.rs", "program/records.rs", "ranking adds methods to the slot"),
    ("program/ranking.rs", "program/settings.rs", "ranking adds methods to the settings"),
    ("decide/rank.rs", "decide/mod.rs", "the order at the end of the ladder, which mod.rs climbs and defines"),
    ("rank/order.rs", "rank/mod.rs", "a part of ranking, which mod.rs puts together"),
    ("web/rank.rs", "web/core.rs", "a group of questions, which are methods of the core"),
    ("web/bandit.rs", "web/core.rs", "a group of questions, which are methods of the core"),
    ("web/events.rs", "web/core.rs", "a group of questions, which are methods of the core"),
    ("web/experiment.rs", "web/core.rs", "a group of questions, which are methods of the core"),
    ("web/force.rs", "web/core.rs", "a group of questions, which are methods of the core"),
    ("web/import.rs", "web/core.rs", "a group of questions, which are methods of the core"),
    ("web/memory.rs", "web/core.rs", "a group of questions, which are methods of the core"),
    ("web/patch.rs", "web/core.rs", "a group of questions, which are methods of the core"),
];

/// A shortest circle for each file that is in one, unless one that is listed before has the file.
fn circles(arrows: &BTreeSet<Arrow>) -> Vec<Vec<String>> {
    let mut circles: Vec<Vec<String>> = Vec::new();
    for (from, to) in arrows {
        if let Some(back) = way(arrows, to, from)
            && !circles.iter().flatten().any(|file| file == from)
        {
            circles.push([vec![from.clone()], back].concat());
        }
    }
    circles
}

/// A shortest way along the arrows, with both ends.
fn way(arrows: &BTreeSet<Arrow>, from: &str, to: &str) -> Option<Vec<String>> {
    let mut before: BTreeMap<&str, Option<&str>> = BTreeMap::from([(from, None)]);
    let mut reached = vec![from];
    let mut next = 0;
    while let Some(file) = reached.get(next).copied() {
        if file == to {
            let mut way: Vec<String> =
                std::iter::successors(Some(file), |file| before[file]).map(str::to_owned).collect();
            way.reverse();
            return Some(way);
        }
        for (_, used) in arrows.iter().filter(|(user, _)| user == file) {
            if !before.contains_key(used.as_str()) {
                before.insert(used, Some(file));
                reached.push(used);
            }
        }
        next += 1;
    }
    None
}

fn without(arrows: &BTreeSet<Arrow>, some: &[(&str, &str, &str)]) -> BTreeSet<Arrow> {
    let is_listed = |(from, to): &&Arrow| !some.iter().any(|(a, b, _)| from == a && to == b);
    arrows.iter().filter(is_listed).cloned().collect()
}

#[test]
fn no_files_use_one_another_in_a_circle() {
    let arrows = arrows(&source::files());
    assert!(arrows.len() > 100, "the arrows were not found: {}", arrows.len());
    let circles = circles(&without(&arrows, &MAY_STAY));
    let lines: Vec<String> = circles.iter().map(|circle| circle.join(" → ")).collect();
    assert!(lines.is_empty(), "files that use one another in a circle:\n{}", lines.join("\n"));
}

#[test]
fn every_arrow_that_may_stay_closes_a_circle_and_has_a_reason() {
    let stale = stale(&arrows(&source::files()), &MAY_STAY);
    assert!(
        stale.is_empty(),
        "take these arrows out of the table, they close no circle any more:\n{}",
        stale.join("\n")
    );
    assert!(MAY_STAY.iter().all(|(_, _, reason)| !reason.is_empty()));
}

/// The arrows of a table that are gone, or that close no circle without the others.
fn stale(arrows: &BTreeSet<Arrow>, table: &[(&str, &str, &str)]) -> Vec<String> {
    let rest = without(arrows, table);
    let closes =
        |from: &str, to: &str| arrows.contains(&(from.to_owned(), to.to_owned())) && way(&rest, to, from).is_some();
    table.iter().filter(|(from, to, _)| !closes(from, to)).map(|(from, to, _)| format!("{from} → {to}")).collect()
}

fn planted(files: &[(&str, &str)]) -> BTreeSet<Arrow> {
    let files: Vec<File> = files.iter().map(|(path, text)| File::new(path, text)).collect();
    arrows(&files)
}

fn planted_circles(files: &[(&str, &str)]) -> Vec<String> {
    circles(&planted(files)).iter().map(|circle| circle.join(" → ")).collect()
}

#[test]
fn a_planted_circle_is_found() {
    let circle = planted_circles(&[
        ("rule/mod.rs", "mod a;\nmod b;\nmod c;"),
        ("rule/a.rs", "use super::b::B;"),
        ("rule/b.rs", "use crate::{prelude::*, rule::{c::{self, D}, e}};"),
        ("rule/c.rs", "fn c() { super::a::call() }"),
    ]);
    assert_eq!(circle, ["rule/a.rs → rule/b.rs → rule/c.rs → rule/a.rs"]);
}

#[test]
fn a_planted_circle_through_the_head_of_a_folder_is_found() {
    let head = ("rule/mod.rs", "pub mod a;\npub use a::A;\npub struct B;\nfn b() { a::call() }");
    assert_eq!(planted_circles(&[head, ("rule/a.rs", "use super::B;")]), ["rule/a.rs → rule/mod.rs → rule/a.rs"]);
    // A second name is followed to the file that writes the first one.
    assert!(planted_circles(&[head, ("rule/a.rs", "use super::A;"), ("rule/c.rs", "use super::A;")]).is_empty());
}

#[test]
fn a_planted_method_away_from_its_type_is_found() {
    let file = ("rule/a.rs", "pub struct A<'a>(&'a str);");
    let methods = ("rule/b.rs", "use super::a::A;\nimpl<'a> A<'a> { fn b(&self) {} }");
    assert_eq!(planted_circles(&[file, methods]), ["rule/a.rs → rule/b.rs → rule/a.rs"]);
    let of_a_trait = ("rule/b.rs", "use super::a::A;\nimpl Clone for A<'_> {}\nfn b(a: A, f: &mut impl FnMut(A)) {}");
    assert!(planted_circles(&[file, of_a_trait]).is_empty());
}

#[test]
fn comments_texts_tests_and_other_rooms_have_no_arrows() {
    let other = "// super::a::A\nconst T: &str = \"super::a::A\";\nuse crate::message::a::A;\n#[cfg(test)]\nmod tests {\n use super::super::a; }";
    assert!(planted(&[("rule/a.rs", ""), ("rule/b.rs", other), ("message/a.rs", "")]).is_empty());
}

#[test]
fn a_planted_arrow_that_need_not_stay_is_found() {
    let circle = planted(&[
        ("rule/a.rs", "use super::b::B;"),
        ("rule/b.rs", "use super::a::A;\nuse super::c::C;"),
        ("rule/c.rs", ""),
    ]);
    assert!(stale(&circle, &[("rule/a.rs", "rule/b.rs", "")]).is_empty());
    assert_eq!(stale(&circle, &[("rule/b.rs", "rule/c.rs", "")]), ["rule/b.rs → rule/c.rs"]);
    assert_eq!(stale(&circle, &[("rule/c.rs", "rule/a.rs", "")]), ["rule/c.rs → rule/a.rs"]);
}
