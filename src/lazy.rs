//! A part of something that is made when it is first looked at, so that what never looks at it neither makes nor drops it.

use core::cell::OnceCell;
use core::ops::{Deref, DerefMut};

use crate::prelude::*;

/// The part.
#[derive(Clone, Debug, Default)]
pub struct Lazy<T>(OnceCell<Box<T>>);

impl<T> Lazy<T> {
    /// Was it never looked at?
    pub fn is_none(&self) -> bool {
        self.0.get().is_none()
    }
}

impl<T: Default> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.get_or_init(Box::default)
    }
}

impl<T: Default> DerefMut for Lazy<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_init(Box::default);
        // It is there now; the other way is only for the compiler.
        self.0.get_mut().unwrap_or_else(|| Box::leak(Box::default()))
    }
}
