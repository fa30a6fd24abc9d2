//! A nondeterministic automaton → a deterministic one (subset construction), which reads a text once and remembers
//! nothing but its state.

use super::chars::{WORD, ranges};
use super::nfa::{Bytes, Nfa, Step, has, span};
use super::parse::Look;
use super::table::{FOUND, NEVER, START};
use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;
use crate::rule::parse::Trouble;

/// A deterministic automaton.
#[derive(Debug)]
pub struct Dfa {
    /// The class of each byte. The class 0 is left for the end of the text.
    pub classes: Vec<u8>,
    /// The number of classes.
    pub width: usize,
    /// The next state, by state and class: the first two rows are those of [`NEVER`] and [`FOUND`].
    pub rows: Vec<u16>,
}

/// The neighbour of a place between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Neighbour {
    /// Nothing: the text begins or ends.
    Nothing,
    NewLine,
    Word,
    /// The rest of the character, so that this is no place between characters.
    Rest,
    Other,
}

impl Neighbour {
    fn of(byte: u8) -> Self {
        match byte {
            b'\n' => Self::NewLine,
            b'0'..=b'9' | b'A'..=b'Z' | b'_' | b'a'..=b'z' => Self::Word,
            0x80..=0xbf => Self::Rest,
            _ => Self::Other,
        }
    }
}

/// Is the place such? `None` while that is not known, because what comes after it is not.
fn holds(look: Look, before: Neighbour, after: Option<Neighbour>) -> Option<bool> {
    let edge = |side| matches!(side, Neighbour::Nothing | Neighbour::NewLine);
    match look {
        Look::Start => Some(before == Neighbour::Nothing),
        Look::LineStart => Some(edge(before)),
        Look::End => after.map(|after| after == Neighbour::Nothing),
        Look::LineEnd => after.map(edge),
        Look::Edge => after.map(|after| (before == Neighbour::Word) != (after == Neighbour::Word)),
        Look::NoEdge => {
            after.map(|after| (before == Neighbour::Word) == (after == Neighbour::Word) && after != Neighbour::Rest)
        }
    }
}

/// The deterministic automaton that finds what `nfa` does, wherever in a text it begins.
pub fn dfa(nfa: &Nfa, work: &mut usize) -> Result<Dfa, Trouble> {
    let (classes, examples) = classes(nfa);
    let width = examples.len() + 1;
    let mut rows = vec![NEVER as u16; width];
    rows.resize(2 * width, FOUND as u16);
    let mut maker = Maker { nfa, states: Vec::new(), order: Vec::new(), work };
    let first = maker.close(vec![nfa.start], Neighbour::Nothing, None)?;
    if maker.state(first, Neighbour::Nothing)? == FOUND {
        rows.resize(3 * width, FOUND as u16);
        return Ok(Dfa { classes, width, rows });
    }
    let mut at = 0;
    while let Some((steps, before)) = maker.states.get(at).cloned() {
        let looks = steps.iter().any(|step| matches!(nfa.step(*step), Step::Look(..)));
        for byte in core::iter::once(None).chain(examples.iter().copied().map(Some)) {
            rows.push(maker.next(&steps, looks, before, byte)? as u16);
        }
        at += 1;
    }
    Ok(Dfa { classes, width, rows })
}

/// The class of each byte, and for each class but the first a byte that is in it: bytes that every set has alike, or
/// lacks alike, are one class.
fn classes(nfa: &Nfa) -> (Vec<u8>, Vec<u8>) {
    let mut sets = nfa.sets.clone();
    for step in &nfa.steps {
        let beside: &[Bytes] = match step {
            Step::Look(Look::LineStart | Look::LineEnd, _) => &[span(10, 10)],
            Step::Look(Look::Edge | Look::NoEdge, _) => {
                let mut word = [0; 4];
                for (low, high) in ranges(WORD) {
                    word.iter_mut().zip(span(low, high)).for_each(|(part, more)| *part |= more);
                }
                &[word, span(0x80, 0xbf)]
            }
            _ => &[],
        };
        sets.extend(beside.iter().filter(|bytes| !sets.contains(bytes)).copied().collect::<Vec<_>>());
    }
    let mut classes = vec![1; 256];
    let mut examples = vec![0];
    for set in sets {
        let mut known: Vec<(u8, bool, u8)> = Vec::new();
        let mut first = Vec::new();
        for (class, byte) in classes.iter_mut().zip(0..=255) {
            let inside = has(&set, byte);
            let same = known.iter().find(|(old, was, _)| (*old, *was) == (*class, inside)).map(|(_, _, new)| *new);
            let new = same.unwrap_or(known.len() as u8 + 1);
            if same.is_none() {
                known.push((*class, inside, new));
                first.push(byte);
            }
            *class = new;
        }
        examples = first;
    }
    (classes, examples)
}

