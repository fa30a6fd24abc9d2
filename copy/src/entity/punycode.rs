//! How long a label of a domain is in the domain name system: RFC 3492, of which only the length is needed.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;

/// The longest label (RFC 1035).
pub const LONGEST: usize = 63;

/// The number of letters of a label in ASCII, with its prefix where it has one.
pub fn length(label: &str) -> usize {
    if label.is_ascii() { label.len() } else { "xn--".len() + encoded(label) }
}

fn encoded(label: &str) -> usize {
    let mut length = label.chars().filter(char::is_ascii).count();
    let (mut code, mut delta, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut handled = length as u32;
    length += usize::from(length > 0);
    let plain = handled;
    while let Some(next) = label.chars().map(u32::from).filter(|one| *one >= code).min() {
        delta = delta.saturating_add((next - code).saturating_mul(handled + 1));
        code = next;
        for letter in label.chars().map(u32::from) {
            if letter < code {
                delta = delta.saturating_add(1);
            } else if letter == code {
                length += digits(delta, bias);
                bias = adapt(delta, handled + 1, handled == plain);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.saturating_add(1);
        code += 1;
    }
    length
}

fn digits(mut delta: u32, bias: u32) -> usize {
    let (mut count, mut step) = (1, BASE);
    loop {
        let threshold = step.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if delta < threshold {
            return count;
        }
        delta = (delta - threshold) / (BASE - threshold);
        count += 1;
        step += BASE;
    }
}

fn adapt(delta: u32, points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_as_long_as_in_the_domain_name_system() {
        assert_eq!(length("example"), 7);
        assert_eq!(length("bücher"), "xn--bcher-kva".len());
        assert_eq!(length("みんな"), "xn--q9jyb4c".len());
        assert_eq!(length("پاکستان"), "xn--mgbai9azgqp6j".len());
    }
}
