//! Random requests for memory, each block filled with its own number: no two ever overlap, and what was given back serves again.

#![cfg(not(target_arch = "wasm32"))]
#![allow(unsafe_code, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../src/web/allocator.rs"]
mod allocator;
#[path = "chance/splitmix.rs"]
mod chance;

use std::alloc::{GlobalAlloc, Layout, alloc};
use std::cell::Cell;
use std::ptr::null_mut;

use allocator::{Memory, Source};
use chance::Chance;

/// How many requests there are, for at most how many bytes, and how many blocks are out at a time.
const REQUESTS: u64 = 200_000;
const LARGEST: usize = 300_000;
const BLOCKS: usize = 64;
/// How many pages the source has: the blocks at their largest, rounded up, of every size.
const PAGES: usize = 2 * 8 * 64;

thread_local! {
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

struct Pages;

impl Source for Pages {
    fn pages(count: usize) -> *mut u8 {
        if TAKEN.get() + count > PAGES {
            return null_mut();
        }
        TAKEN.set(TAKEN.get() + count);
        unsafe { alloc(layout(count * 65_536)) }
    }
}

struct Block {
    at: *mut u8,
    size: usize,
    number: u8,
}

fn layout(size: usize) -> Layout {
    Layout::from_size_align(size, 16).unwrap()
}

impl Block {
    fn new(at: *mut u8, size: usize, number: u8) -> Self {
        assert!(!at.is_null(), "the memory is used up");
        assert_eq!(at as usize % 16, 0);
        unsafe { at.write_bytes(number, size) };
        Self { at, size, number }
    }

    fn check(&self, size: usize) {
        let bytes = unsafe { std::slice::from_raw_parts(self.at, size) };
        assert!(bytes.iter().all(|byte| *byte == self.number), "a block was written by somebody else");
    }
}

/// Many small ones, few large ones.
fn size(chance: &mut Chance) -> usize {
    let most = 1 + chance.below(LARGEST);
    let few = chance.of(&[9, 40, 400, most]);
    1 + chance.below(few)
}

#[test]
fn blocks_never_overlap_and_serve_again() {
    let memory = Memory::<Pages>::new();
    let mut chance = Chance(16);
    let mut blocks: Vec<Block> = Vec::new();
    for request in 0..REQUESTS {
        let number = request as u8;
        if blocks.len() < 1 + chance.below(BLOCKS) {
            let size = size(&mut chance);
            blocks.push(Block::new(unsafe { memory.alloc(layout(size)) }, size, number));
            continue;
        }
        let block = blocks.swap_remove(chance.below(blocks.len()));
        block.check(block.size);
        if chance.once_in(2) {
            unsafe { memory.dealloc(block.at, layout(block.size)) };
            continue;
        }
        let size = size(&mut chance);
        let moved = unsafe { memory.realloc(block.at, layout(block.size), size) };
        Block { at: moved, ..block }.check(size.min(block.size));
        blocks.push(Block::new(moved, size, number));
    }
}

#[test]
fn what_there_is_not_is_null() {
    let memory = Memory::<Pages>::new();
    assert!(unsafe { memory.alloc(layout(PAGES * 65_536 + 1)) }.is_null());
    assert!(unsafe { memory.alloc(layout(1 << 40)) }.is_null());
    assert!(unsafe { memory.alloc(Layout::from_size_align(32, 32).unwrap()) }.is_null());
    let block = unsafe { memory.alloc(layout(7)) };
    assert!(unsafe { memory.realloc(block, layout(7), 1 << 40) }.is_null());
    Block::new(block, 7, 1).check(7);
}
