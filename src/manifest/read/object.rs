//! A JSON object together with its place, so that each of its parts is read and reported under its key.

use super::json::{Json, Node};
use super::values::{short, wrong};
use crate::error::{count, say};
use crate::limits;
use crate::manifest::report::{Place, Report};
use crate::nearest::hint;
use crate::prelude::*;

/// A JSON object and its place.
pub struct Object<'a> {
    entries: &'a [(String, Node)],
    /// Its place in the manifest.
    pub place: &'a Place<'a>,
}

impl<'a> Object<'a> {
    /// Takes a node as an object; `None` when it is none. Keys that are not `known` are reported.
    pub fn read(node: &'a Node, place: &'a Place<'a>, known: &[&str], report: &mut Report<'_>) -> Option<Self> {
        let object = Self::any(node, place, report)?;
        for (key, node) in object.entries {
            if !known.contains(&key.as_str()) {
                let hint = hint(key, known.iter().copied());
                report.error(&place.key(key, node.at), say("there is no key “{}” here{}", &[short(key), &hint]));
            }
        }
        Some(object)
    }

    /// Takes a node as an object with any keys.
    pub fn any(node: &'a Node, place: &'a Place<'a>, report: &mut Report<'_>) -> Option<Self> {
        let Json::Object(entries) = &node.json else {
            return wrong(node, place, "an object", report);
        };
        Some(Self { entries, place })
    }

    /// The node under `key`.
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(known, _)| known == key).map(|(_, node)| node)
    }

    /// The node under `key`; reports when there is none.
    pub fn need(&self, key: &str, report: &mut Report<'_>) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() {
            report.error(self.place, say("the key “{}” is missing", &[key]));
        }
        found
    }

    /// Reports an error about the value under `key`.
    pub fn error(&self, key: &str, message: impl Into<String>, report: &mut Report<'_>) {
        report.error(&self.place.key(key, self.get(key).and_then(|node| node.at)), message);
    }

    /// Reads the value under `key`, if there is one.
    pub fn part<T>(
        &self,
        key: &str,
        report: &mut Report<'_>,
        read: impl FnOnce(&'a Node, &Place<'_>, &mut Report<'_>) -> Option<T>,
    ) -> Option<T> {
        let node = self.get(key)?;
        read(node, &self.place.key(key, node.at), report)
    }

    /// The names of its keys, each with its node.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Node)> {
        self.entries.iter().map(|(key, node)| (key.as_str(), node))
    }

    /// Reads the object under `key`, whose keys are names.
    pub fn named<T>(
        &self,
        key: &str,
        report: &mut Report<'_>,
        mut read: impl FnMut(&str, &Node, &Place<'_>, &mut Report<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let place = self.place.key(key, node.at);
        let Some(object) = Object::any(node, &place, report) else {
            return Vec::new();
        };
        if object.entries.len() > limits::NAMED {
            report.error(&place, say("there are at most {} entries here", &[&count(limits::NAMED)]));
        }
        let mut all = Vec::new();
        for (name, node) in object.entries.iter().take(limits::NAMED) {
            let place = place.key(name, node.at);
            check_name(name, &place, report);
            all.extend(read(name, node, &place, report));
        }
        all
    }
}

/// A name begins with a letter, so that no JavaScript engine takes it for a number and reorders it.
fn check_name(name: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let sound = name.bytes().next().is_some_and(|first| first.is_ascii_alphabetic()) && name.bytes().all(letters);
    if !sound || name.len() > limits::NAME_BYTES {
        let message = say(
            "a name begins with a letter a–z and goes on with letters, digits, “-” and “_”, {} at most",
            &[&count(limits::NAME_BYTES)],
        );
        report.error(place, message);
    }
}
