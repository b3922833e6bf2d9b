//! The rules of the voice portal passcode as BroadWorks has them. OCI-P: `UserPortalPasscodeRulesGetRequest` (since
//! release 22, what holds already), `…PortalPasscodeRulesGet…` at three levels before.

use crate::ocip::Element;
use crate::rules::{PasscodeRules, RuleId};

/// Reads the rules, whatever level or form they are of.
pub(super) fn read(answer: &Element) -> PasscodeRules {
    let on = |name: &str| answer.flag(name).unwrap_or_default();
    let limit = |switch: &str, count: &str| on(switch).then(|| answer.number(count)).flatten();
    let max_repeated_digits = limit("disallowRepeatedDigits", "numberOfRepeatedDigits");
    PasscodeRules {
        digits_only: true,
        min_length: answer.number("minCodeLength").unwrap_or_default(),
        max_length: answer.number("maxCodeLength"),
        // Without a number (before release 19), one digit throughout is what is meant.
        no_repeated_digit: on("disallowRepeatedDigits"),
        no_sequence: on("disallowContiguousSequences"),
        no_repeated_pattern: on("disallowRepeatedPatterns"),
        not_own_number: on("disallowUserNumber"),
        not_own_number_reversed: on("disallowReversedUserNumber"),
        max_repeated_digits,
        max_ascending: limit("disallowContiguousSequences", "numberOfAscendingDigits"),
        max_descending: limit("disallowContiguousSequences", "numberOfDescendingDigits"),
        not_previous: on("disallowOldPasscode") || on("disallowReversedOldPasscode"),
        wary: true,
    }
}

/// Every rule in force comes from here.
pub(super) fn sources(rules: &PasscodeRules, from: &'static str) -> Vec<(RuleId, &'static str)> {
    let all = crate::rules::Rules { voice_portal: rules.clone(), ..Default::default() };
    let entries = all.entries(crate::domain::CredentialKind::VoicePortal);
    entries.into_iter().map(|(rule, _)| (rule, if rule == RuleId::DigitsOnly { "the portal" } else { from })).collect()
}
