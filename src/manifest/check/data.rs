//! The values of the variants of one slot have one type, so that who reads them need not ask which.

use super::checker::Checker;
use crate::error::say;
use crate::manifest::model::Variant;

/// Reports the values that are of another type than the first.
pub fn same_type(checker: &mut Checker<'_>, variants: &[Variant]) {
    let mut values = variants.iter().filter_map(|variant| variant.value.as_ref());
    let Some(first) = values.next() else {
        return;
    };
    for value in values.filter(|value| value.kind != first.kind) {
        let message = say("this is {}, and another value here is {}: they have one type", &[value.kind, first.kind]);
        checker.report.error_at(&value.place, message);
    }
}
