//! Hands out memory: blocks of 16, 32, 64 … bytes, and of each size a list of those that were given back.
//!
//! The only file of the crate with `unsafe` in it, which no allocator can do without. Four lines of it read and write memory,
//! and those only in blocks that nobody else has. What a general allocator does beyond this, joining neighbours that are free,
//! takes three times the bytes, and a page needs the same sizes again and again. `tests/allocator.rs` tries it.

#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;
use core::marker::PhantomData;
use core::ptr::{copy_nonoverlapping, null_mut};

/// The smallest block, and what every block is aligned to.
const SMALLEST: usize = 16;
/// As many as there are powers of two from the smallest block to half the memory.
const SIZES: usize = 28;
const PAGE: usize = 65_536;

/// Where the memory comes from.
pub trait Source {
    /// So many new pages in a row, or null.
    fn pages(count: usize) -> *mut u8;
}

/// For one thread.
pub struct Memory<From> {
    /// The first free block of each size. Each begins with the address of the next.
    free: [Cell<*mut u8>; SIZES],
    /// Memory that was never handed out, and how much.
    rest: Cell<*mut u8>,
    left: Cell<usize>,
    from: PhantomData<From>,
}

/// A page has one thread, as has a worker on a server: their memories are not shared.
unsafe impl<From> Sync for Memory<From> {}

impl<From: Source> Memory<From> {
    pub const fn new() -> Self {
        let free = [const { Cell::new(null_mut()) }; SIZES];
        Self { free, rest: Cell::new(null_mut()), left: Cell::new(0), from: PhantomData }
    }

    fn fresh(&self, size: usize) -> *mut u8 {
        if self.left.get() < size {
            let count = size.div_ceil(PAGE);
            let pages = From::pages(count);
            if pages.is_null() {
                return pages;
            }
            // Nobody else takes pages, so that they nearly always follow.
            if pages != self.rest.get().wrapping_add(self.left.get()) {
                self.rest.set(pages);
                self.left.set(0);
            }
            self.left.set(self.left.get() + count * PAGE);
        }
        let block = self.rest.get();
        self.rest.set(block.wrapping_add(size));
        self.left.set(self.left.get() - size);
        block
    }
}

/// Which of the sizes holds so many bytes.
fn place(size: usize) -> usize {
    (usize::BITS - (size.max(SMALLEST) - 1).leading_zeros()) as usize - 4
}

unsafe impl<From: Source> GlobalAlloc for Memory<From> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let place = place(layout.size());
        let Some(free) = self.free.get(place).filter(|_| layout.align() <= SMALLEST) else {
            return null_mut();
        };
        let block = free.get();
        if block.is_null() {
            return self.fresh(SMALLEST << place);
        }
        // It is on the list, so that its first bytes were written by `dealloc`.
        free.set(unsafe { *block.cast() });
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if let Some(free) = self.free.get(place(layout.size())) {
            // Whoever gives a block back no longer uses it, and every block has room for an address.
            unsafe { *block.cast() = free.get() };
            free.set(block);
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if place(size) == place(layout.size()) {
            return block;
        }
        // The caller's promises for `realloc` are those for the layout of the new size, and for giving back the old block.
        unsafe {
            let moved = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !moved.is_null() {
                copy_nonoverlapping(block, moved, size.min(layout.size()));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}
