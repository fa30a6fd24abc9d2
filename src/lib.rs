//! Tailorbird fits a page's content to the person reading it, on that person's own device, and nothing about them
//! leaves it.
//!
//! # The walk
//!
//! ```text
//!  manifest.json ── compile ─▶ Program ──┐
//!  clock, zone, locale, page ─▶ Context ─┼─▶ decide ─▶ Decisions + reasons ─▶ render ─▶ Patches ─▶ the page
//!  kept with consent ────────▶ Profile ──┘                                                          │
//!         └────────────── Profile′ ◀── observe ◀── Event ◀── seen, clicked, dismissed ◀─────────────┘
//! ```
//!
//! Data walks one way. Time, place, page and memory come in as values; decisions, words and patches go out as
//! values; nothing here asks a browser for anything, and the same values in give the same bytes out everywhere.
//!
//! ```
//! # #[cfg(feature = "compile")] {
//! use tailorbird::{context::Context, decide::decide, manifest, profile::Profile, program::Program};
//! use tailorbird::rule::platform::NoPlatform; // this page needs nothing of its platform
//!
//! // The author build reads and checks what the site wrote …
//! let compiled = manifest::compile_text(r#"{
//!     "tailorbird": 1,
//!     "locales": ["en"],
//!     "slots": { "hero": { "default": "welcome", "variants": {
//!         "welcome": { "fields": { "title": "Welcome" } },
//!         "evening": { "when": "now.hour >= 18", "fields": { "title": "Good evening" } }
//!     } } }
//! }"#, &NoPlatform);
//! let bytes = compiled.program.expect("no problems").write();
//!
//! // … and the runtime, which has no parser, decides by its bytes.
//! let program = Program::read(bytes).expect("sound bytes");
//! let seven_in_the_evening = Context { now: 19 * 3_600_000, ..Context::default() };
//! let decided = decide(&program, &seven_in_the_evening, &Profile::default(), &[0], &NoPlatform);
//! let decision = &decided.all[0];
//! let variant = program.variant(&program.slots.get(0).unwrap(), decision.variant).unwrap();
//! assert_eq!(program.text(variant.name), "evening");
//! assert_eq!(decision.until, Some(24 * 3_600_000)); // at midnight 18 is ahead again
//! # }
//! ```
//!
//! # Laws
//!
//! 1. Only `src/web/` knows that there is a browser.
//! 2. The core never asks. Same values in, same bytes out, on every platform.
//! 3. After compiling nothing fails: deciding and rendering always answer.
//! 4. Every decision carries its reasons, and the moment until which it holds.
//! 5. Text is text: no patch contains HTML, and no URL is formed from what is known of the reader.
//! 6. Without consent nothing is kept or learned: memory only, and gone on reload.
//! 7. Nothing leaves: nothing here can reach a network, and no choice changes what a page requests unless its slot opts in.
//! 8. If anything goes wrong, the page stays as the server sent it.
//! 9. Everything is bounded: see [`limits`].
//! 10. Device and server are one painter: from the same facts they make the same page, or refuse alike.
//! 11. The reader's hand wins: what others changed since the last write is not written again (not built yet).
//! 12. A page pays only for what its manifest uses (in part: builds).
//!
//! `docs/architecture.md` names the test that holds each of them.
//!
//! # The rooms, in the order of the walk
//!
//! | room | what passes through it |
//! |---|---|
//! | `manifest` | what the site wrote → a [`program::Program`], or everything that is wrong with it (author build) |
//! | [`program`] | the lowered form, and its bytes |
//! | [`value`] | the values that programs keep and rules compute with |
//! | [`rule`] | CEL: text → code (author build), code + facts → value |
//! | [`message`] | MessageFormat 2: text → parts (author build), parts + facts → text |
//! | [`context`] | here and now: clock, zone, languages, page, device |
//! | [`profile`] | what this device remembers of its reader, and learns where it may; records ⇄ one profile |
//! | [`bandit`] | what was seen and what came of it → what each variant promises |
//! | [`experiment`] | a seed and a unit → a bucket; which arm is kept |
//! | `rank` | items of a list, and what the reader did → their order, and why (builds that rank) |
//! | [`decide`] | which variant each slot shows, and why |
//! | [`render`] | decisions → words → patches |
//! | [`explain`] | reasons → sentences |
//! | [`insight`] | what is known of a reader, and from what → sentences |
//! | [`observe`] | what happened next → the profile |
//! | `statistics` | sums → estimates, intervals and probabilities (analysis build) |
//! | `analysis` | questions about sums → numbers (analysis build) |
//! | `vectors` | a file of item vectors → items by number; a reader's history → their vector (builds with vectors) |
//! | [`protocol`] | what both sides of the boundary state: questions, bits, words, limits |
//! | `web` | the boundary: the only room that knows a browser (WebAssembly only) |

// The runtime has no standard library: with it every checked bound would bring the machinery that words a panic
// (measured: about 9 KB after brotli), although no panic can be reached.
#![cfg_attr(feature = "bare", no_std)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

extern crate alloc;

#[cfg(feature = "analysis")]
pub mod analysis;
#[cfg(feature = "built")]
pub mod bandit;
pub mod capability;
pub mod civil;
pub mod context;
#[cfg(feature = "compile")]
pub mod cut;
pub mod decide;
pub mod error;
pub mod experiment;
pub mod explain;
#[cfg(feature = "memory")]
pub mod insight;
pub mod lazy;
pub mod limits;
#[cfg(feature = "compile")]
pub mod manifest;
pub mod message;
#[cfg(feature = "compile")]
pub mod nearest;
pub mod observe;
mod prelude;
pub mod profile;
pub mod program;
pub mod protocol;
#[cfg(feature = "built")]
pub mod rank;
pub mod render;
#[cfg(any(feature = "built", feature = "analysis"))]
mod root;
pub mod rule;
#[cfg(any(feature = "compile", feature = "analysis"))]
mod sorted;
#[cfg(feature = "analysis")]
pub mod statistics;
mod text;
pub mod value;
#[cfg(any(feature = "vectors", test))]
pub mod vectors;
#[cfg(all(target_arch = "wasm32", any(feature = "scorer", not(any(feature = "vectors", feature = "reader")))))]
pub mod web;
