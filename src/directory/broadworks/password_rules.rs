//! The rules of the application password as BroadWorks has them: at three levels, of which one binds the users of a
//! group. OCI-P: `SystemPasswordRulesGet…`, `ServiceProviderPasswordRulesGet…`, `GroupPasswordRulesGet…`.

use std::sync::Arc;

use crate::ocip::Element;
use crate::rules::{PasswordRules, RuleId};

/// The longest password that the schema has (`Password`).
const LONGEST: usize = 60;

/// Whose rules these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    System,
    ServiceProvider,
    Group,
}

impl Level {
    /// As `rules show` names the source of a rule.
    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::System => "BroadWorks, system",
            Self::ServiceProvider => "BroadWorks, service provider",
            Self::Group => "BroadWorks, group",
        }
    }
}

/// Whom the rules of a level bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binds {
    Users,
    /// Administrators alone: a lower level has the rules of users.
    NotUsers,
    /// Users have their passwords elsewhere, and a reset here would change nothing that they sign in with.
    External,
}

/// What a level says.
pub(super) struct AtLevel {
    pub(super) level: Level,
    pub(super) binds: Binds,
    pub(super) rules: PasswordRules,
    /// Whether users have to choose a new password after a reset; releases before 22 do not say.
    pub(super) forces_change: Option<bool>,
}

impl AtLevel {
    pub(super) fn read(level: Level, answer: &Element) -> Self {
        let applies_to = answer.value("rulesApplyTo").unwrap_or_default();
        let binds = match level {
            Level::Group => Binds::Users,
            _ if applies_to == "Administrator and User" => Binds::Users,
            // The long form of newer systems, and that of service providers.
            _ if applies_to.contains("xternal") => Binds::External,
            _ => Binds::NotUsers,
        };
        // Counts stand there even where their switch is off.
        let on = |name: &str| answer.flag(name).unwrap_or_default();
        let least = |switch: &str, count: &str| if on(switch) { answer.number(count).unwrap_or(1) } else { 0 };
        let rules = PasswordRules {
            min_length: answer.number("minLength").unwrap_or_default(),
            max_length: Some(LONGEST),
            allowed_characters: None,
            min_upper: least("restrictMinUpperCaseLetters", "minUpperCaseLetters"),
            min_lower: least("restrictMinLowerCaseLetters", "minLowerCaseLetters"),
            min_digits: least("restrictMinDigits", "minDigits"),
            min_special: least("restrictMinNonAlphanumericCharacters", "minNonAlphanumericCharacters"),
            max_repeat: None,
            max_sequence: None,
            not_previous: on("disallowOldPassword") || on("disallowPreviousPasswords"),
            not_user_id: on("disallowUserId"),
            not_previous_reversed: on("disallowReversedOldPassword"),
        };
        Self { level, binds, rules, forces_change: answer.flag("forcePasswordChangeAfterReset") }
    }
}

/// The rules in force, each with where it comes from.
pub(super) struct Effective {
    pub(super) rules: PasswordRules,
    pub(super) sources: Vec<(RuleId, &'static str)>,
    pub(super) forces_change: Option<bool>,
}

/// The first level that binds users, from the system downwards. A group's reply is told to be what holds for its users
/// already: where the two differ, the stricter of each rule is taken. `None`: passwords are kept elsewhere.
pub(super) fn effective(levels: &[Arc<AtLevel>]) -> Option<Effective> {
    let binding = levels.iter().find(|at| at.binds != Binds::NotUsers)?;
    if binding.binds == Binds::External {
        return None;
    }
    let group = levels.iter().find(|at| at.level == Level::Group).unwrap_or(binding);
    let mut rules = binding.rules.clone();
    let mut sources = Vec::new();
    let mut least = |rule: RuleId, value: &mut usize, other: usize| {
        let from = if other > *value { group.level } else { binding.level };
        *value = (*value).max(other);
        if *value > 0 {
            sources.push((rule, from.source()));
        }
    };
    least(RuleId::MinLength, &mut rules.min_length, group.rules.min_length);
    least(RuleId::MinUpper, &mut rules.min_upper, group.rules.min_upper);
    least(RuleId::MinLower, &mut rules.min_lower, group.rules.min_lower);
    least(RuleId::MinDigits, &mut rules.min_digits, group.rules.min_digits);
    least(RuleId::MinSpecial, &mut rules.min_special, group.rules.min_special);
    let mut switch = |rule: RuleId, value: &mut bool, other: bool| {
        let from = if other && !*value { group.level } else { binding.level };
        *value |= other;
        if *value {
            sources.push((rule, from.source()));
        }
    };
    switch(RuleId::NotPrevious, &mut rules.not_previous, group.rules.not_previous);
    switch(RuleId::NotUserId, &mut rules.not_user_id, group.rules.not_user_id);
    switch(RuleId::NotPreviousReversed, &mut rules.not_previous_reversed, group.rules.not_previous_reversed);
    sources.push((RuleId::MaxLength, "BroadWorks, schema"));
    Some(Effective { rules, sources, forces_change: binding.forces_change })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(level: Level, binds: Binds, min_length: usize, min_digits: usize) -> Arc<AtLevel> {
        let mut rules = PasswordRules { not_user_id: level == Level::System, ..PasswordRules::default() };
        (rules.min_length, rules.min_digits) = (min_length, min_digits);
        Arc::new(AtLevel { level, binds, rules, forces_change: Some(level == Level::System) })
    }

    fn check(levels: &[Arc<AtLevel>]) -> Option<(usize, usize, Option<bool>, Vec<&'static str>)> {
        let found = effective(levels)?;
        let of = |rule: RuleId| found.sources.iter().find(|(known, _)| *known == rule).map_or("", |(_, from)| from);
        let from = vec![of(RuleId::MinLength), of(RuleId::MinDigits), of(RuleId::NotUserId)];
        Some((found.rules.min_length, found.rules.min_digits, found.forces_change, from))
    }

    #[test]
    fn the_first_level_that_binds_users_rules_and_the_group_may_be_stricter() {
        let (system, provider, group) = ("BroadWorks, system", "BroadWorks, service provider", "BroadWorks, group");
        let levels = |top, middle| {
            [
                at(Level::System, top, 10, 1),
                at(Level::ServiceProvider, middle, 9, 1),
                at(Level::Group, Binds::Users, 8, 2),
            ]
        };
        let all = |first, second, third| vec![first, second, third];
        assert_eq!(check(&levels(Binds::Users, Binds::Users)), Some((10, 2, Some(true), all(system, group, system))));
        assert_eq!(check(&levels(Binds::NotUsers, Binds::Users)), Some((9, 2, Some(false), all(provider, group, ""))));
        assert_eq!(check(&levels(Binds::NotUsers, Binds::NotUsers)), Some((8, 2, Some(false), all(group, group, ""))));
        assert_eq!(check(&levels(Binds::NotUsers, Binds::External)), None, "passwords are kept elsewhere");
        assert_eq!(check(&levels(Binds::External, Binds::Users)), None);
        let group_alone = [at(Level::Group, Binds::Users, 8, 2)];
        assert_eq!(check(&group_alone), Some((8, 2, Some(false), all(group, group, ""))));
    }
}
