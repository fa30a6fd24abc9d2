//! A pattern → the table that [`super::table::matches`] walks.

use super::dfa::{Dfa, dfa};
use super::minimize::minimize;
use super::nfa::nfa;
use super::parse::parse;
use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;
use crate::rule::parse::Trouble;
use crate::rule::types::Scope;

/// The table of a pattern, which is found wherever in a text it begins.
pub fn compile(pattern: &str) -> Result<Vec<u8>, Trouble> {
    counted(pattern, &mut 0)
}

/// The same, with the work of it taken from what all rules of a manifest together may make.
pub fn within(scope: &dyn Scope, pattern: &str) -> Result<Vec<u8>, Trouble> {
    if !scope.spend(pattern.len()) {
        return Err(Trouble { column: 1, message: too_much() });
    }
    let mut work = 0;
    let table = counted(pattern, &mut work);
    scope.spend(work);
    table
}

/// Says that all rules together are too much.
pub fn too_much() -> String {
    say("the rules up to here take more than {} steps to compile; make them simpler", &[&count(limits::COMPILING)])
}

fn counted(pattern: &str, work: &mut usize) -> Result<Vec<u8>, Trouble> {
    let automaton = dfa(&nfa(&parse(pattern)?)?, work)?;
    let table = table(&automaton, &minimize(&automaton, work));
    if table.len() > limits::PATTERN_TABLE {
        let message = say("this pattern needs more than {} bytes; make it simpler", &[&count(limits::PATTERN_TABLE)]);
        return Err(Trouble { column: 1, message });
    }
    Ok(table)
}

fn table(dfa: &Dfa, rows: &[u16]) -> Vec<u8> {
    let (columns, classes) = columns(dfa, rows);
    let mut ranges: Vec<u8> = Vec::new();
    let mut before = 0;
    for (class, byte) in dfa.classes.iter().zip(0..=255) {
        let class = classes.get(usize::from(*class)).copied().unwrap_or_default();
        if class != before {
            ranges.extend([byte, class]);
        }
        before = class;
    }
    let at = |row: &[u16], column: &usize| row.get(*column).copied().unwrap_or_default();
    let rows: Vec<u16> =
        rows.chunks(dfa.width).flat_map(|row| columns.iter().map(move |column| at(row, column))).collect();
    let mut table = vec![columns.len() as u8, (ranges.len() / 2) as u8];
    table.extend((rows.len() as u16).to_le_bytes());
    table.extend(ranges);
    table.extend(rows.iter().map(|next| *next as u8));
    if rows.iter().any(|next| *next > 0xff) {
        table.extend(rows.iter().map(|next| (*next >> 8) as u8));
    }
    table
}

/// The columns that differ, and for each class which of them is its own.
fn columns(dfa: &Dfa, rows: &[u16]) -> (Vec<usize>, Vec<u8>) {
    let mut columns: Vec<usize> = Vec::new();
    let mut classes = Vec::new();
    for class in 0..dfa.width {
        let same = |other: &usize| rows.chunks(dfa.width).all(|row| row.get(*other) == row.get(class));
        let place = columns.iter().position(same).unwrap_or(columns.len());
        if place == columns.len() {
            columns.push(class);
        }
        classes.push(place as u8);
    }
    (columns, classes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::pattern::table::matches;

    fn found(pattern: &str, text: &str) -> bool {
        matches(&compile(pattern).unwrap_or_else(|trouble| panic!("{pattern}: {trouble:?}")), text)
    }

    #[test]
    fn a_pattern_is_found_wherever_it_begins() {
        for (pattern, text, expected) in [
            ("nan", "banana", true),
            ("^nan", "banana", false),
            ("", "", true),
            ("a", "", false),
            ("^$", "", true),
            ("^$", "a", false),
            ("^/(a+)+$", "/aaaa", true),
            ("^/(a+)+$", "/aaab", false),
            ("gr(a|e)y", "grey", true),
            ("a+ñ+a+", "mañana", true),
            ("(a|😀){2}", "🐱😀😀", true),
            (r"\bcat\b", "a cat.", true),
            (r"\bcat\b", "concat", false),
            (r"\B", "é", true),
            (r"^\Bé\B$", "é", true),
            (r"a\B.\Ba", "aéa", false),
            ("(?m)^b$", "a\nb\nc", true),
            ("^b$", "a\nb\nc", false),
            ("(?m)b$", "b\n", true),
            ("b$", "b\n", false),
            ("a.b", "a\nb", false),
            ("(?s)a.b", "a\nb", true),
            ("(?i)ÉCOLE", "École", true),
            ("[^/]{3}$", "/äöü", true),
            (r"[^\x00-\x{10FFFF}]", "a", false),
            (r"\z\A", "", true),
            (r"(?:)*", "x", true),
            ("(a*)*b", "aab", true),
            ("(|a)+b", "b", true),
        ] {
            assert_eq!(found(pattern, text), expected, "{pattern} in {text:?}");
        }
    }

    #[test]
    fn what_only_looks_different_is_the_same_table() {
        for (one, other) in [
            ("a|b|c", "[a-c]"),
            ("^(a|b)*$", "^(a*b*)*$"),
            ("x|.*x", "x"),
            ("a*", ""),
            ("^a(b|c)d|^a[bc]e", "^a[bc][de]"),
            (r"^[^\x00-\x{10FFFF}]", r"\zx"),
        ] {
            assert_eq!(compile(one), compile(other), "{one}");
        }
    }

    #[test]
    fn tables_are_small() {
        for (pattern, most) in
            [("", 20), ("^/news/", 60), ("^/(a+)+$", 40), (r"^/[^/]+/\d{4}$", 130), (r"(?i)\.pdf$", 70)]
        {
            let bytes = compile(pattern).unwrap().len();
            assert!(bytes <= most, "{pattern}: {bytes} bytes");
        }
    }

    #[test]
    fn what_needs_too_much_is_refused_in_words() {
        for pattern in ["[01]*1[01]{12}", "(.{9}|.{11}){90}", "^(.{1,30}é){30}$", &"(x{1,9}|y)".repeat(99)] {
            if let Err(trouble) = compile(pattern) {
                assert!(trouble.message.ends_with("; make it simpler"), "{trouble:?}");
            }
        }
        assert!(compile("[01]*1[01]{12}$").is_err());
    }
}
