//! Companies to serve: the sample one, any number of users, and those of a CSV.

use std::collections::BTreeMap;
use std::path::Path;

use super::company::{Admin, Company, Group, LoginType, Provider, User};
use super::rules::{ApplyTo, PasscodeRules, PasswordRules, RuleLevel};

/// The administrator of the enterprise acme, and the password.
pub(crate) const ADMIN: (&str, &str) = ("ops-admin", "Tr0ub4dor&3x!");
/// The administrator of the whole system.
pub(crate) const SYSTEM_ADMIN: (&str, &str) = ("root-admin", "Gr1d-of-Stone");
/// The administrator of the group oslo.
pub(crate) const GROUP_ADMIN: (&str, &str) = ("oslo-admin", "F1ord-and-Fell");
/// What every user of a new company signs in with.
pub(crate) const FIRST_PASSWORD: &str = "Begin-0815-Here";
/// What every user of a new company dials.
pub(crate) const FIRST_PASSCODE: &str = "394716";

impl Company {
    /// A system without anybody but its administrator.
    pub(crate) fn empty() -> Self {
        let admin = Admin::new(SYSTEM_ADMIN.0, SYSTEM_ADMIN.1, LoginType::System);
        Self {
            providers: Vec::new(),
            groups: Vec::new(),
            users: BTreeMap::new(),
            admins: BTreeMap::from([(admin.id.clone(), admin)]),
            password_rules: PasswordRules::default(),
            apply_to: ApplyTo::Others,
            passcode_rules: PasscodeRules::default(),
        }
    }

    /// The enterprise acme: its groups oslo and bergen, users with and without email and numbers, and odd names.
    pub(crate) fn acme() -> Self {
        let mut acme = Self::empty();
        acme.add_provider("acme", "Acme Telephones");
        acme.add_group("acme", "oslo", "Oslo office");
        acme.add_group("acme", "bergen", "Bergen office");
        acme.add_admin(Admin::new(ADMIN.0, ADMIN.1, LoginType::ServiceProvider).of("acme", ""));
        acme.add_admin(Admin::new(GROUP_ADMIN.0, GROUP_ADMIN.1, LoginType::Group).of("acme", "oslo"));
        for [group, id, last, first, email, phone, extension, department] in SAMPLES {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            acme.add_user(User {
                id: id.to_owned(),
                provider: "acme".to_owned(),
                group: group.to_owned(),
                last_name: last.to_owned(),
                first_name: first.to_owned(),
                email: some(email),
                phone: some(phone),
                extension: some(extension),
                department: some(department),
                ..User::default()
            });
        }
        acme
    }

    /// An enterprise `acme` whose group `oslo` has this many users, `u000001@acme.example` and so on. Every tenth has
    /// no email.
    pub(crate) fn of_size(users: usize) -> Self {
        let mut company = Self::acme();
        company.users.clear();
        company.add_users("acme", "oslo", users);
        company
    }

    /// The users of a CSV of this project; each location becomes a group of `acme`.
    pub(crate) fn from_csv(path: &Path) -> Self {
        let mut company = Self::acme();
        company.users.clear();
        company.groups.clear();
        let mut rows = csv::Reader::from_path(path).expect("a CSV of users");
        let headings = rows.headers().expect("headings").clone();
        for row in rows.records() {
            let row = row.expect("a row");
            let cell = |name: &str| {
                let at = headings.iter().position(|heading| heading == name)?;
                row.get(at).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
            };
            let location = cell("location").unwrap_or_else(|| "none".to_owned());
            if company.group("acme", &location).is_none() {
                company.add_group("acme", &location, &location);
            }
            company.add_user(User {
                id: cell("user_id").expect("a user id"),
                provider: "acme".to_owned(),
                group: location,
                last_name: cell("last_name").unwrap_or_default(),
                first_name: cell("first_name").unwrap_or_default(),
                email: cell("email"),
                phone: cell("phone_number").map(|number| international(&number)),
                extension: cell("extension"),
                department: cell("department"),
                ..User::default()
            });
        }
        company
    }

    /// Adds an enterprise.
    pub(crate) fn add_provider(&mut self, id: &str, name: &str) -> &mut Provider {
        self.providers.push(Provider {
            id: id.to_owned(),
            name: name.to_owned(),
            is_enterprise: true,
            reseller: None,
            password_rules: PasswordRules::default(),
            apply_to: ApplyTo::Others,
            passcode_rules: PasscodeRules::default(),
        });
        self.providers.last_mut().expect("the one that was added")
    }

    /// Adds a group to a service provider.
    pub(crate) fn add_group(&mut self, provider: &str, id: &str, name: &str) {
        self.groups.push(Group {
            provider: provider.to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            user_limit: 250,
            password_rules: PasswordRules::default(),
            passcode_rules: PasscodeRules::default(),
            rule_level: RuleLevel::Group,
        });
    }

    /// Adds users to a group.
    pub(crate) fn add_users(&mut self, provider: &str, group: &str, users: usize) {
        for n in 1..=users {
            let id = format!("u{n:06}@{provider}.example");
            self.add_user(User {
                email: (!n.is_multiple_of(10)).then(|| id.clone()),
                id,
                provider: provider.to_owned(),
                group: group.to_owned(),
                last_name: format!("Hansen{n}"),
                first_name: "Åse".to_owned(),
                phone: Some(format!("+1-215{n:07}")),
                extension: Some(format!("{n:06}")),
                ..User::default()
            });
        }
    }

    /// Adds an administrator.
    pub(crate) fn add_admin(&mut self, admin: Admin) {
        self.admins.insert(admin.id.clone(), admin);
    }

    /// Adds a user, who begins with [`FIRST_PASSWORD`] and [`FIRST_PASSCODE`].
    pub(crate) fn add_user(&mut self, mut user: User) {
        user.passwords = vec![FIRST_PASSWORD.to_owned()];
        user.has_password = true;
        user.passcodes = vec![FIRST_PASSCODE.to_owned()];
        self.users.insert(user.id.clone(), user);
    }
}

/// As BroadWorks tells a number, which a CSV may have without its country.
fn international(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('1').filter(|national| national.len() == 10) {
        Some(national) => format!("+1-{national}"),
        None => format!("+1-{digits}"),
    }
}

/// Group, id, last and first name, email, phone, extension, department.
const SAMPLES: [[&str; 8]; 7] = [
    ["oslo", "hansen@acme.example", "Hansen", "Kari", "kari@acme.example", "+47-22110001", "4001", "Sales"],
    ["oslo", "haugen@acme.example", "Haugen", "Åse", "", "", "4002", ""],
    ["oslo", "odd/\\&<]]>'\"é漢@acme.example", "O'Neil & \"Søn\" <]]>", "漢字", "odd@acme.example", "", "4003", ""],
    ["oslo", "moe@acme.example", "Moe", "Liv", "liv@acme.example", "+47-22110004", "4004", "Support"],
    ["bergen", "lie@acme.example", "Lie", "Ola", "ola@acme.example", "+47-55110001", "5001", "Sales"],
    ["bergen", "vik@acme.example", "Vik", "Eli", "", "+47-55110002", "5002", ""],
    ["bergen", "dahl@acme.example", "Dahl", "Jo", "jo@acme.example", "", "", ""],
];
