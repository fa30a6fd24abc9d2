//! The question of proof-reading.

use tailorbird::manifest::report::Report;
use tailorbird::render::json::Json;

use super::{channels, problems};
use crate::brief::Brief;
use crate::brief::read::brief;
use crate::file::{read, writer};
use crate::proof::forms::Forms;
use crate::proof::place::place;
use crate::proof::{Finding, Given, proof};
use crate::voice::read::voice;

/// A text, its locale, its brief, its voice, names of channels, a site's own table, and how the language writes the facts.
pub fn proofs([text, locale, file, sound, names, own, forms]: &[&str; 7]) -> String {
    let mut wrong =
        [Report::new(file, true), Report::new(sound, true), Report::new(own, true), Report::new(forms, false)];
    let [of_brief, of_voice, of_table, of_forms] = &mut wrong;
    let brief = if file.is_empty() { Brief::default() } else { brief(file, of_brief).unwrap_or_default() };
    let voice = if sound.is_empty() { None } else { voice(sound, of_voice) };
    let channels = channels(own, of_table);
    let wanted = |name: &str| {
        names.split(',').any(|one| one == name) || names.is_empty() && brief.channels.iter().any(|one| one == name)
    };
    let given = Given {
        brief: &brief,
        voice: voice.as_ref(),
        channels: channels.iter().filter(|(name, _)| wanted(name)).map(|(_, channel)| channel).collect(),
        forms: Forms::of(read(forms, of_forms).as_ref()),
    };
    let found = if wrong.iter().any(Report::failed) { Vec::new() } else { proof(text, locale, &given) };
    let mut json = writer();
    json.begin('{');
    json.key("findings");
    json.begin('[');
    found.iter().for_each(|one| finding(&mut json, text, one));
    json.end(']');
    for (key, report) in ["brief", "voice", "table", "forms"].into_iter().zip(wrong) {
        json.key(key);
        json.begin('{');
        problems(&mut json, report);
        json.end('}');
    }
    json.end('}');
    json.finish()
}

fn finding(json: &mut Json<'_>, text: &str, Finding { kind, is_error, range, message, fact }: &Finding) {
    json.begin('{');
    json.pair("kind", kind);
    json.pair("severity", if *is_error { "error" } else { "warning" });
    let (line, column, start) = place(text, range.start);
    let (.., end) = place(text, range.end);
    for (key, number) in [("line", line), ("column", column), ("start", start), ("end", end)] {
        json.key(key);
        json.number(number.into());
    }
    let is_whole = *range == (0..text.len());
    json.pair("found", if is_whole { "" } else { text.get(range.clone()).unwrap_or_default() });
    json.pair("message", message);
    if let Some(fact) = fact {
        json.pair("fact", fact);
    }
    json.end('}');
}
