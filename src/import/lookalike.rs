//! What a spreadsheet makes of a user id: `4842530000.0200` becomes `4842530000.02`, `0441…` loses its
//! zero, `4842531415` turns into `4.84E+09`. This finds the ids that a damaged one may have been.

use std::collections::HashMap;

use crate::domain::User;

/// Significant digits that a spreadsheet keeps (IEEE 754 double precision, as Excel cuts it).
const KEPT_DIGITS: usize = 15;

/// An index of known ids by the number that a spreadsheet would read in them.
pub struct Lookalikes<'a> {
    users: &'a [User],
    by_number: HashMap<String, Vec<usize>>,
}

impl<'a> Lookalikes<'a> {
    /// Indexes the ids of these users.
    pub fn of(users: &'a [User]) -> Self {
        let mut by_number: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, user) in users.iter().enumerate() {
            let Some(number) = Number::read(user.user_id.as_str()) else { continue };
            let rounded = number.rounded(KEPT_DIGITS).key();
            let exact = number.key();
            if rounded != exact {
                by_number.entry(rounded).or_default().push(index);
            }
            by_number.entry(exact).or_default().push(index);
        }
        Self { users, by_number }
    }

    /// The users with another id that a spreadsheet writes as `id`, in order of their ids.
    pub fn of_id(&self, id: &str) -> Vec<&'a User> {
        let mut found: Vec<&User> = if is_exponent(id) {
            Exponent::read(id).map(|exponent| self.in_exponent_notation(&exponent)).unwrap_or_default()
        } else {
            let indices = Number::read(id).and_then(|number| self.by_number.get(&number.key()));
            indices.into_iter().flatten().map(|index| &self.users[*index]).collect()
        };
        found.retain(|user| user.user_id.as_str() != id);
        found.sort_by(|a, b| a.user_id.cmp(&b.user_id));
        found.dedup_by(|a, b| a.user_id == b.user_id);
        found
    }

    fn in_exponent_notation(&self, written: &Exponent) -> Vec<&'a User> {
        let digits = written.digits.len();
        let shows_as = |user: &&User| {
            Number::read(user.user_id.as_str()).is_some_and(|number| {
                let rounded = number.rounded(digits);
                rounded.exponent == written.exponent && rounded.padded(digits) == written.digits
            })
        };
        self.users.iter().filter(shows_as).collect()
    }
}

/// Whether a text is a number as a spreadsheet shows a long one: `4.84E+09`.
pub fn is_exponent(text: &str) -> bool {
    Exponent::read(text).is_some()
}

/// A number in exponent notation: its digits without the point, and the power of ten of the first.
struct Exponent {
    digits: String,
    exponent: i64,
}

impl Exponent {
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['E', 'e'])?;
        let (first, rest) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
        let signed = exponent.strip_prefix('+').or_else(|| exponent.starts_with('-').then_some(exponent))?;
        let is_number = first.len() == 1 && (first.to_owned() + rest).bytes().all(|b| b.is_ascii_digit());
        is_number.then_some(())?;
        Some(Self { digits: first.to_owned() + rest, exponent: signed.parse().ok()? })
    }
}

/// A decimal number: significant digits without zeros at either end, and the power of ten of the first.
#[derive(Clone)]
struct Number {
    digits: String,
    exponent: i64,
}

impl Number {
    /// Reads an id that a spreadsheet would take for a number: digits, perhaps one point, perhaps a `+`.
    fn read(id: &str) -> Option<Self> {
        let text = id.strip_prefix('+').unwrap_or(id);
        let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
        let all = format!("{integer}{fraction}");
        if integer.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let leading_zeros = all.len() - all.trim_start_matches('0').len();
        let exponent = i64::try_from(integer.len()).ok()? - 1 - i64::try_from(leading_zeros).ok()?;
        Some(Self { digits: all.trim_matches('0').to_owned(), exponent })
    }

    fn key(&self) -> String {
        format!("{}e{}", self.digits, self.exponent)
    }

    /// Its digits, filled up with zeros to `count`.
    fn padded(&self, count: usize) -> String {
        format!("{:0<count$}", self.digits)
    }

    /// Rounded half up to `count` significant digits.
    fn rounded(&self, count: usize) -> Self {
        let Some(next) = self.digits.as_bytes().get(count) else { return self.clone() };
        let mut kept: Vec<u8> = self.digits.bytes().take(count).collect();
        let mut carry = *next >= b'5';
        for digit in kept.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == b'9';
            *digit = if carry { b'0' } else { *digit + 1 };
        }
        if carry {
            kept.insert(0, b'1');
        }
        let digits = String::from_utf8_lossy(&kept).trim_end_matches('0').to_owned();
        Self { digits, exponent: self.exponent + i64::from(carry) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LocationName, UserId, UserPatch};

    fn check(known: &[&str], damaged: &str, expected: &[&str]) {
        let users: Vec<User> = known
            .iter()
            .map(|id| {
                let location = Some(LocationName::parse("Denver").unwrap());
                let patch = UserPatch { location, ..UserPatch::of(UserId::parse(id).unwrap()) };
                patch.applied_to(None).unwrap()
            })
            .collect();
        let lookalikes = Lookalikes::of(&users);
        let found: Vec<&str> = lookalikes.of_id(damaged).iter().map(|user| user.user_id.as_str()).collect();
        assert_eq!(found, expected, "{damaged}");
    }

    #[test]
    fn each_way_to_lose_a_digit_is_recognised() {
        let known = ["4842530000.0200", "4842530000.250", "4842530000.2500", "0441632960", "5000000000", "anna"];
        check(&known, "4842530000.02", &["4842530000.0200"]);
        check(&known, "4842530000.25", &["4842530000.250", "4842530000.2500"]);
        check(&known, "4842530000.250", &["4842530000.2500"]);
        check(&known, "441632960", &["0441632960"]);
        check(&known, "5.00E+09", &["5000000000"]);
        check(&known, "4842530000.2", &[]);
        check(&known, "anna", &[]);
        check(&["4842530000.000"], "4842530000", &["4842530000.000"]);
    }

    #[test]
    fn exponents_round_as_a_spreadsheet_does() {
        check(&["4842531415", "4845000000", "4847000000"], "4.84E+09", &["4842531415"]);
        check(&["4996000000"], "5.00E+09", &["4996000000"]);
        check(&["9999999999"], "1.00E+10", &["9999999999"]);
        check(&["4842531415"], "4,84253E+09", &["4842531415"]);
        check(&["48425314151234567"], "48425314151234600", &["48425314151234567"]);
        assert!(!is_exponent("484E"));
        assert!(!is_exponent("12E4"));
    }
}
