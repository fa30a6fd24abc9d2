//! The standard library's part in builds without it: handing out memory, and ending where something impossible happens.

use core::arch::wasm32;
use core::panic::PanicInfo;
use core::ptr::null_mut;

use super::allocator::{Memory, Source};

#[global_allocator]
static MEMORY: Memory<Pages> = Memory::new();

/// The WebAssembly's own memory.
struct Pages;

impl Source for Pages {
    fn pages(count: usize) -> *mut u8 {
        match wasm32::memory_grow(0, count) {
            usize::MAX => null_mut(),
            before => (before << 16) as *mut u8,
        }
    }
}

/// Traps. The JavaScript catches it, gives the page back and writes one line to the console.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    wasm32::unreachable()
}
