//! The moments whose offset in the reader's zone deciding needs, so that whoever tells it looks at them and guesses none.

use crate::capability::mark;
use crate::civil::DAY;
use crate::limits;
use crate::prelude::*;
use crate::profile::Profile;
use crate::program::Program;
use crate::program::records::Moment;

/// The moments that matter besides those from a month before `now` to the horizon: visits, and ends of windows, which are
/// told as if the clock were UTC's. What is over, whatever the offset, does not matter.
pub fn moments(program: &Program, profile: &Profile, now: i64) -> Vec<i64> {
    let mut moments = Vec::new();
    let mut add = |moment: Option<i64>| {
        if let Some(moment) = moment {
            moments.push(moment);
        }
    };
    add(profile.first_visit);
    add(profile.last_visit);
    add(profile.this_visit);
    for window in program.windows.iter() {
        mark::window();
        let lasts = if let Moment::After(time) = window.to { time } else { i64::MIN };
        for end in [window.from, window.to] {
            if let Moment::Local(local) = end {
                let ahead = local.saturating_sub(now);
                let goes_on = ahead < 0 && ahead.saturating_add(lasts) > -2 * DAY;
                add(Some(local).filter(|_| goes_on || ahead > (limits::HORIZON_DAYS - 2) * DAY));
            }
        }
    }
    moments
}
