//! Passcodes that no rule forbids and that are better not generated for BroadWorks: what its rules say is read
//! differently by releases and operators, and old ones do not tell all that they hold to.

use super::check::{Owner, longest_run};

/// Whether some BroadWorks system may refuse a passcode: a digit three times in a row, three digits up or down one
/// by one (9 and 0 are neighbours), a block that is at once repeated, or the user's extension or number within it,
/// forwards or backwards.
pub(super) fn is_doubtful(passcode: &str, owner: Option<&Owner>) -> bool {
    let digits: Vec<u8> = passcode.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
    let run = |step: u8| longest_run(&digits, |left, right| right == (left + step) % 10);
    let reversed: String = passcode.chars().rev().collect();
    let holds = |own: &String| !own.is_empty() && (passcode.contains(own) || reversed.contains(own));
    let owns_part = |owner: &Owner| owner.numbers().iter().any(holds);
    [0, 1, 9].into_iter().any(|step| run(step) > 2) || repeats_a_block(&digits) || owner.is_some_and(owns_part)
}

/// Whether a block of two or more digits stands twice in a row anywhere.
fn repeats_a_block(digits: &[u8]) -> bool {
    (2..=digits.len() / 2).any(|block| digits.windows(2 * block).any(|two| two[..block] == two[block..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_some_system_may_refuse_is_doubtful() {
        let owner = Owner {
            extension: Some("4071".to_owned()),
            phone_number: Some("+1-4842531928".to_owned()),
            ..Owner::default()
        };
        for doubtful in ["11139402", "92345740", "58909273", "10973824", "82323940", "91408408", "94071836", "91704836"]
        {
            assert!(is_doubtful(doubtful, Some(&owner)), "{doubtful}");
        }
        assert!(is_doubtful("4842531928", Some(&owner)));
        assert!(!is_doubtful("94071836", None));
        let without_number = Owner { extension: Some(String::new()), ..Owner::default() };
        assert!(!is_doubtful("94071836", Some(&without_number)), "no number is part of nothing");
        for fine in ["11294402", "23945768", "90273518", "82359231", "00"] {
            assert!(!is_doubtful(fine, Some(&owner)), "{fine}");
        }
    }
}
