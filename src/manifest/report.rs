//! The report of a compilation: every problem, with its exact place in the manifest.

use crate::error::{Problem, Severity, count, say};
use crate::limits;
use crate::prelude::*;
use crate::rule::parse::Trouble;

/// A place in the manifest: a chain of keys up to the root, and the byte in the text.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
    at: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Item(usize),
}

impl<'a> Place<'a> {
    /// The place of the whole manifest.
    pub fn root(at: Option<usize>) -> Self {
        Self { parent: None, step: Step::Root, at }
    }

    /// The place of the value under a key.
    pub fn key(&'a self, key: &'a str, at: Option<usize>) -> Self {
        Self { parent: Some(self), step: Step::Key(key), at: at.or(self.at) }
    }

    /// The place of an item of a list.
    pub fn item(&'a self, number: usize, at: Option<usize>) -> Self {
        Self { parent: Some(self), step: Step::Item(number), at: at.or(self.at) }
    }

    /// The place as a JSON pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        let before = self.parent.map_or_else(String::new, Place::pointer);
        match self.step {
            Step::Root => before,
            Step::Key(key) => before + "/" + &key.replace('~', "~0").replace('/', "~1"),
            Step::Item(number) => say("{}/{}", &[&before, &count(number)]),
        }
    }

    /// The same place without the chain, so that it can be stored.
    pub fn owned(&self) -> OwnedPlace {
        OwnedPlace { path: self.pointer(), at: self.at }
    }
}

/// A place that borrows nothing.
#[derive(Clone, Debug, Default)]
pub struct OwnedPlace {
    /// The JSON pointer.
    pub path: String,
    /// The byte in the text.
    pub at: Option<usize>,
}

/// The problems of a manifest, in the order in which they were found.
pub struct Report<'t> {
    text: &'t str,
    /// Did somebody write the text?
    written: bool,
    problems: Vec<Problem>,
    /// The byte that was looked for last, with its line and column.
    known: (usize, u32, u32),
}

const FIRST: (usize, u32, u32) = (0, 1, 1);

impl<'t> Report<'t> {
    /// An empty report. Problems name lines of the text if somebody has written it.
    pub fn new(text: &'t str, written: bool) -> Self {
        Self { text, written, problems: Vec::new(), known: FIRST }
    }

    /// Adds an error. A manifest with an error is not compiled.
    pub fn error(&mut self, place: &Place<'_>, message: impl Into<String>) {
        self.add(Problem::error(place.pointer(), message.into()), place.at);
    }

    /// Adds a warning about something that is probably not meant.
    pub fn warning(&mut self, place: &OwnedPlace, message: impl Into<String>) {
        self.add(Problem::warning(place.path.clone(), message.into()), place.at);
    }

    /// Does the same as [`Report::error`] for an owned place.
    pub fn error_at(&mut self, place: &OwnedPlace, message: impl Into<String>) {
        self.add(Problem::error(place.path.clone(), message.into()), place.at);
    }

    /// Adds an error inside a rule or a message.
    pub fn trouble(&mut self, place: &OwnedPlace, trouble: Trouble) {
        let problem = Problem { column: Some(trouble.column), ..Problem::error(place.path.clone(), trouble.message) };
        self.add(problem, place.at);
    }

    /// Adds a warning inside a rule or a message.
    pub fn doubt(&mut self, place: &OwnedPlace, trouble: Trouble) {
        let problem = Problem { column: Some(trouble.column), ..Problem::warning(place.path.clone(), trouble.message) };
        self.add(problem, place.at);
    }

    /// Adds several errors inside one rule or message.
    pub fn troubles(&mut self, place: &OwnedPlace, troubles: Vec<Trouble>) {
        for trouble in troubles {
            self.trouble(place, trouble);
        }
    }

    /// Adds an error in the syntax of the JSON text, at byte `at`.
    pub fn syntax(&mut self, place: &Place<'_>, at: usize, message: impl Into<String>) {
        let column = self.position(at).map(|(_, column)| column);
        self.add(Problem { column, ..Problem::error(place.pointer(), message.into()) }, Some(at));
    }

    fn add(&mut self, mut problem: Problem, at: Option<usize>) {
        // A problem that is not listed needs no line, which costs a look at the whole text.
        if self.problems.len() > limits::PROBLEMS {
            return;
        }
        // Words that are the same in every language are reported once.
        let same = |known: &Problem| {
            (&known.path, &known.message, known.column) == (&problem.path, &problem.message, problem.column)
        };
        if self.problems.last().is_some_and(same) {
            return;
        }
        problem.line = at.and_then(|at| self.position(at)).map(|(line, _)| line);
        match self.problems.len() {
            count if count < limits::PROBLEMS => self.problems.push(problem),
            _ => self.problems.push(Problem::error("", "there are more problems than are listed here")),
        }
    }

    /// The line and the column of a byte, both counted from 1. Problems mostly come in the order of the text, so that it is
    /// looked through once.
    fn position(&mut self, at: usize) -> Option<(u32, u32)> {
        let text = Some(self.text).filter(|_| self.written)?;
        let (known, mut line, mut column) = if at < self.known.0 { FIRST } else { self.known };
        for letter in text.get(known..at)?.chars() {
            (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        self.known = (at, line, column);
        Some((line, column))
    }

    /// The text of the manifest from a byte on.
    pub fn text_from(&self, at: Option<usize>) -> &'t str {
        at.and_then(|at| self.text.get(at..)).unwrap_or_default()
    }

    /// Are there more problems than the report lists? Then no further ones need to be found.
    pub fn is_full(&self) -> bool {
        self.problems.len() > limits::PROBLEMS
    }

    /// Is there an error?
    pub fn failed(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The problems in the order in which they were found.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}
