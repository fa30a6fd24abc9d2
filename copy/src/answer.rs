//! Questions in JSON → answers in JSON, the same natively and in WebAssembly.

use tailorbird::error::{Problem, Severity};
use tailorbird::manifest::report::Report;
use tailorbird::render::json::Json;

use crate::brief::Brief;
use crate::brief::read::brief;
use crate::channel::count::{length, parts};
use crate::channel::read::{Channels, TABLE, over, table};
use crate::entity::Letters;
use crate::entity::tag::{cashtags, hashtags, mentions};
use crate::entity::url::urls;
use crate::file::{read, writer};
use crate::proof::facts::Forms;
use crate::proof::place::place;
use crate::proof::{Finding, Given, proof};
use crate::voice::learn::{distance, learn};
use crate::voice::read::voice;
use crate::voice::told::{rounded, write};

/// What separates the texts of a question.
pub const BETWEEN: char = '\u{1f}';

/// Answers a question by its number; what is no question is answered with nothing.
pub fn answer(question: u32, given: &str) -> String {
    let mut texts = given.split(BETWEEN);
    let mut next = || texts.next().unwrap_or_default();
    match question {
        0 => TABLE.to_owned(),
        1 => measured(next(), next(), next()),
        2 => entities(next()),
        3 => checked(next()),
        4 => proofs(&[next(), next(), next(), next(), next(), next(), next()]),
        5 => voiced(next()),
        6 => learned(next(), next(), next()),
        7 => far(next(), next()),
        _ => String::new(),
    }
}

/// The channels of a site's own file, which may be empty, over the table.
fn channels(own: &str, report: &mut Report<'_>) -> Channels {
    if own.is_empty() { table() } else { over(own, table(), report) }
}

/// How long a text is in each channel that is named, with commas between them; in all, where none is.
fn measured(text: &str, names: &str, own: &str) -> String {
    let mut report = Report::new(own, true);
    let channels = channels(own, &mut report);
    let mut json = writer();
    json.begin('{');
    json.key("channels");
    json.begin('{');
    for (name, channel) in
        channels.iter().filter(|(name, _)| names.is_empty() || names.split(',').any(|one| one == name))
    {
        let count = length(text, channel);
        json.key(name);
        json.begin('{');
        json.key("length");
        json.number(count.into());
        json.pair("unit", channel.unit.name());
        json.key("limit");
        json.maybe(channel.limit.map(i64::from));
        json.key("advice");
        json.maybe(channel.advice.map(i64::from));
        json.key("fits");
        json.word(if channel.limit.is_none_or(|most| count <= most) { "true" } else { "false" });
        json.end('}');
    }
    json.end('}');
    let parts = parts(text);
    for (key, number) in [("links", parts.links), ("hashtags", parts.hashtags), ("mentions", parts.mentions)] {
        json.key(key);
        json.number(number.into());
    }
    problems(&mut json, report);
    json.end('}');
    json.finish()
}

/// What a text mentions, as texts.
fn entities(text: &str) -> String {
    let letters = Letters::new(text);
    let addresses = urls(&letters);
    let mut json = writer();
    json.begin('{');
    let all = [
        ("mentions", mentions(&letters)),
        ("hashtags", hashtags(&letters, &addresses)),
        ("cashtags", cashtags(&letters)),
    ];
    for (key, ranges) in [("urls", addresses)].into_iter().chain(all) {
        json.key(key);
        json.begin('[');
        ranges.into_iter().for_each(|range| json.text(letters.slice(range)));
        json.end(']');
    }
    json.end('}');
    json.finish()
}

/// What is wrong with a brief.
fn checked(file: &str) -> String {
    let mut report = Report::new(file, true);
    brief(file, &mut report);
    only_problems(report)
}

/// What is wrong with a voice.
fn voiced(file: &str) -> String {
    let mut report = Report::new(file, true);
    voice(file, &mut report);
    only_problems(report)
}

fn only_problems(report: Report<'_>) -> String {
    let mut json = writer();
    json.begin('{');
    problems(&mut json, report);
    json.end('}');
    json.finish()
}

/// A text, its locale, its brief, its voice, names of channels, a site's own table, and how the language writes the facts.
fn proofs([text, locale, file, sound, names, own, forms]: &[&str; 7]) -> String {
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

/// What separates samples.
const SAMPLE: char = '\u{1e}';

/// A voice of samples: their language, the samples, and texts that it is told apart from.
fn learned(tag: &str, samples: &str, baseline: &str) -> String {
    let mut json = writer();
    write(&mut json, &learn(&list(samples), tag, &list(baseline)));
    json.finish()
}

fn list(texts: &str) -> Vec<&str> {
    texts.split(SAMPLE).filter(|text| !text.trim().is_empty()).collect()
}

/// How far a text is from a measured voice, and by what.
fn far(text: &str, file: &str) -> String {
    let mut report = Report::new(file, true);
    let measured = voice(file, &mut report).and_then(|voice| voice.measured);
    let mut json = writer();
    json.begin('{');
    if let Some(measured) = measured.filter(|_| !report.failed()) {
        let (sum, parts) = distance(text, &measured);
        json.key("distance");
        rounded(&mut json, sum);
        json.key("because");
        json.begin('[');
        for part in parts {
            json.begin('{');
            json.pair("name", part.name);
            for (key, value) in [("text", part.values.0), ("voice", part.values.1), ("distance", part.distance)] {
                json.key(key);
                rounded(&mut json, value);
            }
            json.end('}');
        }
        json.end(']');
    }
    problems(&mut json, report);
    json.end('}');
    json.finish()
}

/// Everything that is wrong with the files that were handed in.
pub fn problems(json: &mut Json<'_>, report: Report<'_>) {
    json.key("problems");
    json.begin('[');
    report.into_problems().iter().for_each(|one| problem(json, one));
    json.end(']');
}

fn problem(json: &mut Json<'_>, Problem { path, message, severity, column, line }: &Problem) {
    json.begin('{');
    json.pair("path", path);
    json.pair("message", message);
    json.pair("severity", if *severity == Severity::Error { "error" } else { "warning" });
    for (key, number) in [("line", line), ("column", column)] {
        if let Some(number) = number {
            json.key(key);
            json.number((*number).into());
        }
    }
    json.end('}');
}
