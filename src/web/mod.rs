//! The boundary: the only room that knows there is a browser. It speaks plainly, in texts and numbers, because every
//! richer shape would cost its visitors bytes; the JavaScript face gives them their names.
//!
//! A list of texts crosses as one text: [`ITEM`] between its items, [`GROUP`] between lists of them. The face takes
//! both out of whatever it hands in.

#[cfg(feature = "compile")]
pub mod author;
#[cfg(feature = "bare")]
mod bare;
pub mod core;
#[cfg(feature = "memory")]
mod handed;
mod here;
mod intl;
#[cfg(feature = "memory")]
mod memory;
#[cfg(feature = "testing")]
pub mod testing;

/// Between the items of a list.
const ITEM: char = '\u{1f}';
/// Between lists.
const GROUP: char = '\u{1e}';
