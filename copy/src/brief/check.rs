//! What of a brief fits together: names that facts name, and what is said and never said.

use tailorbird::error::say;
use tailorbird::manifest::read::object::Object;
use tailorbird::manifest::report::Report;
use tailorbird::nearest::hint;

use super::{Brief, Kind};
use crate::proof::find::has;

/// Facts that others name have to be there, and to be names.
pub fn names(brief: &Brief, object: &Object<'_>, report: &mut Report<'_>) {
    let known: Vec<&str> =
        brief.facts.iter().filter(|fact| matches!(fact.kind, Kind::Name(_))).map(|fact| fact.name.as_str()).collect();
    object.part("facts", report, |node, place, report| {
        let facts = Object::any(node, place, report)?;
        for fact in &brief.facts {
            let sides = match &fact.kind {
                Kind::Comparison(left, right, _) => vec![("left", left), ("right", right)],
                _ => Vec::new(),
            };
            facts.part(&fact.name, report, |node, place, report| {
                let object = Object::any(node, place, report)?;
                for (key, name) in sides.iter().copied().chain(fact.of.iter().map(|of| ("of", of))) {
                    if !known.contains(&name.as_str()) {
                        let hint = hint(name, known.iter().copied());
                        object.error(key, say("there is no fact “{}” that is a name{}", &[name, &hint]), report);
                    }
                }
                Some(())
            });
        }
        Some(())
    });
}

/// What has to be said must not be what is never said.
pub fn contradictions(brief: &Brief, object: &Object<'_>, report: &mut Report<'_>) {
    for (language, never) in brief.never.all() {
        for form in never.iter().flatten() {
            if let Some(must) = brief.must.forms(language).find(|must| has(must, form)) {
                object.error("never", say("“{}” is never said, but “{}” has to be", &[form, must]), report);
            }
        }
    }
}
