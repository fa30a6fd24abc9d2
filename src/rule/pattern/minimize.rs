//! A deterministic automaton → the least one that finds the same (Moore's algorithm): states that
//! end alike are one block until something tells them apart.

use super::dfa::Dfa;
use super::table::{FOUND, NEVER, START};
use crate::limits;
use crate::prelude::*;

/// The rows of the least automaton, that of [`START`] first. Where that would be too much work, the rows as they are.
pub fn minimize(dfa: &Dfa, spent: &mut usize) -> Vec<u16> {
    // At first by whether a text that ends here is found.
    let ends = |state| row(dfa, state).first().is_some_and(|end| usize::from(*end) == FOUND);
    let mut blocks: Vec<u16> = (0..dfa.rows.len() / dfa.width).map(|state| u16::from(ends(state))).collect();
    let mut work = 0;
    let mut count = 0;
    loop {
        let before = work;
        let (finer, firsts) = split(dfa, &blocks, &mut work);
        *spent += work - before;
        if work > limits::PATTERN_WORK {
            return dfa.rows.iter().skip(START * dfa.width).copied().collect();
        }
        if firsts.len() == count {
            return rows(dfa, &blocks, &firsts);
        }
        count = firsts.len();
        blocks = finer;
    }
}

fn row(dfa: &Dfa, state: usize) -> &[u16] {
    dfa.rows.get(state * dfa.width..(state + 1) * dfa.width).unwrap_or(&[])
}

fn block(blocks: &[u16], state: u16) -> u16 {
    blocks.get(usize::from(state)).copied().unwrap_or_default()
}

/// States that are still one block are told apart by the blocks that they lead to. Gives the new blocks and the first
/// state of each.
fn split(dfa: &Dfa, blocks: &[u16], work: &mut usize) -> (Vec<u16>, Vec<u16>) {
    let mut finer = Vec::with_capacity(blocks.len());
    let mut firsts: Vec<u16> = Vec::new();
    // The parts of each old block, as a chain of new ones.
    let mut newest = vec![u16::MAX; blocks.len()];
    let mut older: Vec<u16> = Vec::new();
    for (state, old) in blocks.iter().enumerate() {
        let leads = |state: usize| row(dfa, state).iter().map(|next| block(blocks, *next));
        let top = newest.get(usize::from(*old)).copied().unwrap_or(u16::MAX);
        let mut part = top;
        while let Some(first) = firsts.get(usize::from(part)).filter(|_| *work <= limits::PATTERN_WORK) {
            *work += dfa.width;
            if leads(usize::from(*first)).eq(leads(state)) {
                break;
            }
            part = older.get(usize::from(part)).copied().unwrap_or(u16::MAX);
        }
        if part == u16::MAX {
            part = firsts.len() as u16;
            firsts.push(state as u16);
            older.push(top);
            newest.iter_mut().skip(usize::from(*old)).take(1).for_each(|newest| *newest = part);
        }
        finer.push(part);
    }
    (finer, firsts)
}

/// Blocks become states: the start's comes first, those without a row keep their numbers.
fn rows(dfa: &Dfa, blocks: &[u16], firsts: &[u16]) -> Vec<u16> {
    let fixed = [NEVER, FOUND, START].map(|state| block(blocks, state as u16));
    let [never, found, start] = fixed;
    let rest = firsts.iter().filter(|first| !fixed.contains(&block(blocks, **first)));
    let order: Vec<u16> = core::iter::once(START as u16).chain(rest.copied()).collect();
    let mut numbers = vec![0; firsts.len()];
    let named = [(start, START), (never, NEVER), (found, FOUND)].into_iter();
    let others = order.iter().enumerate().skip(1).map(|(place, first)| (block(blocks, *first), START + place));
    for (block, number) in others.chain(named) {
        numbers.iter_mut().skip(usize::from(block)).take(1).for_each(|known| *known = number as u16);
    }
    let leads = |state: &u16| row(dfa, usize::from(*state)).iter().map(|next| block(&numbers, block(blocks, *next)));
    order.iter().flat_map(leads).collect()
}
