//! The rules of each level, in each form that a release has of them.

use super::company::Company;
use super::reach::{Login, unauthorized};
use super::reply::{Answer, element, element_if};
use super::rules::{ApplyTo, PasscodeRules, PasswordRules, RuleLevel};
use super::schema::Element;
use super::setup::Setup;

/// Whose rules are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    System,
    ServiceProvider,
    Group,
    /// Those in force for a user.
    User,
}

/// What no client may show: the passcode of everybody new.
pub(crate) const DEFAULT_PASSCODE: &str = "860275";

/// Answers a command that asks for rules.
pub(super) fn run(setup: &Setup, company: &Company, login: &Login, name: &str, body: &Element) -> Answer {
    let level = match name {
        _ if name.starts_with("System") => Level::System,
        _ if name.starts_with("ServiceProvider") => Level::ServiceProvider,
        _ if name.starts_with("Group") => Level::Group,
        _ => Level::User,
    };
    let form = name.rsplit("Request").next().unwrap_or_default();
    let told = may_read(company, login, level, body).and_then(|(provider, group)| {
        if name.contains("Passcode") {
            passcode_rules(company, level, form, &provider, &group)
        } else {
            password_rules(setup, company, level, form, &provider, &group)
        }
    });
    told.map_or_else(|answer| answer, |data| Answer::to(name, data))
}

/// Of which service provider and group, if they may be read.
fn may_read(company: &Company, login: &Login, level: Level, body: &Element) -> Result<(String, String), Answer> {
    let (provider, group) = (body.needed("serviceProviderId"), body.needed("groupId"));
    match (level, body.text_of("userId")) {
        (Level::System, _) if login.is_everywhere() => {}
        (Level::System, _) => return Err(unauthorized()),
        (Level::ServiceProvider, _) => login.provider(company, provider)?,
        (_, Some(user)) => {
            let user = login.user(company, user)?;
            return Ok((user.provider.clone(), user.group.clone()));
        }
        _ => login.group(company, provider, group)?,
    }
    Ok((provider.to_owned(), group.to_owned()))
}

fn flag(to: &mut String, name: &str, value: bool) {
    element(to, name, if value { "true" } else { "false" });
}

fn number(to: &mut String, name: &str, value: u32) {
    element(to, name, &value.to_string());
}

/// A switch and its count, which is there also when the switch is off.
fn counted(to: &mut String, switch: &str, count: &str, value: Option<u32>) {
    flag(to, switch, value.is_some());
    number(to, count, value.unwrap_or(1));
}

fn password_rules(
    setup: &Setup,
    company: &Company,
    level: Level,
    form: &str,
    provider: &str,
    group: &str,
) -> Result<String, Answer> {
    let mut data = String::new();
    let of_provider = company.provider(provider);
    let rules = match level {
        Level::System => {
            let words = match company.apply_to {
                ApplyTo::Users => "Administrator and User",
                _ => "System, Provisioning Administrator",
            };
            element(&mut data, "rulesApplyTo", words);
            Some(&company.password_rules)
        }
        Level::ServiceProvider => {
            element(
                &mut data,
                "rulesApplyTo",
                match of_provider.map(|provider| provider.apply_to) {
                    Some(ApplyTo::Users) => "Administrator and User",
                    Some(ApplyTo::External) => "Group Administrator and User External Authentication",
                    _ => "Administrator",
                },
            );
            of_provider.map(|provider| &provider.password_rules)
        }
        Level::Group | Level::User if setup.tells_effective_rules => company.password_rules_of(provider, group),
        Level::Group | Level::User => None,
    };
    if matches!(level, Level::System | Level::ServiceProvider) {
        flag(&mut data, "allowWebAddExternalAuthenticationUsers", false);
    }
    // Where a higher level has the last word, the group's own are still told by some servers.
    let own = company.group(provider, group).map(|group| &group.password_rules);
    let rules = rules.or(own).ok_or_else(unauthorized)?;
    write_password_rules(&mut data, rules, form);
    if level == Level::System && form != "22" && form != "16" {
        flag(&mut data, "enforceExternalAuthForRoutePoint", false);
    }
    if form == "RI" {
        flag(&mut data, "usePasswordValidationService", false);
        flag(&mut data, "reenableLogin", false);
        number(&mut data, "lockOutInMinutes", 15);
    }
    Ok(data)
}

