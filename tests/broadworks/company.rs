//! Whom the double serves: service providers, their groups and users, and administrators.

use std::collections::BTreeMap;

use super::rules::{ApplyTo, PasscodeRules, PasswordRules, RuleLevel};

/// What a login is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoginType {
    System,
    Provisioning,
    Reseller,
    ServiceProvider,
    Group,
    GroupDepartment,
    User,
}

impl LoginType {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Provisioning => "Provisioning",
            Self::Reseller => "Reseller",
            Self::ServiceProvider => "Service Provider",
            Self::Group => "Group",
            Self::GroupDepartment => "Group Department",
            Self::User => "User",
        }
    }
}

/// An administrator.
#[derive(Clone)]
pub(crate) struct Admin {
    pub(crate) id: String,
    pub(crate) password: String,
    pub(crate) login_type: LoginType,
    pub(crate) reseller: Option<String>,
    pub(crate) provider: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) department: Option<String>,
    pub(crate) failed: u32,
    pub(crate) disabled: bool,
}

impl Admin {
    /// One of the system; others add where they belong.
    pub(crate) fn new(id: &str, password: &str, login_type: LoginType) -> Self {
        Self {
            id: id.to_owned(),
            password: password.to_owned(),
            login_type,
            reseller: None,
            provider: None,
            group: None,
            department: None,
            failed: 0,
            disabled: false,
        }
    }

    /// The same, of this service provider, and of this group if it is not empty.
    pub(crate) fn of(mut self, provider: &str, group: &str) -> Self {
        self.provider = Some(provider.to_owned());
        self.group = (!group.is_empty()).then(|| group.to_owned());
        self
    }
}

/// A service provider or an enterprise.
#[derive(Clone, Debug)]
pub(crate) struct Provider {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_enterprise: bool,
    pub(crate) reseller: Option<String>,
    pub(crate) password_rules: PasswordRules,
    pub(crate) apply_to: ApplyTo,
    pub(crate) passcode_rules: PasscodeRules,
}

/// A group: what this project calls a location.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) provider: String,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) user_limit: u32,
    pub(crate) password_rules: PasswordRules,
    pub(crate) passcode_rules: PasscodeRules,
    pub(crate) rule_level: RuleLevel,
}

/// A user.
#[derive(Clone, Default)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) provider: String,
    pub(crate) group: String,
    pub(crate) last_name: String,
    pub(crate) first_name: String,
    pub(crate) email: Option<String>,
    /// `+1-2155551234`.
    pub(crate) phone: Option<String>,
    pub(crate) extension: Option<String>,
    pub(crate) department: Option<String>,
    /// The one in force is the first; none has been set where there is none.
    pub(crate) passwords: Vec<String>,
    pub(crate) passcodes: Vec<String>,
    /// Whether the newest of them is in force.
    pub(crate) has_password: bool,
    pub(crate) failed_passwords: u32,
    pub(crate) password_disabled: bool,
    pub(crate) passcode_disabled: bool,
}

impl User {
    pub(crate) fn password(&self) -> Option<&str> {
        self.passwords.first().filter(|_| self.has_password).map(String::as_str)
    }

    pub(crate) fn passcode(&self) -> Option<&str> {
        self.passcodes.first().map(String::as_str)
    }
}

// Secrets stand in these two: they are shown without them.
impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Admin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Admin").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Everybody, and the rules of the system.
#[derive(Clone, Debug)]
pub(crate) struct Company {
    pub(crate) providers: Vec<Provider>,
    pub(crate) groups: Vec<Group>,
    pub(crate) users: BTreeMap<String, User>,
    pub(crate) admins: BTreeMap<String, Admin>,
    pub(crate) password_rules: PasswordRules,
    pub(crate) apply_to: ApplyTo,
    pub(crate) passcode_rules: PasscodeRules,
}

impl Company {
    pub(super) fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    pub(super) fn group(&self, provider: &str, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.provider == provider && group.id == id)
    }

    /// The group, to be changed.
    pub(crate) fn group_mut(&mut self, provider: &str, id: &str) -> &mut Group {
        let found = self.groups.iter_mut().find(|group| group.provider == provider && group.id == id);
        found.expect("a group of this company")
    }

    /// The password rules that bind the users of a group: nobody's where passwords live elsewhere.
    pub(super) fn password_rules_of(&self, provider: &str, group: &str) -> Option<&PasswordRules> {
        if self.apply_to == ApplyTo::Users {
            return Some(&self.password_rules);
        }
        let of_provider = self.provider(provider)?;
        match of_provider.apply_to {
            ApplyTo::Users => Some(&of_provider.password_rules),
            ApplyTo::External => None,
            ApplyTo::Others => self.group(provider, group).map(|group| &group.password_rules),
        }
    }

    /// The passcode rules that bind the users of a group.
    pub(super) fn passcode_rules_of(&self, provider: &str, group: &str) -> Option<&PasscodeRules> {
        let of_group = self.group(provider, group)?;
        match of_group.rule_level {
            RuleLevel::System => Some(&self.passcode_rules),
            RuleLevel::ServiceProvider => self.provider(provider).map(|provider| &provider.passcode_rules),
            RuleLevel::Group => Some(&of_group.passcode_rules),
        }
    }

    /// A user has signed in, or has not: too many wrong tries lock.
    pub(super) fn signed_in(&mut self, id: &str, right: bool) {
        let Some(user) = self.users.get(id) else { return };
        let rules = self.password_rules_of(&user.provider, &user.group);
        let most = rules.map(|rules| rules.max_failed).filter(|most| *most > 0);
        if let Some(user) = self.users.get_mut(id) {
            user.failed_passwords = if right { 0 } else { user.failed_passwords + 1 };
            user.password_disabled |= most.is_some_and(|most| user.failed_passwords >= most);
        }
    }
}
