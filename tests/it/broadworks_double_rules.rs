//! The double of BroadWorks: logins, rules, locks, and what it keeps of secrets.

use crate::broadworks::{
    ADMIN, ApplyTo, Company, DEFAULT_PASSCODE, Double, FIRST_PASSCODE, FIRST_PASSWORD, Provider, RuleLevel,
    SYSTEM_ADMIN, SecretKind, SecretSet, Setup, Transport, User, signature,
};
use crate::broadworks_raw::{Raw, between};

const MOE: &str = "moe@acme.example";

fn new_password(raw: &mut Raw, user: &str, more: &str, password: &str) -> String {
    let body = format!("<userId>{user}</userId>{more}<newPassword>{password}</newPassword>");
    raw.ask("PasswordModifyRequest", &body)
}

fn new_passcode(raw: &mut Raw, passcode: &str) -> String {
    let body = format!("<userId>{MOE}</userId><newPasscode>{passcode}</newPasscode>");
    raw.ask("UserPortalPasscodeModifyRequest", &body)
}

#[test]
fn the_digest_is_that_of_other_clients() {
    assert_eq!(signature("1234567890123", "password"), "77e4a6de3a1e00be05e121cf0ebee860");
    assert_eq!(signature("1732370000123", "Tr0ub4dor&3x!"), "ff933c49b4d245debaa9fa7d7fed9be1");
}

#[test]
fn wrong_logins_are_counted_and_then_the_account_is_disabled() {
    let double = Double::start(Setup::default());
    let mut raw = Raw::connect(double.address(Transport::Tcp), "s");
    assert!(raw.ask("VerifySessionIsValidRequest", "").contains("ErrorResponse"));
    for _ in 0..5 {
        assert!(raw.log_in(ADMIN.0, "wrong").contains("[Error 4962]"));
    }
    assert!(raw.log_in(ADMIN.0, ADMIN.1).contains("[Error 5202] Account is disabled."));
    assert!(raw.log_in("nobody", "wrong").contains("[Error 4962]"));
    double.company().admins.get_mut(ADMIN.0).unwrap().disabled = false;
    let plain = format!("<userId>{}</userId><password>{}</password>", ADMIN.0, ADMIN.1.replace('&', "&amp;"));
    assert!(raw.ask("LoginRequest22V5", &plain).contains("<tokenRevocationTime>"));
    assert!(raw.ask("LoginRequest22V5", &plain).contains("ErrorResponse"));
    let mut other = Raw::connect(double.address(Transport::Tcp), "s");
    assert!(other.log_in(ADMIN.0, ADMIN.1).contains("ErrorResponse"));
    let record = double.record();
    assert_eq!((record.logins.len(), record.logins.iter().filter(|login| login.accepted).count()), (10, 1));
    assert_eq!((record.second_logins, record.foreign_sessions, record.passwords_in_clear()), (1, 1, 2));
    assert_eq!((record.sockets_opened, record.most_sockets), (2, 2));
}

#[test]
fn a_server_may_refuse_the_digest() {
    let double = Double::start(Setup { refuses_digest: true, ..Setup::default() });
    let mut raw = Raw::connect(double.address(Transport::Tcp), "s");
    assert!(raw.log_in(ADMIN.0, ADMIN.1).contains("[Error 4962]"));
}

