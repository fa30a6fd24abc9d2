//! The standard library's part in builds without it: handing out memory, and ending where something impossible happens.

use core::panic::PanicInfo;

use rlsf::SmallGlobalTlsf;

/// A page has one thread. Half the size of the standard library's allocator.
#[global_allocator]
static MEMORY: SmallGlobalTlsf = SmallGlobalTlsf::new();

/// Traps. The JavaScript catches it, gives the page back and writes one line to the console.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
