//! Questions in JSON → answers in JSON, the same natively and in WebAssembly.

mod proofs;
mod voices;

use tailorbird::error::{Problem, Severity};
use tailorbird::manifest::report::Report;
use tailorbird::render::json::Json;

use crate::brief::read::brief;
use crate::channel::count::{length, parts};
use crate::channel::read::{Channels, TABLE, over, table};
use crate::entity::Letters;
use crate::entity::tag::{cashtags, hashtags, mentions};
use crate::entity::url::urls;
use crate::file::writer;
use crate::voice::read::voice;

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
        4 => proofs::proofs(&[next(), next(), next(), next(), next(), next(), next()]),
        5 => voiced(next()),
        6 => voices::learned(next(), next(), next()),
        7 => voices::far(next(), next()),
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
