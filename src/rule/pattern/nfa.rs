//! A pattern's tree → the steps of a nondeterministic automaton over the bytes of UTF-8 (Thompson's construction, from
//! the end of the pattern to its start).

use super::parse::{Look, Node};
use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;
use crate::rule::parse::Trouble;

/// A set of bytes, one bit each.
pub type Bytes = [u64; 4];

/// The steps.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The pattern is found.
    Found,
    /// Goes on in any of these ways.
    Either(Vec<u16>),
    /// Goes on where the place is such.
    Look(Look, u16),
    /// Takes a byte of the set at that place in [`Nfa::sets`], and goes on.
    Byte(u16, u16),
}

/// A nondeterministic automaton.
#[derive(Debug, Default)]
pub struct Nfa {
    /// Its steps.
    pub steps: Vec<Step>,
    /// The sets of bytes that they name, each once.
    pub sets: Vec<Bytes>,
    /// The step that comes first.
    pub start: u16,
}

/// The bytes from `low` to `high`.
pub fn span(low: u32, high: u32) -> Bytes {
    let mut bytes = [0; 4];
    for (part, first) in bytes.iter_mut().zip((0..).step_by(64)) {
        (low.max(first)..=high.min(first + 63)).for_each(|byte| *part |= 1 << (byte - first));
    }
    bytes
}

/// Is the byte in the set?
pub fn has(bytes: &Bytes, byte: u8) -> bool {
    bytes.get(usize::from(byte / 64)).is_some_and(|part| part >> (byte % 64) & 1 == 1)
}

/// The automaton of a tree.
pub fn nfa(node: &Node) -> Result<Nfa, Trouble> {
    let mut nfa = Nfa::default();
    let found = nfa.push(Step::Found)?;
    nfa.start = nfa.build(node, found)?;
    Ok(nfa)
}

impl Nfa {
    fn push(&mut self, step: Step) -> Result<u16, Trouble> {
        if self.steps.len() >= limits::PATTERN_PARTS {
            let message =
                say("this pattern needs more than {} parts; make it simpler", &[&count(limits::PATTERN_PARTS)]);
            return Err(Trouble { column: 1, message });
        }
        self.steps.push(step);
        Ok((self.steps.len() - 1) as u16)
    }

    /// The step at which `node` begins when `next` comes after it.
    fn build(&mut self, node: &Node, next: u16) -> Result<u16, Trouble> {
        match node {
            Node::One(chars) => self.character(chars, next),
            Node::Look(look) => self.push(Step::Look(*look, next)),
            Node::Row(parts) => parts.iter().rev().try_fold(next, |next, part| self.build(part, next)),
            Node::Either(parts) => {
                let ways = parts.iter().map(|part| self.build(part, next)).collect::<Result<_, _>>()?;
                self.push(Step::Either(ways))
            }
            Node::Repeat(node, least, most) => self.repeat(node, *least, *most, next),
        }
    }

    fn repeat(&mut self, node: &Node, least: u32, most: Option<u32>, next: u16) -> Result<u16, Trouble> {
        let mut at = next;
        match most {
            Some(most) => {
                for _ in least..most {
                    at = self.build(node, at)?;
                    at = self.push(Step::Either(vec![at, next]))?;
                }
            }
            None => {
                at = self.push(Step::Found)?;
                let body = self.build(node, at)?;
                if let Some(step) = self.steps.get_mut(usize::from(at)) {
                    *step = Step::Either(vec![body, next]);
                }
            }
        }
        (0..least).try_fold(at, |at, _| self.build(node, at))
    }

    /// One character out of `chars`. Only sound UTF-8 is ever read, so a range that begins or ends where the shorter
    /// or longer spellings do may take in bytes that never occur; that keeps the table small.
    fn character(&mut self, chars: &[(u32, u32)], next: u16) -> Result<u16, Trouble> {
        let own = self.steps.len();
        let mut ways = Vec::new();
        let mut ascii = [0; 4];
        for (low, high) in chars {
            let short = span(*low, (*high).min(0x7f));
            ascii.iter_mut().zip(short).for_each(|(part, more)| *part |= more);
            for (tail, first, last) in [(1, 0x80, 0x7ff), (2, 0x800, 0xffff), (3, 0x1_0000, 0x10_ffff)] {
                let from = if *low <= first { 0 } else { *low };
                let to = if *high >= last { (0x40 << (5 * tail)) - 1 } else { *high };
                if *low <= last && *high >= first {
                    self.spell(from, to, tail, own, next, &mut ways)?;
                }
            }
        }
        if ascii != [0; 4] || ways.is_empty() {
            let set = self.set(ascii);
            ways.push(self.share(own, Step::Byte(set, next))?);
        }
        match *ways {
            [way] => Ok(way),
            _ => self.push(Step::Either(ways)),
        }
    }