fn write_password_rules(to: &mut String, rules: &PasswordRules, form: &str) {
    flag(to, "disallowUserId", rules.disallow_user_id);
    flag(to, "disallowOldPassword", rules.disallow_old);
    flag(to, "disallowReversedOldPassword", rules.disallow_reversed_old);
    counted(to, "restrictMinDigits", "minDigits", rules.min_digits);
    counted(to, "restrictMinUpperCaseLetters", "minUpperCaseLetters", rules.min_upper);
    counted(to, "restrictMinLowerCaseLetters", "minLowerCaseLetters", rules.min_lower);
    counted(to, "restrictMinNonAlphanumericCharacters", "minNonAlphanumericCharacters", rules.min_special);
    number(to, "minLength", rules.min_length);
    number(to, "maxFailedLoginAttempts", rules.max_failed);
    number(to, "passwordExpiresDays", rules.expires_days);
    flag(to, "sendLoginDisabledNotifyEmail", false);
    flag(to, "disallowRulesModification", false);
    counted(to, "disallowPreviousPasswords", "numberOfPreviousPasswords", rules.previous);
    if form != "16" {
        flag(to, "forcePasswordChangeAfterReset", rules.force_change);
    }
}

fn passcode_rules(company: &Company, level: Level, form: &str, provider: &str, group: &str) -> Result<String, Answer> {
    let mut data = String::new();
    let of_group = company.group(provider, group);
    let rules = match level {
        Level::System => Some(&company.passcode_rules),
        Level::ServiceProvider => company.provider(provider).map(|provider| &provider.passcode_rules),
        // Its own, also where it names another level.
        Level::Group => of_group.map(|group| &group.passcode_rules),
        Level::User => company.passcode_rules_of(provider, group),
    };
    let rules = rules.ok_or_else(unauthorized)?;
    if level == Level::Group {
        element(
            &mut data,
            "useRuleLevel",
            match of_group.map(|group| group.rule_level) {
                Some(RuleLevel::System) => "System",
                Some(RuleLevel::ServiceProvider) => "Service Provider",
                _ => "Group",
            },
        );
    }
    write_passcode_rules(&mut data, rules, form.is_empty() && level != Level::User);
    match (level, form) {
        (Level::System, _) => element(&mut data, "defaultPassword", DEFAULT_PASSCODE),
        (Level::ServiceProvider, "22" | "RI") => {
            flag(&mut data, "enableDefaultPasscode", true);
            element(&mut data, "defaultPasscode", DEFAULT_PASSCODE);
        }
        _ => {}
    }
    if form == "RI" {
        flag(&mut data, "reenableLogin", false);
        number(&mut data, "lockOutInMinutes", 15);
    }
    Ok(data)
}

fn write_passcode_rules(to: &mut String, rules: &PasscodeRules, is_oldest: bool) {
    flag(to, "disallowRepeatedDigits", rules.repeated_digits.is_some());
    if !is_oldest {
        number(to, "numberOfRepeatedDigits", rules.repeated_digits.unwrap_or(3));
        flag(to, "disallowRepeatedPatterns", rules.disallow_patterns);
        flag(to, "disallowContiguousSequences", rules.sequences.is_some());
        let (up, down) = rules.sequences.unwrap_or((3, 3));
        number(to, "numberOfAscendingDigits", up);
        number(to, "numberOfDescendingDigits", down);
    }
    flag(to, "disallowUserNumber", rules.disallow_number);
    flag(to, "disallowReversedUserNumber", rules.disallow_reversed_number);
    flag(to, "disallowOldPasscode", rules.previous.is_some());
    if !is_oldest {
        number(to, "numberOfPreviousPasscodes", rules.previous.unwrap_or(1));
    }
    flag(to, "disallowReversedOldPasscode", rules.disallow_reversed_old);
    number(to, "minCodeLength", rules.min_length);
    number(to, "maxCodeLength", rules.max_length);
    flag(to, "disableLoginAfterMaxFailedLoginAttempts", rules.max_failed.is_some());
    element_if(to, "maxFailedLoginAttempts", rules.max_failed.map(|most| most.to_string()).as_deref());
    flag(to, "expirePassword", rules.expires_days.is_some());
    element_if(to, "passcodeExpiresDays", rules.expires_days.map(|days| days.to_string()).as_deref());
    flag(to, "sendLoginDisabledNotifyEmail", false);
}
