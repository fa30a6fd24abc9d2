//! The instructions of a function as a tree, and back: what belongs to a block is in it, and a branch names the block that it
//! leaves by a number of its own, so that blocks can come and go around it.

use crate::limits;
use crate::prelude::*;
use crate::program::bytes::{Reader, Writer};

/// A part of a function.
#[derive(Clone, Debug)]
pub enum Node<'a> {
    /// Instructions that run one after the other.
    Plain(&'a [u8]),
    /// The call of a function, by its number.
    Call(u32),
    /// A function as a value.
    Name(u32),
    /// Takes a value off the stack.
    Drop,
    /// `local.get`, `local.set` or `local.tee`, and the number of the local.
    Local(u8, u32),
    /// A number of 64 bits.
    Number(u64),
    /// Something with a label, at the end of which, or of a loop at the start of which, a branch goes on.
    Block(Block<'a>),
    /// `br`
    Branch(Label),
    /// `br_if`
    BranchIf(Label),
    /// `br_table`, and where it goes for all other numbers.
    Table(Vec<Label>, Label),
    /// `return`
    Return,
    /// `unreachable`, as the compiler wrote it: the end of a panic.
    Trap,
    /// `unreachable`, where nobody comes who does not use a capability that was taken out.
    Nowhere,
}

/// The number of a block in its function; 0 is the function itself.
pub type Label = u32;

/// A block with its label.
#[derive(Clone, Debug)]
pub struct Block<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its label.
    pub label: Label,
    /// The type of its values, as it is written.
    pub ty: &'a [u8],
    /// What is in it.
    pub body: Vec<Node<'a>>,
    /// Of `if` what is done otherwise.
    pub other: Option<Vec<Node<'a>>>,
}

/// The kinds of blocks, by their bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// `block`
    Block = 2,
    /// `loop`
    Loop = 3,
    /// `if`
    If = 4,
}

/// Takes a local.
pub const GET: u8 = 32;
/// Sets one.
pub const SET: u8 = 33;
/// Sets one, and leaves its value on the stack.
pub const TEE: u8 = 34;
const ELSE: u8 = 5;
const END: u8 = 11;

/// Reads the instructions of a function up to its end. `None`: there is one that no engine of this package has.
pub fn read(bytes: &[u8]) -> Option<Vec<Node<'_>>> {
    let mut tree = Tree { code: Reader::new(bytes), bytes, labels: vec![0], next: 1 };
    let (body, end) = tree.list()?;
    (end == END && tree.code.at_end()).then_some(body)
}

struct Tree<'a> {
    bytes: &'a [u8],
    code: Reader<'a>,
    /// Those of the blocks around, the innermost last.
    labels: Vec<Label>,
    next: Label,
}

impl<'a> Tree<'a> {
    fn place(&self) -> usize {
        self.bytes.len() - self.code.left()
    }

    /// The instructions up to an `end` or `else`, and which of the two it is.
    fn list(&mut self) -> Option<(Vec<Node<'a>>, u8)> {
        let mut nodes = Vec::new();
        let mut plain = self.place();
        loop {
            let start = self.place();
            let byte = self.code.byte()?;
            let node = match byte {
                0 => Node::Trap,
                2..=4 => self.block(byte)?,
                ELSE | END => {
                    self.plain(plain, start, &mut nodes);
                    return Some((nodes, byte));
                }
                12 => Node::Branch(self.label()?),
                13 => Node::BranchIf(self.label()?),
                14 => self.table()?,
                15 => Node::Return,
                16 => Node::Call(self.code.number()? as u32),
                26 => Node::Drop,
                GET..=TEE => Node::Local(byte, self.code.number()? as u32),
                210 => Node::Name(self.code.number()? as u32),
                _ => {
                    skip(byte, &mut self.code)?;
                    continue;
                }
            };
            self.plain(plain, start, &mut nodes);
            nodes.push(node);
            plain = self.place();
        }
    }

    fn plain(&self, from: usize, to: usize, nodes: &mut Vec<Node<'a>>) {
        if let Some(bytes) = self.bytes.get(from..to).filter(|bytes| !bytes.is_empty()) {
            nodes.push(Node::Plain(bytes));
        }
    }

    fn label(&mut self) -> Option<Label> {
        let depth = self.code.index()?;
        self.labels.len().checked_sub(depth + 1).and_then(|place| self.labels.get(place)).copied()
    }

    fn table(&mut self) -> Option<Node<'a>> {
        let count = self.code.index()?;
        let mut targets = Vec::new();
        for _ in 0..count {
            targets.push(self.label()?);
        }
        Some(Node::Table(targets, self.label()?))
    }

    fn block(&mut self, byte: u8) -> Option<Node<'a>> {
        let kind = match byte {
            2 => Kind::Block,
            3 => Kind::Loop,
            _ => Kind::If,
        };
        let start = self.place();
        number(&mut self.code)?;
        let ty = self.bytes.get(start..self.place())?;
        let label = self.next;
        self.next += 1;
        self.labels.push(label);
        // Code of this package is never this deep; damaged code could exhaust the stack.
        if self.labels.len() > limits::WASM_DEPTH {
            return None;
        }
        let (body, mut end) = self.list()?;
        let mut other = None;
        if end == ELSE && kind == Kind::If {
            let (nodes, last) = self.list()?;
            (other, end) = (Some(nodes), last);
        }
        self.labels.pop();
        (end == END).then_some(Node::Block(Block { kind, label, ty, body, other }))
    }
}

