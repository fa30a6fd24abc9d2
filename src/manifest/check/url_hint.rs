//! The message for a URL with placeholders.

use super::facts::FactTable;
use crate::error::say;
use crate::prelude::*;
use crate::program::provenance::Provenance;
use crate::rule::types::{Meaning, Scope};

/// Why a URL has no placeholders, and what to write instead. The first known name in the URL decides.
pub fn url_hint(facts: &mut FactTable<'_>, text: &str) -> String {
    let names = text.split('$').skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '_' | '-'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    });
    for name in names {
        if let Some(Meaning::Name(number, _)) = facts.meaning(name) {
            let public = facts.fact(number).is_some_and(|fact| fact.provenance() == Provenance::Public);
            let why = if public {
                "a URL is chosen, never formed: write one for each value of “{}”, each in a variant whose rule asks for it"
            } else {
                "“{}” is known on the reader's device only: a URL is chosen, never formed, because loading it would tell a \
                 server what stands in it"
            };
            return say(why, &[name]);
        }
    }
    "a URL is chosen, never formed: it has no placeholders, because loading it would tell a server what they hold"
        .into()
}