#[test]
fn passwords_obey_the_rules_of_the_level_that_binds() {
    let double = Double::start(Setup::default());
    let mut raw = Raw::logged_in_as(&double, SYSTEM_ADMIN);
    for wrong in ["Short-99", "lakris-9-vaffel-1", "Lakris-9-Vaffel", "Lakris-99-Moe-x", "LAKRIS-99-VAFFEL"] {
        let answer = new_password(&mut raw, MOE, "", wrong);
        assert!(answer.contains("ErrorResponse") && answer.contains(wrong), "{answer}");
    }
    assert!(new_password(&mut raw, MOE, "", "Lakris-99-Vaffel").contains("SuccessResponse"));
    // The same once more is one of the previous, but only for whom the old one was given.
    assert!(new_password(&mut raw, MOE, "", "Lakris-99-Vaffel").contains("SuccessResponse"));
    let old = "<oldPassword>Lakris-99-Vaffel</oldPassword>";
    assert!(new_password(&mut raw, MOE, old, "Lakris-99-Vaffel").contains("ErrorResponse"));
    assert!(new_password(&mut raw, MOE, "<oldPassword>no</oldPassword>", "Salmiakk-88-x").contains("ErrorResponse"));
    let effective = |raw: &mut Raw| {
        let group = "<serviceProviderId>acme</serviceProviderId><groupId>oslo</groupId>";
        let answer = raw.ask("GroupPasswordRulesGetRequest16", group);
        between(&answer, "<minLength>", "</minLength>").to_owned()
    };
    {
        let mut company = double.company();
        company.password_rules.min_length = 20;
        let acme: &mut Provider = &mut company.providers[0];
        (acme.apply_to, acme.password_rules.min_length) = (ApplyTo::Users, 18);
        company.group_mut("acme", "oslo").password_rules.min_length = 12;
    }
    assert_eq!(effective(&mut raw), "18");
    assert!(new_password(&mut raw, MOE, "", "Salmiakk-88-is-17").contains("ErrorResponse"));
    double.company().apply_to = ApplyTo::Users;
    assert_eq!(effective(&mut raw), "20");
    let system = raw.ask("SystemPasswordRulesGetRequest24", "");
    assert!(system.contains("<rulesApplyTo>Administrator and User</rulesApplyTo>"), "{system}");
    double.company().apply_to = ApplyTo::Others;
    double.company().providers[0].apply_to = ApplyTo::External;
    assert!(new_password(&mut raw, MOE, "", "Salmiakk-88-is-really-long").contains("ErrorResponse"));
}

#[test]
fn a_group_may_tell_its_own_rules_instead() {
    let mut setup = Setup { tells_effective_rules: false, ..Setup::default() };
    setup.company.apply_to = ApplyTo::Users;
    setup.company.password_rules.min_length = 20;
    let double = Double::start(setup);
    let group = "<serviceProviderId>acme</serviceProviderId><groupId>oslo</groupId>";
    let answer = Raw::logged_in(&double).ask("GroupPasswordRulesGetRequestRI", group);
    assert!(answer.contains("<minLength>10</minLength>") && answer.contains("<usePasswordValidationService>"));
}

#[test]
fn passcodes_obey_theirs() {
    let double = Double::start(Setup { always_compares_passcodes: true, ..Setup::default() });
    let mut raw = Raw::logged_in(&double);
    let wrong =
        ["12345a", "93715", "93715937159", "444917", "938938", "912349", "22110004", "40001122", FIRST_PASSCODE];
    for wrong in wrong {
        assert!(new_passcode(&mut raw, wrong).contains("ErrorResponse"), "{wrong}");
    }
    assert!(new_passcode(&mut raw, "7093518").contains("SuccessResponse"));
    let told = raw.ask("UserPortalPasscodeGetInfoRequest", &format!("<userId>{MOE}</userId>"));
    assert!(told.contains("<passcode>7093518</passcode>"), "{told}");
    double.company().group_mut("acme", "oslo").rule_level = RuleLevel::ServiceProvider;
    double.company().providers[0].passcode_rules.min_length = 8;
    assert!(new_passcode(&mut raw, "8093518").contains("ErrorResponse"));
    let group = "<serviceProviderId>acme</serviceProviderId><groupId>oslo</groupId>";
    let own = raw.ask("GroupPortalPasscodeRulesGetRequest19", group);
    assert!(own.contains("<useRuleLevel>Service Provider</useRuleLevel>"), "{own}");
    assert!(raw.ask("UserPortalPasscodeRulesGetRequest", group).contains("<minCodeLength>8</minCodeLength>"));
    let provider = "<serviceProviderId>acme</serviceProviderId>";
    assert!(raw.ask("ServiceProviderPortalPasscodeRulesGetRequest22", provider).contains(DEFAULT_PASSCODE));
    assert!(!raw.ask("ServiceProviderPortalPasscodeRulesGetRequest", provider).contains("numberOf"));
}