    /// The spellings of a range whose characters have `tail` bytes after the first.
    fn spell(
        &mut self,
        low: u32,
        high: u32,
        tail: u32,
        own: usize,
        next: u16,
        ways: &mut Vec<u16>,
    ) -> Result<(), Trouble> {
        // Where the first bytes differ, the later ones have to run through everything.
        for bits in (1..=tail).map(|count| (1 << (6 * count)) - 1) {
            if low | bits == high | bits {
                continue;
            }
            if low & bits != 0 {
                self.spell(low, low | bits, tail, own, next, ways)?;
                return self.spell((low | bits) + 1, high, tail, own, next, ways);
            }
            if high & bits != bits {
                self.spell(low, (high & !bits) - 1, tail, own, next, ways)?;
                return self.spell(high & !bits, high, tail, own, next, ways);
            }
        }
        let mut at = next;
        for place in 0..tail {
            let byte = |letter: u32| 0x80 | (letter >> (6 * place) & 0x3f);
            let set = self.set(span(byte(low), byte(high)));
            at = self.share(own, Step::Byte(set, at))?;
        }
        let mark = 0xff_u32 << (7 - tail) & 0xff;
        let set = self.set(span(mark | low >> (6 * tail), mark | high >> (6 * tail)));
        ways.push(self.share(own, Step::Byte(set, at))?);
        Ok(())
    }

    fn set(&mut self, bytes: Bytes) -> u16 {
        let place = self.sets.iter().position(|known| *known == bytes).unwrap_or(self.sets.len());
        if place == self.sets.len() {
            self.sets.push(bytes);
        }
        place as u16
    }

    /// A step, or the same one where it stands at `own` or later already.
    fn share(&mut self, own: usize, step: Step) -> Result<u16, Trouble> {
        match self.steps.iter().skip(own).position(|known| *known == step) {
            Some(place) => Ok((own + place) as u16),
            None => self.push(step),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::pattern::chars::{Chars, others};

    /// Does one character of the set take these bytes, and nothing else?
    fn takes(nfa: &Nfa, at: u16, bytes: &[u8]) -> bool {
        match (&nfa.steps[usize::from(at)], bytes) {
            (Step::Found, []) => true,
            (Step::Either(ways), _) => ways.iter().any(|way| takes(nfa, *way, bytes)),
            (Step::Byte(set, next), [byte, rest @ ..]) => {
                has(&nfa.sets[usize::from(*set)], *byte) && takes(nfa, *next, rest)
            }
            _ => false,
        }
    }

    #[test]
    fn every_character_is_taken_by_its_own_set_alone() {
        let some: Chars = vec![(0x41, 0x41), (0x79, 0x91), (0x3ff, 0x1203), (0xd7ff, 0xe000), (0xffff, 0x1_2345)];
        for chars in [others(&some), some, vec![(0x80, 0x10_ffff)], vec![], vec![(0xe9, 0xe9)]] {
            let nfa = nfa(&Node::One(chars.clone())).unwrap();
            for letter in (0..0x1_3000).chain(0x10_fff0..=0x10_ffff).filter_map(char::from_u32) {
                let within = chars.iter().any(|(low, high)| (*low..=*high).contains(&(letter as u32)));
                let spelling = letter.to_string();
                assert_eq!(takes(&nfa, nfa.start, spelling.as_bytes()), within, "{letter:?}");
            }
        }
    }

    #[test]
    fn all_but_one_letter_takes_few_steps() {
        let nfa = nfa(&Node::One(others(&vec![(0x2f, 0x2f)]))).unwrap();
        assert_eq!(nfa.steps.len(), 9);
    }
}
