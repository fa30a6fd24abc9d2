//! Chance → one life of a device: tabs that open, look late, write, sleep and die on one store.

use tailorbird::civil::{HOUR, MINUTE};
use tailorbird::program::Program;

use crate::chance::Chance;
use crate::entries::{Entries, START};
use crate::pages::read;
use crate::tab::{Store, Tab};
use crate::truth::Truth;

/// One life of so many steps; answers what is in the store at its end, and when that is.
pub fn live(program: &Program, seed: u64, steps: usize) -> (Store, Truth, i64) {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (mut store, mut truth, mut now) = (Store::default(), Truth::default(), START);
    let (mut tabs, mut opened): (Vec<Tab>, usize) = (Vec::new(), 0);
    for step in 0..steps {
        now += match chance.below(40) {
            0 => chance.below(14 * HOUR as usize) as i64,
            1..=3 => chance.below(20 * MINUTE as usize) as i64,
            4..=12 => chance.below(2 * MINUTE as usize) as i64,
            _ => chance.below(2000) as i64,
        };
        if tabs.is_empty() || tabs.len() < 5 && chance.below(8) == 0 {
            opened += 1;
            let mut tab = Tab::new(opened);
            tab.look(program, &store, now, &mut chance);
            tabs.push(tab);
        }
        let place = chance.below(tabs.len());
        let tab = &mut tabs[place];
        match chance.below(12) {
            // It dies, whatever it still had to write.
            0 => drop(tabs.swap_remove(place)),
            1..=5 => tab.act(program, now, &mut chance),
            6..=8 => tab.keep(&mut store, &mut truth, now),
            9 => tab.look(program, &store, now, &mut chance),
            _ if now <= tab.until => {
                // All of it or, if it dies over it, some.
                let all = tab.waiting.len();
                let some = if chance.below(5) == 0 { chance.below(all + 1) } else { all };
                store.write(now, tab.number, &tab.waiting[..some]);
                tab.waiting.clear();
                if some < all {
                    tabs.swap_remove(place);
                }
            }
            _ => {}
        }
        if step % 16 == 0 {
            truth.check(&read(program, &store.seen(0, now), now), &format!("seed {seed}, step {step}"));
        }
    }
    (store, truth, now)
}

/// A store with a base in both its copies, writers that are not in it yet, and nothing else.
pub fn settled(program: &Program) -> (Entries, Truth, i64) {
    for seed in 0..1000 {
        let (store, truth, now) = live(program, seed, 250);
        let seen = store.seen(0, now);
        let bases = seen.keys().filter(|key| key.contains('+')).count();
        let copies = |key: &String| seen.contains_key(&format!("{}0", &key[..key.len() - 1])) as usize;
        let pairs: usize = seen.keys().filter(|key| !key.contains('+') && key.ends_with('1')).map(copies).sum();
        if bases == 2 && pairs > 1 && seen.len() < 10 {
            return (seen, truth, now);
        }
    }
    panic!("no store looks like that");
}
