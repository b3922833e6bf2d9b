//! Phone numbers, compared whatever their punctuation.

/// What two ways of writing a number are compared by: its digits, with the country code of North America
/// put before a bare ten-digit number. `None` when the text has under seven digits or is no number.
pub fn phone_key(written: &str) -> Option<String> {
    let is_number = written.chars().all(|c| c.is_ascii_digit() || " +-().\u{a0}/".contains(c));
    let digits = digits(written);
    if !is_number || digits.len() < 7 {
        return None;
    }
    let international = written.trim_start().starts_with('+');
    Some(if !international && digits.len() == 10 { format!("1{digits}") } else { digits })
}

/// The digit strings that count as this number in the passcode rules `not_own_number` and
/// `not_own_number_reversed`: with and without its country code (portal rules, "Own number").
pub fn phone_variants(written: &str) -> Vec<String> {
    let digits = digits(written);
    if digits.is_empty() {
        return Vec::new();
    }
    let mut variants = vec![digits.clone()];
    if written.trim_start().starts_with('+') {
        variants.extend((1..=3).filter(|cut| digits.len() >= cut + 6).map(|cut| digits[cut..].to_owned()));
    } else if digits.len() == 10 {
        variants.push(format!("1{digits}"));
    } else if digits.len() == 11 && digits.starts_with('1') {
        variants.push(digits[1..].to_owned());
    }
    variants
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_and_country_code_do_not_matter() {
        let key = phone_key("4842531928");
        assert!(key.is_some());
        for same in ["(484) 253-1928", "+1-4842531928", "+1 484 253 1928", "14842531928", "484.253.1928"] {
            assert_eq!(phone_key(same), key, "{same}");
        }
        assert_eq!(phone_key("101"), None);
        assert_eq!(phone_key("4842530000.0200x"), None);
    }

    #[test]
    fn a_number_is_known_with_and_without_its_country_code() {
        assert_eq!(phone_variants("+1-4842531928"), ["14842531928", "4842531928", "842531928", "42531928"]);
        assert_eq!(phone_variants("(484) 253-1928"), ["4842531928", "14842531928"]);
        assert_eq!(phone_variants("14842531928"), ["14842531928", "4842531928"]);
        assert_eq!(phone_variants("+1234567"), ["1234567", "234567"]);
    }
}
