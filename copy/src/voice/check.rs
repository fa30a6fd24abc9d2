//! What of a voice cannot be kept together.

use tailorbird::error::say;
use tailorbird::manifest::read::object::Object;
use tailorbird::manifest::report::Report;

use super::Voice;
use crate::brief::words::Words;
use crate::proof::find::has;
use crate::proof::style::emoji;

/// Says so.
pub fn contradictions(voice: &Voice, object: &Object<'_>, report: &mut Report<'_>) {
    let clash = |words: &Words, what: &str, key: &str, report: &mut Report<'_>| {
        for (language, all) in words.all() {
            for said in all.iter().filter_map(|forms| forms.first()) {
                if let Some(never) = voice.never.forms(language).find(|never| has(said, never)) {
                    object.error(key, say("“{}” is {}, and “{}” is never said", &[said, what, never]), report);
                }
            }
        }
    };
    clash(&voice.prefer, "preferred", "preferred", report);
    clash(&voice.disclaimers, "a disclaimer", "disclaimers", report);
    for (_, all) in voice.disclaimers.all() {
        for said in all.iter().filter_map(|forms| forms.first()) {
            let marks = said.matches('!').count();
            if voice.exclamations.is_some_and(|most| marks > most as usize) {
                object.error("caps", say("“{}” has more exclamation marks than there may be", &[said]), report);
            }
            if voice.emoji.is_some_and(|most| emoji(said).len() > most as usize) {
                object.error("caps", say("“{}” has more emoji than there may be", &[said]), report);
            }
            if let Some(mark) = voice.marks.iter().find(|mark| said.contains(mark.as_str())) {
                object.error("punctuation", say("“{}” has “{}” in it, which is never used", &[said, mark]), report);
            }
        }
    }
    for (_, all) in voice.prefer.all() {
        for forms in all.iter().filter(|forms| forms.len() < 2) {
            let said = forms.first().map_or("", |one| one);
            object.error(
                "preferred",
                say("for what is “{}” said? A list was expected: what is said, then what is not", &[said]),
                report,
            );
        }
    }
}
