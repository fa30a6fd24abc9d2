//! The boundary: the only room that knows there is a browser. It speaks in texts and numbers, because every richer shape would
//! cost its visitors bytes; the JavaScript gives them their names. `channel` has how they cross.
//!
//! A list of texts crosses as one text: [`ITEM`](crate::protocol::ITEM) between its items, [`GROUP`](crate::protocol::GROUP)
//! between lists of them. The JavaScript takes both out of all texts that it hands in.

#[cfg(feature = "bare")]
mod allocator;
#[cfg(feature = "analysis")]
mod analysis;
#[cfg(feature = "compile")]
pub mod author;
#[cfg(feature = "built")]
mod bandit;
#[cfg(feature = "bare")]
mod bare;
pub mod channel;
mod context;
pub mod core;
mod events;
mod experiment;
#[cfg(feature = "built")]
mod force;
#[cfg(feature = "memory")]
mod import;
pub mod intl;
#[cfg(feature = "memory")]
mod memory;
mod patch;
mod problem;
#[cfg(feature = "built")]
mod rank;
#[cfg(feature = "scorer")]
mod scorer;
#[cfg(feature = "testing")]
pub mod testing;
