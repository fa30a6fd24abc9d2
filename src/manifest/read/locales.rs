//! The languages of a manifest, as language tags.

use super::object::Object;
use super::values::{short, texts};
use crate::error::say;
use crate::manifest::report::Report;
use crate::prelude::*;

/// Reads the languages of a manifest.
pub fn read(object: &Object<'_>, report: &mut Report<'_>) -> Vec<String> {
    if object.need("locales", report).is_none() {
        return Vec::new();
    }
    object
        .part("locales", report, |node, place, report| {
            let locales = texts(node, place, report)?;
            for (number, locale) in locales.iter().enumerate() {
                if !is_locale(locale) {
                    report.error(
                        &place.item(number, node.at),
                        say("“{}” is no language tag, such as “en” or “pt-BR”", &[short(locale)]),
                    );
                }
            }
            Some(locales)
        })
        .unwrap_or_default()
}

/// Is a tag well-formed as far as it matters here: a language, then subtags (RFC 5646)?
fn is_locale(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
