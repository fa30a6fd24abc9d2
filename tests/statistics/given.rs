//! The inputs of a reference vector, as the crate takes them.

use serde_json::Value as Json;
use tailorbird::statistics::beta::Beta;
use tailorbird::statistics::effect::{Effect, Scale, Silent};
use tailorbird::statistics::sample::{Adjusted, Mean, Proportion, Ratio, Sample, adjust};

pub fn number(json: &Json, key: &str) -> f64 {
    plain(&json[key]).unwrap_or_else(|| panic!("{key} is no number in {json}"))
}

/// A number, which may be written as a word.
pub fn plain(json: &Json) -> Option<f64> {
    match json.as_str() {
        Some("inf") => Some(f64::INFINITY),
        Some("-inf") => Some(f64::NEG_INFINITY),
        Some("nan") => Some(f64::NAN),
        _ => json.as_f64(),
    }
}

pub fn list(json: &Json, key: &str) -> Vec<f64> {
    json[key].as_array().unwrap().iter().map(|one| plain(one).unwrap()).collect()
}

pub fn proportion(json: &Json, arm: &str) -> Proportion {
    Proportion { n: number(json, &format!("n_{arm}")), sum: number(json, &format!("s_{arm}")) }
}

fn mean(json: &Json) -> Mean {
    let sum = number(json, "sum");
    let squares = if json["type"] == "proportion" { sum } else { number(json, "sum_squares") };
    Mean { n: number(json, "n"), sum, squares }
}

/// The two parts of a ratio are called by whatever the vectors call them.
fn part<'a>(json: &'a Json, keys: &[&str]) -> &'a Json {
    keys.iter()
        .map(|key| &json[*key])
        .find(|part| !part.is_null())
        .unwrap_or_else(|| panic!("none of {keys:?} in {json}"))
}

fn sample(json: &Json) -> Sample {
    match json["type"].as_str().unwrap() {
        "proportion" => Sample::Proportion(Proportion { n: number(json, "n"), sum: number(json, "sum") }),
        "mean" => Sample::Mean(mean(json)),
        "cuped" => Sample::Adjusted(Adjusted {
            after: mean(&json["post"]),
            before: mean(&json["pre"]),
            products: number(json, "ppp"),
            theta: 0.0,
        }),
        "ratio" => Sample::Ratio(Ratio {
            numerator: mean(part(json, &["m", "num", "numerator", "m_statistic"])),
            denominator: mean(part(json, &["d", "den", "denominator", "d_statistic"])),
            products: super::given::plain(part(
                json,
                &["mdp", "mdsp", "md", "m_d_sum_of_products", "ppp", "sum_of_products"],
            ))
            .unwrap(),
        }),
        other => panic!("an unknown kind of sample: {other}"),
    }
}

pub fn samples(inputs: &Json) -> [Sample; 2] {
    let mut arms = [sample(&inputs["a"]), sample(&inputs["b"])];
    adjust(&mut arms);
    arms
}

pub fn effect(inputs: &Json) -> Result<Effect, Silent> {
    let [a, b] = samples(inputs);
    let scale = if inputs["difference_type"] == "absolute" { Scale::Absolute } else { Scale::Relative };
    Effect::between(&a, &b, scale)
}

pub fn beta(pair: &Json) -> Beta {
    Beta { a: plain(&pair[0]).unwrap(), b: plain(&pair[1]).unwrap() }
}
