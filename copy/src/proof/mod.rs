//! A text and its brief → everything that is wrong with it: what is missing, what nobody said, what its channel does not take, and what its
//! voice does not say. Whoever wrote it, or whatever.

pub mod claims;
pub mod entities;
pub mod facts;
pub mod find;
pub mod forms;
pub mod hidden;
pub mod limits;
pub mod owners;
pub mod place;
pub mod style;
pub mod tokens;

use core::ops::Range;

use tailorbird::error::{count, say};

use crate::brief::Brief;
use crate::channel::Channel;
use crate::fold::{Folded, folded};
use crate::voice::Voice;

/// The most bytes of a text: the longest post that any channel takes, in letters of four.
pub const LONGEST: usize = 256 << 10;
/// The most findings: more tell nobody more.
const MOST: usize = 1000;

/// Something that is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is, in one word.
    pub kind: &'static str,
    /// May the text go out all the same?
    pub is_error: bool,
    /// Its bytes; the whole text where something is missing.
    pub range: Range<usize>,
    /// What is wrong, and what to do.
    pub message: String,
    /// The fact that it is about.
    pub fact: Option<String>,
}

/// A text as it is proof-read.
pub struct Text<'a> {
    /// As it is.
    pub raw: &'a str,
    /// In one way of writing.
    pub folded: Folded,
    /// The language that it is in.
    pub locale: &'a str,
    /// For each byte of `folded`: is it accounted for?
    covered: Vec<bool>,
    /// The sentences of `folded`.
    pub sentences: Vec<Range<usize>>,
    /// Everything that was found.
    pub findings: Vec<Finding>,
}

impl<'a> Text<'a> {
    /// Nothing is accounted for.
    pub fn new(raw: &'a str, locale: &'a str) -> Self {
        let folded = Folded::of(raw);
        let covered = vec![false; folded.text.len()];
        let sentences = place::sentences(&folded.text);
        Self { raw, folded, locale, covered, sentences, findings: Vec::new() }
    }

    /// Where a form stands.
    pub fn find(&self, form: &str) -> Vec<Range<usize>> {
        find::all(&self.folded.text, &folded(form))
    }

    /// Accounts for some bytes of the folded text.
    pub fn cover(&mut self, range: &Range<usize>) {
        self.covered.get_mut(range.clone()).into_iter().flatten().for_each(|one| *one = true);
    }

    /// Accounts for a form wherever it stands; was it there?
    pub fn cover_form(&mut self, form: &str) -> bool {
        let found = self.find(form);
        found.iter().for_each(|range| self.cover(range));
        !found.is_empty()
    }

    /// The same for all forms of something; was one of them there?
    pub fn cover_forms(&mut self, forms: &[String]) -> bool {
        forms.iter().filter(|form| self.cover_form(form)).count() > 0
    }

    /// Is all of it accounted for?
    pub fn is_covered(&self, range: &Range<usize>) -> bool {
        self.covered.get(range.clone()).is_some_and(|all| all.iter().all(|one| *one))
    }

    /// Reports some bytes of the folded text.
    pub fn wrong(&mut self, kind: &'static str, range: &Range<usize>, message: impl Into<String>) {
        let range = self.folded.place(range);
        self.raw_wrong(kind, range, message);
    }

    /// Reports some bytes of the text.
    pub fn raw_wrong(&mut self, kind: &'static str, range: Range<usize>, message: impl Into<String>) {
        if self.findings.len() >= MOST {
            return;
        }
        self.findings.push(Finding { kind, is_error: true, range, message: message.into(), fact: None });
    }

    /// Reports something about the whole text.
    pub fn whole(&mut self, kind: &'static str, is_error: bool, message: impl Into<String>) {
        let range = 0..self.raw.len();
        self.findings.push(Finding { kind, is_error, range, message: message.into(), fact: None });
    }
}

/// What a text is compared with.
pub struct Given<'a> {
    /// Its facts.
    pub brief: &'a Brief,
    /// How it is to sound.
    pub voice: Option<&'a Voice>,
    /// Where it shall go.
    pub channels: Vec<&'a Channel>,
    /// How its language writes the facts.
    pub forms: forms::Forms,
}

/// Everything that is wrong with a text, in the order of its places.
pub fn proof(raw: &str, locale: &str, given: &Given<'_>) -> Vec<Finding> {
    let cut = raw.get(..raw.floor_char_boundary(LONGEST)).unwrap_or_default();
    let mut text = Text::new(cut, locale);
    if cut.len() < raw.len() {
        text.whole(
            "length",
            true,
            say("a text has at most {} bytes, this has {}", &[&count(LONGEST), &count(raw.len())]),
        );
    }
    style::disclaimers(&mut text, given.voice);
    facts::said(&mut text, given.brief);
    facts::facts(&mut text, given.brief, &given.forms);
    hidden::hidden(&mut text, given);
    entities::entities(&mut text);
    entities::markup(&mut text);
    claims::claims(&mut text);
    style::never(&mut text, given.brief, given.voice);
    given.channels.iter().for_each(|channel| limits::limits(&mut text, channel));
    if let Some(voice) = given.voice {
        style::style(&mut text, voice);
    }
    let mut findings = text.findings;
    findings.sort_by_key(|one| (one.range.start, one.range.end, one.kind));
    findings.dedup();
    findings
}
