//! What pruning leaves behind in a function goes too: values that are reckoned and dropped, and locals that nobody reads.

use super::tree::{GET, Node, SET, TEE, skip};
use crate::prelude::*;
use crate::program::bytes::Reader;

/// A function's instructions and its locals after the parameters, each by its type.
pub fn tidy<'a>(mut nodes: Vec<Node<'a>>, params: usize, types: &mut Vec<u8>) -> Vec<Node<'a>> {
    let mut read = Vec::new();
    loop {
        nodes = list(nodes);
        let mut found = vec![0; params + types.len()];
        count(&nodes, &mut found);
        if found == read {
            break;
        }
        unset(&mut nodes, &found);
        read = found;
    }
    let mut numbers = Vec::with_capacity(read.len());
    let mut next = 0;
    for (place, times) in read.iter().enumerate() {
        numbers.push(next);
        next += u32::from(place < params || *times > 0);
    }
    let mut place = params;
    types.retain(|_| {
        place += 1;
        read.get(place - 1).is_some_and(|times| *times > 0)
    });
    renumber(&mut nodes, &numbers);
    nodes
}

/// Instructions without those whose value is dropped, where that is all that they do.
fn list(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let mut kept = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Drop => drop_last(&mut kept),
            Node::Plain([]) => {}
            Node::Block(mut block) => {
                block.body = list(block.body);
                block.other = block.other.map(list);
                kept.push(Node::Block(block));
            }
            node => kept.push(node),
        }
    }
    kept
}

/// Drops the value that the last instruction leaves: with it goes what it was reckoned from.
fn drop_last(kept: &mut Vec<Node<'_>>) {
    let mut values = 1;
    while values > 0 {
        match kept.last_mut() {
            Some(Node::Local(GET, _) | Node::Number(_) | Node::Name(_)) => {
                kept.pop();
                values -= 1;
            }
            Some(Node::Local(byte @ TEE, _)) => {
                *byte = SET;
                values -= 1;
                break;
            }
            Some(Node::Plain(bytes)) => {
                let Some((before, taken)) = split(bytes) else {
                    break;
                };
                *bytes = before;
                if before.is_empty() {
                    kept.pop();
                }
                values = values - 1 + taken;
            }
            _ => break,
        }
    }
    kept.extend((0..values).map(|_| Node::Drop));
}

/// The instructions before the last one, and how many values that takes. `None`: it does more than reckon.
fn split(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let mut code = Reader::new(bytes);
    let (mut start, mut last) = (0, 0);
    while let Some(byte) = code.byte() {
        start = bytes.len() - code.left() - 1;
        last = byte;
        skip(byte, &mut code)?;
    }
    let taken = match last {
        // Constants, and the stack's place.
        35 | 65..=68 => 0,
        // Loads: nothing that is compiled from here loads from where nothing is. `eqz`, and what turns one number into another
        // without a trap.
        40..=53 | 69 | 80 | 103..=105 | 121..=123 | 139..=145 | 153..=159 | 167 | 172 | 173 | 178..=196 => 1,
        // Comparisons, and what two numbers make without a trap.
        70..=79 | 81..=102 | 106..=108 | 113..=120 | 124..=126 | 131..=138 | 146..=152 | 160..=166 => 2,
        // `select`
        27 => 3,
        _ => return None,
    };
    Some((bytes.get(..start)?, taken))
}

fn walk<'a>(nodes: &mut Vec<Node<'a>>, change: &mut dyn FnMut(&mut Node<'a>)) {
    for node in nodes {
        if let Node::Block(block) = node {
            walk(&mut block.body, change);
            if let Some(other) = &mut block.other {
                walk(other, change);
            }
        } else {
            change(node);
        }
    }
}

/// How often each local is read.
fn count(nodes: &[Node<'_>], found: &mut [u32]) {
    for node in nodes {
        match node {
            Node::Local(GET, number) => {
                if let Some(times) = found.get_mut(*number as usize) {
                    *times += 1;
                }
            }
            Node::Block(block) => {
                count(&block.body, found);
                count(block.other.as_deref().unwrap_or_default(), found);
            }
            _ => {}
        }
    }
}

/// What nobody reads is not set.
fn unset(nodes: &mut Vec<Node<'_>>, read: &[u32]) {
    walk(nodes, &mut |node| {
        if let Node::Local(byte, number) = node
            && read.get(*number as usize) == Some(&0)
        {
            *node = if *byte == SET { Node::Drop } else { Node::Plain(&[]) };
        }
    });
}

fn renumber(nodes: &mut Vec<Node<'_>>, numbers: &[u32]) {
    walk(nodes, &mut |node| {
        if let Node::Local(_, number) = node
            && let Some(new) = numbers.get(*number as usize)
        {
            *number = *new;
        }
    });
}