/// Skips the numbers of an instruction that is no node of its own.
pub fn skip(byte: u8, code: &mut Reader<'_>) -> Option<()> {
    match byte {
        1 | 27 | 69..=196 | 209 => Some(()),
        35..=38 | 63..=66 | 208 => number(code),
        17 | 40..=62 => number(code).and_then(|()| number(code)),
        67 => code.skip(4),
        68 => code.skip(8),
        252 => match code.number()? {
            0..=7 => Some(()),
            8 | 10 | 12 | 14 => number(code).and_then(|()| number(code)),
            9 | 11 | 13 | 15..=17 => number(code),
            _ => None,
        },
        _ => None,
    }
}

/// The numbers in instructions that may be places in the memory: constants, and what is added to addresses.
pub fn places(nodes: &[Node<'_>], found: &mut dyn FnMut(u32)) {
    for node in nodes {
        match node {
            Node::Plain(bytes) => {
                let read = places_in(bytes, found);
                debug_assert!(read.is_some(), "instructions end in the middle");
            }
            Node::Block(block) => {
                places(&block.body, found);
                places(block.other.as_deref().unwrap_or_default(), found);
            }
            _ => {}
        }
    }
}

fn places_in(bytes: &[u8], found: &mut dyn FnMut(u32)) -> Option<()> {
    let mut code = Reader::new(bytes);
    while let Some(byte) = code.byte() {
        match byte {
            40..=62 => {
                number(&mut code)?;
                found(code.number()? as u32);
            }
            // No place has its highest bit set, so that the sign does not matter.
            65 => found(code.number()? as u32),
            _ => skip(byte, &mut code)?,
        }
    }
    Some(())
}

/// The numbers of the types that instructions name: those of blocks and of calls through the table.
pub fn types(nodes: &[Node<'_>], found: &mut dyn FnMut(u64)) {
    for node in nodes {
        match node {
            Node::Plain(bytes) => {
                let read = types_in(bytes, found);
                debug_assert!(read.is_some(), "instructions end in the middle");
            }
            Node::Block(block) => {
                // What is no type alone is the number of one, without a sign.
                Reader::new(block.ty).number().into_iter().for_each(&mut *found);
                types(&block.body, found);
                types(block.other.as_deref().unwrap_or_default(), found);
            }
            _ => {}
        }
    }
}

fn types_in(bytes: &[u8], found: &mut dyn FnMut(u64)) -> Option<()> {
    let mut code = Reader::new(bytes);
    while let Some(byte) = code.byte() {
        if byte == 17 {
            found(code.number()?);
            number(&mut code)?;
        } else {
            skip(byte, &mut code)?;
        }
    }
    Some(())
}

/// A number, with a sign or without: it ends with the first byte below 128.
fn number(code: &mut Reader<'_>) -> Option<()> {
    while code.byte()? > 127 {}
    Some(())
}

/// Writes instructions. `labels` are those of the blocks around; `function` tells the new number of a function.
pub fn write(nodes: &[Node<'_>], labels: &mut Vec<Label>, function: &dyn Fn(u32) -> u32, out: &mut Writer) {
    for node in nodes {
        match node {
            Node::Plain(bytes) => out.bytes.extend_from_slice(bytes),
            Node::Call(number) => {
                out.bytes.push(16);
                out.number(u64::from(function(*number)));
            }
            Node::Name(number) => {
                out.bytes.push(210);
                out.number(u64::from(function(*number)));
            }
            Node::Drop => out.bytes.push(26),
            Node::Local(byte, number) => {
                out.bytes.push(*byte);
                out.number(u64::from(*number));
            }
            Node::Number(number) => {
                out.bytes.push(66);
                out.signed_number(*number as i64);
            }
            Node::Block(block) => write_block(block, labels, function, out),
            Node::Branch(label) => branch(12, *label, labels, out),
            Node::BranchIf(label) => branch(13, *label, labels, out),
            Node::Table(targets, default) => {
                out.bytes.push(14);
                out.number(targets.len() as u64);
                for label in targets.iter().chain([default]) {
                    out.number(depth(*label, labels));
                }
            }
            Node::Return => out.bytes.push(15),
            Node::Trap | Node::Nowhere => out.bytes.push(0),
        }
    }
}

fn write_block(block: &Block<'_>, labels: &mut Vec<Label>, function: &dyn Fn(u32) -> u32, out: &mut Writer) {
    out.bytes.push(block.kind as u8);
    out.bytes.extend_from_slice(block.ty);
    labels.push(block.label);
    write(&block.body, labels, function, out);
    if let Some(other) = &block.other {
        out.bytes.push(ELSE);
        write(other, labels, function, out);
    }
    labels.pop();
    out.bytes.push(END);
}

fn branch(byte: u8, label: Label, labels: &[Label], out: &mut Writer) {
    out.bytes.push(byte);
    out.number(depth(label, labels));
}

/// The number of blocks between here and the one with this label.
fn depth(label: Label, labels: &[Label]) -> u64 {
    labels.iter().rev().take_while(|one| **one != label).count() as u64
}
