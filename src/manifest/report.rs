//! Problems, collected with their exact places: all of them in one report.

use crate::error::{Problem, Severity};
use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;
use crate::rule::parse::Trouble;

/// Where something stands: a chain of keys up to the root, and its byte in the text.
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
    /// The whole.
    pub fn root(at: Option<usize>) -> Self {
        Self { parent: None, step: Step::Root, at }
    }

    /// What stands under a key.
    pub fn key(&'a self, key: &'a str, at: Option<usize>) -> Self {
        Self { parent: Some(self), step: Step::Key(key), at: at.or(self.at) }
    }

    /// What stands in a list.
    pub fn item(&'a self, number: usize, at: Option<usize>) -> Self {
        Self { parent: Some(self), step: Step::Item(number), at: at.or(self.at) }
    }

    /// As a JSON pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        let before = self.parent.map_or_else(String::new, Place::pointer);
        match self.step {
            Step::Root => before,
            Step::Key(key) => before + "/" + &key.replace('~', "~0").replace('/', "~1"),
            Step::Item(number) => say("{}/{}", &[&before, &count(number)]),
        }
    }

    /// The same without the chain, to be kept.
    pub fn keep(&self) -> Kept {
        Kept { path: self.pointer(), at: self.at }
    }
}

/// A place that is kept.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The JSON pointer.
    pub path: String,
    /// The byte in the text.
    pub at: Option<usize>,
}

/// Everything that is wrong with a manifest.
pub struct Report<'t> {
    text: Option<&'t str>,
    problems: Vec<Problem>,
}

impl<'t> Report<'t> {
    /// An empty report about `text`, if the site wrote it as text.
    pub fn new(text: Option<&'t str>) -> Self {
        Self { text, problems: Vec::new() }
    }

    /// Nothing is compiled while this is there.
    pub fn error(&mut self, place: &Place<'_>, message: impl Into<String>) {
        self.add(Problem::error(place.pointer(), message.into()), place.at);
    }

    /// Probably not meant.
    pub fn warning(&mut self, place: &Kept, message: impl Into<String>) {
        self.add(Problem::warning(place.path.clone(), message.into()), place.at);
    }

    /// The same as [`Report::error`] for a place that was kept.
    pub fn error_at(&mut self, place: &Kept, message: impl Into<String>) {
        self.add(Problem::error(place.path.clone(), message.into()), place.at);
    }

    /// Wrong inside a rule or a message.
    pub fn trouble(&mut self, place: &Kept, trouble: Trouble) {
        let problem = Problem { column: Some(trouble.column), ..Problem::error(place.path.clone(), trouble.message) };
        self.add(problem, place.at);
    }

    /// Wrong inside the JSON text, at byte `at`.
    pub fn syntax(&mut self, place: &Place<'_>, at: usize, message: impl Into<String>) {
        let column = self.position(at).map(|(_, column)| column);
        self.add(Problem { column, ..Problem::error(place.pointer(), message.into()) }, Some(at));
    }

    fn add(&mut self, mut problem: Problem, at: Option<usize>) {
        // What is not listed needs no place, which costs a look at the whole text.
        if self.problems.len() > limits::PROBLEMS {
            return;
        }
        // Words that are the same in every language are wrong once.
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

    /// Line and column of a byte, both from 1.
    fn position(&self, at: usize) -> Option<(u32, u32)> {
        let before = self.text?.get(..at)?;
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
        Some((u32::try_from(line).ok()?, u32::try_from(column).ok()?))
    }

    /// Are there more problems than are listed? Then nothing more needs to be looked for.
    pub fn is_full(&self) -> bool {
        self.problems.len() > limits::PROBLEMS
    }

    /// Is something wrong that stops compiling?
    pub fn failed(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// What was found, in the order in which it was found.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}
