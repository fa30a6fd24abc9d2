//! Questions about voices.

use tailorbird::manifest::report::Report;

use super::problems;
use crate::file::writer;
use crate::voice::learn::{distance, learn};
use crate::voice::read::voice;
use crate::voice::told::{rounded, write};

/// What separates samples.
const SAMPLE: char = '\u{1e}';

/// A voice of samples: their language, the samples, and texts that it is told apart from.
pub fn learned(tag: &str, samples: &str, baseline: &str) -> String {
    let mut json = writer();
    write(&mut json, &learn(&list(samples), tag, &list(baseline)));
    json.finish()
}

fn list(texts: &str) -> Vec<&str> {
    texts.split(SAMPLE).filter(|text| !text.trim().is_empty()).collect()
}

/// How far a text is from a measured voice, and by what.
pub fn far(text: &str, file: &str) -> String {
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
