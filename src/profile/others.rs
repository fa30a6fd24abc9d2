//! Lines of a record that only some pages read: when visits began, and what came of variants. They are kept as they were written, so that
//! pages that do not read them lose none; whoever reads them writes as few of them as it can.

use super::habit::Habits;
#[cfg(feature = "built")]
use super::outcomes::All;
use crate::capability::{Capability, mark};
use crate::prelude::*;
use crate::program::Program;
use crate::text::pieces;

/// What a page reads of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reads {
    /// When visits began.
    pub habits: bool,
    /// What came of variants.
    #[cfg(feature = "built")]
    pub outcomes: bool,
}

impl Reads {
    /// What pages of a program read.
    pub fn of(program: &Program) -> Self {
        Self {
            habits: program.uses(Capability::VisitTimes),
            #[cfg(feature = "built")]
            outcomes: program.learns(),
        }
    }
}

/// The same in as few lines as whoever reads them can write, without what came of variants before `oldest`.
pub fn fold(lines: &mut String, reads: Reads, oldest: i64, now: i64) {
    mark::fold();
    let mut folded = String::new();
    if reads.habits {
        mark::visit_times();
        Habits::read_all(lines, now).write(&mut folded);
    }
    #[cfg(feature = "built")]
    if reads.outcomes {
        mark::bandit();
        folded.push_str(&All::read(lines, oldest, now).lines());
    }
    #[cfg(not(feature = "built"))]
    let _ = oldest;
    for line in pieces(lines, '\n') {
        let is_read = match line.as_bytes().first() {
            Some(b'h') => reads.habits,
            #[cfg(feature = "built")]
            Some(b'b') => reads.outcomes,
            first => first.is_none(),
        };
        if !is_read {
            folded.push_str(line);
            folded.push('\n');
        }
    }
    *lines = folded;
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "b hero bold 1 2\nh 10 1\nz unknown\n";

    #[test]
    fn what_a_page_does_not_read_stays_as_it_was_written() {
        let mut lines = LINES.to_owned();
        fold(&mut lines, Reads::default(), 0, 1);
        assert_eq!(lines, LINES);
    }

    #[test]
    fn when_visits_began_becomes_one_line() {
        let mut visit = Habits::default();
        visit.add(20, 5, 1000);
        let reads = Reads {
            habits: true,
            #[cfg(feature = "built")]
            outcomes: false,
        };
        let mut lines = "b hero bold 1 2\n".to_owned();
        (0..3).for_each(|_| visit.write(&mut lines));
        fold(&mut lines, reads, 0, 1000);
        assert_eq!(lines.lines().count(), 2, "{lines}");
        assert!(lines.ends_with("b hero bold 1 2\n"));
        assert_eq!(Habits::read_all(&lines, 1000).counts()[20], 3.0);
    }
}
