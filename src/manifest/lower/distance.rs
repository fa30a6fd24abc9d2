//! How far the languages of readers are from a language of the manifest, as CLDR says it: from 0 for the same to 50, from where on
//! nobody is served.

use crate::prelude::*;

/// The languages and scripts of CLDR. What is listed nowhere is too far away.
const TABLE: &str = include_str!("distances.txt");

/// The distance of two regions of one language.
pub const REGIONS: u32 = 4;
/// The distance of two regions on different sides of a cluster.
const ACROSS: u32 = 5;
/// The distance to British English from whoever is on its side.
const TO_BRITAIN: u32 = 3;

/// The regions that write a language alike; and those that are larger than that, which are on both sides.
struct Cluster {
    key: &'static str,
    regions: &'static str,
    larger: &'static str,
}

const AMERICAS: &str = "419 AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY \
LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI";

const CLUSTERS: [Cluster; 5] = [
    Cluster { key: "en-Latn", regions: "AS CA GU MH MP PH PR UM US VI", larger: "001 419" },
    Cluster { key: "es-Latn", regions: AMERICAS, larger: "001" },
    Cluster { key: "pt-Latn", regions: AMERICAS, larger: "001" },
    Cluster { key: "ar-Arab", regions: "DZ EH LY MA MR TN", larger: "001" },
    Cluster { key: "zh-Hant", regions: "HK MO", larger: "001" },
];

/// Languages of other regions than the usual one that are well known (CLDR's paradigm locales).
pub const PARADIGMS: &str = "en-Latn-US en-Latn-GB es-Latn-ES es-Latn-419 pt-Latn-BR pt-Latn-PT";

fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// The distance from a region to another one of the same language, which its key names: `en-Latn`.
fn between(key: &str, reader: &str, offered: &str) -> u32 {
    let Some(cluster) = CLUSTERS.iter().find(|cluster| cluster.key == key) else {
        return REGIONS;
    };
    let both = listed(cluster.larger, reader) || listed(cluster.larger, offered);
    let side = |region| listed(cluster.regions, region);
    match (side(reader), side(offered)) {
        (from, to) if both || from != to => ACROSS,
        (false, false) if key == "en-Latn" && (reader == "GB" || offered == "GB") => TO_BRITAIN,
        _ => REGIONS,
    }
}

/// The distance from any region that is listed nowhere, and the regions that are at another one, each with it.
pub fn regions(key: &str, offered: &str) -> (u32, Vec<(&'static str, u32)>) {
    let usual = between(key, "", offered);
    let own = CLUSTERS.iter().filter(|cluster| cluster.key == key);
    let all = own.flat_map(|cluster| [cluster.regions, cluster.larger, "GB"]).flat_map(|list| list.split(' '));
    let others = all.filter(|region| *region != offered).map(|region| (region, between(key, region, offered)));
    (usual, others.filter(|(_, distance)| *distance != usual).collect())
}

/// The languages whose readers understand an offered one, as `nn`, or as `sr-Latn` where it is about a script, each with the
/// distance.
pub fn understood(offered: &str) -> impl Iterator<Item = (&'static str, u32)> {
    let rows = TABLE.lines().skip(1).filter_map(move |line| line.strip_prefix(offered)?.strip_prefix(' '));
    rows.flat_map(|row| {
        let mut words = row.split(' ');
        let distance = words.next().and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX);
        words.map(move |word| (word, distance))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_on_either_side() {
        assert_eq!(between("en-Latn", "CA", "US"), 4);
        assert_eq!(between("en-Latn", "NZ", "US"), 5);
        assert_eq!(between("en-Latn", "NZ", "GB"), 3);
        assert_eq!(between("es-Latn", "CO", "419"), 4);
        assert_eq!(between("es-Latn", "CO", "ES"), 5);
        assert_eq!(between("de-Latn", "CH", "DE"), 4);
        assert_eq!(regions("de-Latn", "DE"), (4, Vec::new()));
        let (usual, others) = regions("en-Latn", "US");
        assert_eq!((usual, others.len(), others.first()), (5, 9, Some(&("AS", 4))));
    }

    #[test]
    fn who_understands_whom() {
        assert!(understood("hr").any(|one| one == ("bs", 4)));
        assert!(understood("sr-Cyrl").any(|one| one == ("sr-Latn", 5)));
        assert_eq!(understood("xx").count(), 0);
    }
}