/// Steps of the nondeterministic automaton, in order.
type Steps = Vec<u16>;

struct Maker<'a> {
    nfa: &'a Nfa,
    /// The steps that each state stands for, and what came before it where a step still looks at that.
    states: Vec<(Steps, Neighbour)>,
    /// The states in the order of their steps.
    order: Vec<u16>,
    work: &'a mut usize,
}

impl Maker<'_> {
    fn trouble<T>(most: usize, what: &str) -> Result<T, Trouble> {
        Err(Trouble {
            column: 1,
            message: say("this pattern needs more than {} {}; make it simpler", &[&count(most), what]),
        })
    }

    /// All steps that can be reached from some without taking a byte, as far as they take one, or look, or find.
    fn close(&mut self, mut waiting: Vec<u16>, before: Neighbour, after: Option<Neighbour>) -> Result<Steps, Trouble> {
        let mut seen = vec![0u64; self.nfa.steps.len().div_ceil(64)];
        let mut kept = seen.clone();
        while let Some(step) = waiting.pop() {
            let (part, bit) = (usize::from(step / 64), 1 << (step % 64));
            let Some(seen) = seen.get_mut(part).filter(|seen| **seen & bit == 0) else {
                continue;
            };
            *seen |= bit;
            *self.work += 1;
            match self.nfa.step(step) {
                Step::Either(ways) => waiting.extend(ways),
                Step::Look(look, next) if let Some(holds) = holds(*look, before, after) => {
                    waiting.extend(Some(*next).filter(|_| holds));
                }
                _ => kept.iter_mut().skip(part).take(1).for_each(|kept| *kept |= bit),
            }
        }
        *self.work += kept.len();
        if *self.work > limits::PATTERN_WORK {
            return Self::trouble(limits::PATTERN_WORK, "steps of work");
        }
        let bits = |(part, bits): (usize, &u64)| {
            let (mut bits, first) = (*bits, part * 64);
            core::iter::from_fn(move || {
                let bit = bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
                (bit < 64).then_some((first + bit as usize) as u16)
            })
        };
        Ok(kept.iter().enumerate().flat_map(bits).collect())
    }

    fn finds(&self, steps: &[u16]) -> bool {
        // The step that finds is always the first.
        steps.first().is_some_and(|step| *self.nfa.step(*step) == Step::Found)
    }

    /// The state that stands for these steps.
    fn state(&mut self, steps: Steps, before: Neighbour) -> Result<usize, Trouble> {
        if self.finds(&steps) {
            return Ok(FOUND);
        }
        let looks = steps.iter().any(|step| matches!(self.nfa.step(*step), Step::Look(..)));
        let key = (steps, if looks { before } else { Neighbour::Other });
        let order = |state: &u16| {
            self.states
                .get(usize::from(*state))
                .map(|(steps, before)| (steps, *before as u8))
                .cmp(&Some((&key.0, key.1 as u8)))
        };
        match self.order.binary_search_by(order) {
            Ok(place) => Ok(START + self.order.get(place).map_or(0, |state| usize::from(*state))),
            Err(_) if self.states.len() >= limits::PATTERN_STATES => Self::trouble(limits::PATTERN_STATES, "states"),
            Err(place) => {
                self.order.insert(place, self.states.len() as u16);
                self.states.push(key);
                Ok(START + self.states.len() - 1)
            }
        }
    }

    /// The state after a byte, or after the end of the text.
    fn next(&mut self, steps: &Steps, looks: bool, before: Neighbour, byte: Option<u8>) -> Result<usize, Trouble> {
        let after = byte.map_or(Neighbour::Nothing, Neighbour::of);
        let seen;
        let mut steps = steps;
        if looks {
            seen = self.close(steps.clone(), before, Some(after))?;
            steps = &seen;
        }
        if self.finds(steps) {
            return Ok(FOUND);
        }
        let Some(byte) = byte else {
            return Ok(NEVER);
        };
        let mut waiting = vec![self.nfa.start];
        *self.work += steps.len();
        for step in steps {
            if let Step::Byte(set, next) = self.nfa.step(*step)
                && self.nfa.sets.get(usize::from(*set)).is_some_and(|set| has(set, byte))
            {
                waiting.push(*next);
            }
        }
        let before = if after == Neighbour::Rest { Neighbour::Other } else { after };
        let next = self.close(waiting, before, None)?;
        self.state(next, before)
    }
}

impl Nfa {
    fn step(&self, place: u16) -> &Step {
        self.steps.get(usize::from(place)).unwrap_or(&Step::Found)
    }
}