#[test]
fn every_secret_is_written_down_as_it_was_stored() {
    let double = Double::start(Setup::default());
    let mut raw = Raw::logged_in(&double);
    new_password(&mut raw, MOE, "", "  Lakris  99-Vaffel ");
    new_passcode(&mut raw, "1");
    new_passcode(&mut raw, "70935182");
    raw.ask("UserModifyRequest17sp4", &format!("<userId>{MOE}</userId><newPassword xsi:nil=\"true\"/>"));
    let set = |kind, value: Option<&str>, applied| SecretSet {
        user: MOE.to_owned(),
        kind,
        value: value.map(str::to_owned),
        applied,
    };
    let record = double.record();
    assert_eq!(
        record.secrets,
        [
            set(SecretKind::Password, Some("Lakris 99-Vaffel"), true),
            set(SecretKind::Passcode, Some("1"), false),
            set(SecretKind::Passcode, Some("70935182"), true),
            set(SecretKind::Password, None, true),
        ]
    );
    let two = [(MOE.to_owned(), SecretKind::Password), (MOE.to_owned(), SecretKind::Passcode)];
    assert_eq!(record.with_two_secrets(), two);
}

#[test]
fn a_user_is_changed_whole_or_not_at_all() {
    let double = Double::start(Setup::default());
    let mut raw = Raw::logged_in(&double);
    let mut modify = |form: &str, inner: &str| {
        let answer = raw.ask(&format!("UserModifyRequest{form}"), &format!("<userId>{MOE}</userId>{inner}"));
        assert!(!answer.contains("6004"), "{answer}");
        answer.contains("SuccessResponse")
    };
    let department = "<department xsi:type=\"EnterpriseDepartmentKey\" xsi:nil=\"true\"/>";
    assert!(modify("16", "<lastName>Moen</lastName><phoneNumber xsi:nil=\"true\"/><extension>77</extension>"));
    assert!(modify("21", &format!("{department}<emailAddress/>")));
    assert!(!modify("22", "<firstName>Siv</firstName><newPassword>short</newPassword>"));
    assert!(!modify("22", "<firstName>Siv</firstName><phoneNumber>+47-22110001</phoneNumber>"));
    let company = double.company();
    let user: &User = &company.users[MOE];
    assert_eq!((user.last_name.as_str(), user.first_name.as_str()), ("Moen", "Liv"));
    assert_eq!((&user.phone, &user.email, &user.department), (&None, &None, &None));
    assert_eq!((user.extension.as_deref(), user.password()), (Some("77"), Some(FIRST_PASSWORD)));
}

#[test]
fn users_change_their_own_and_have_to_know_the_old_one() {
    let double = Double::start(Setup::default());
    let mut raw = Raw::logged_in_as(&double, (MOE, FIRST_PASSWORD));
    assert!(new_password(&mut raw, MOE, "", "Lakris-99-Vaffel").contains("ErrorResponse"));
    let old = format!("<oldPassword>{FIRST_PASSWORD}</oldPassword>");
    assert!(new_password(&mut raw, MOE, &old, "Lakris-99-Vaffel").contains("SuccessResponse"));
    assert!(new_password(&mut raw, "lie@acme.example", "", "Lakris-99-Vaffel").contains("[Error 5404]"));
    assert!(new_password(&mut raw, ADMIN.0, "", "Lakris-99-Vaffel").contains("[Error 5404]"));
    let mut admin = Raw::logged_in_as(&double, SYSTEM_ADMIN);
    assert!(new_password(&mut admin, ADMIN.0, "", "Lakris-99-Vaffel").contains("SuccessResponse"));
    assert_eq!(double.company().admins[ADMIN.0].password, "Lakris-99-Vaffel");
}

#[test]
fn a_csv_of_users_becomes_groups() {
    let company = Company::from_csv(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/users.csv").as_ref());
    assert_eq!(company.users.len(), 1200);
    assert!(company.groups.iter().any(|group| group.name == "Philadelphia HQ"));
    assert_eq!(company.users["4842531928"].phone.as_deref(), Some("+1-4842531928"));
    assert_eq!(company.users["4842531928"].passcode(), Some(FIRST_PASSCODE));
}
