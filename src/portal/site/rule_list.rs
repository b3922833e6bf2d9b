//! The rules of a password as a list to tick off.

use maud::{Markup, html};

use crate::domain::CredentialKind;
use crate::rules::{RuleId, RuleValue, Rules, SPECIALS, Verdict};
use crate::texts::{Texts, fill};

/// How far a password meets a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tick {
    /// Nothing was typed yet.
    Open,
    /// It does.
    Met,
    /// It does not.
    Broken,
    /// Only saving can tell.
    Later,
}

impl Tick {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met => "met",
            Self::Broken => "broken",
            Self::Later => "later",
        }
    }
}

/// The rules in force for the application password, each with how far it is met.
pub(super) fn ticks(rules: &Rules, verdict: Option<&Verdict>) -> Vec<(RuleId, Tick)> {
    let entries = rules.entries(CredentialKind::Application).into_iter();
    let tick = |rule: RuleId| match verdict {
        _ if matches!(rule, RuleId::NotPrevious | RuleId::NotPreviousReversed) => Tick::Later,
        None => Tick::Open,
        Some(verdict) if verdict.violations.iter().any(|violation| violation.rule == rule) => Tick::Broken,
        Some(_) => Tick::Met,
    };
    entries.map(|(rule, _)| (rule, tick(rule))).collect()
}

/// The list. `broken` are rules that saving found broken.
pub(super) fn list(t: &Texts, rules: &Rules, verdict: Option<&Verdict>, broken: &[RuleId]) -> Markup {
    let values = rules.entries(CredentialKind::Application);
    html! {
        ul.rules #rules {
            @for ((rule, tick), (_, value)) in ticks(rules, verdict).into_iter().zip(&values) {
                @let tick = if broken.contains(&rule) { Tick::Broken } else { tick };
                li data-rule=(rule) data-tick=(tick.as_str()) {
                    (sentence(t, rule, value))
                    span.sr data-met=(t.rule_met) data-broken=(t.rule_broken) data-later=(t.rule_later) {
                        @match tick {
                            Tick::Open => {},
                            Tick::Met => { " (" (t.rule_met) ")" },
                            Tick::Broken => { " (" (t.rule_broken) ")" },
                            Tick::Later => { " (" (t.rule_later) ")" },
                        }
                    }
                }
            }
        }
    }
}

/// A rule as a person reads it.
fn sentence(t: &Texts, rule: RuleId, value: &RuleValue) -> String {
    let text = match rule {
        RuleId::MinLength => t.rule_min_length,
        RuleId::MaxLength => t.rule_max_length,
        RuleId::AllowedCharacters => t.rule_allowed_characters,
        RuleId::MinUpper => t.rule_min_upper,
        RuleId::MinLower => t.rule_min_lower,
        RuleId::MinDigits => t.rule_min_digits,
        RuleId::MinSpecial => t.rule_min_special,
        RuleId::MaxRepeat => t.rule_max_repeat,
        RuleId::MaxSequence => t.rule_max_sequence,
        RuleId::NotPrevious => t.rule_not_previous,
        RuleId::NotPreviousReversed => t.rule_not_previous_reversed,
        RuleId::NotUserId => t.rule_not_user_id,
        other => other.about(),
    };
    let set = match value {
        RuleValue::Text(allowed) => allowed.chars().filter(|c| !c.is_ascii_alphanumeric()).collect(),
        _ => SPECIALS.to_owned(),
    };
    fill(text, &[("n", &value.to_string()), ("set", &spaced(&set))])
}

/// Characters that a reader can tell apart.
fn spaced(set: &str) -> String {
    set.chars().map(String::from).collect::<Vec<_>>().join(" ")
}
