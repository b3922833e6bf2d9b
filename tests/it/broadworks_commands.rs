//! The tool on BroadWorks, against a double of it that is strict: every transport, release and kind of login.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::broadworks::company::Group;
use crate::broadworks::{
    ADMIN, Admin, ApplyTo, Company, Double, FIRST_PASSWORD, GROUP_ADMIN, LoginType, Release, RuleLevel, SYSTEM_ADMIN,
    SecretKind, Setup, Transport,
};
use crate::sandbox::Sandbox;

/// A double, and a place that is signed in to it.
fn signed_in(setup: Setup, transport: Transport, login: (&str, &str)) -> (Double, Sandbox) {
    let double = Double::start(setup);
    let sandbox = place(&double, transport);
    let words = ["auth", "login", "--user", login.0, "--password-stdin"];
    sandbox.run_with_input(&words, format!("{}\n", login.1)).succeeds().says("signed in");
    (double, sandbox)
}

fn place(double: &Double, transport: Transport) -> Sandbox {
    let sandbox = Sandbox::new().on(&double.url(transport));
    let ca_file = match transport {
        Transport::Tls | Transport::Soaps => format!("ca_file = \"{}\"\n", double.ca_file().display()),
        Transport::Tcp | Transport::Soap => String::new(),
    };
    sandbox.write("config.toml", format!("[broadworks]\nxsi_url = {:?}\n{ca_file}", double.xsi_url()));
    sandbox
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn ids(document: &Value) -> Vec<&str> {
    document["users"].as_array().unwrap().iter().map(|user| text(&user["user_id"])).collect()
}

/// The secrets in a file of new ones: user id, credential, secret.
fn secrets(sandbox: &Sandbox, name: &str) -> Vec<[String; 3]> {
    let mut reader = csv::Reader::from_path(sandbox.path(name)).unwrap();
    let row = |row: csv::StringRecord| [0, 1, 2].map(|at| row[at].to_owned());
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// Everything that a server could hold against a client.
fn nothing_to_complain_of(double: &Double) {
    let record = double.record();
    // A form that a release does not know is asked for once, and nothing else is wrong.
    let is_form =
        |why: &str| why.starts_with("Invalid xsi:type") || why.contains("Expected no element 'searchCriteria");
    let wrong: Vec<&String> = record.invalid.iter().filter(|why| !is_form(why)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let each_once: BTreeSet<&String> = record.invalid.iter().collect();
    assert_eq!(each_once.len(), record.invalid.len(), "{:?}", record.invalid);
    assert_eq!((record.overlaps, record.second_logins, record.foreign_sessions), (0, 0, 0));
    assert_eq!(record.passwords_in_clear(), 0);
    let logins = record.logins.iter().filter(|login| login.accepted).count();
    assert_eq!(record.logouts.len(), logins, "whoever signs in says goodbye: {:?}", record.logins);
    assert!(record.logouts.iter().all(|reason| reason == "Client Logout"), "{:?}", record.logouts);
}

fn everybody_at_oslo(double: &Double) -> BTreeSet<String> {
    let company = double.company();
    company.users.values().filter(|user| user.group == "oslo").map(|user| user.id.clone()).collect()
}

/// Lists, resets, programs an email and shows, as somebody at the help desk would.
fn works(double: &Double, sandbox: &Sandbox, what: &str) {
    let listed = sandbox.json(&["users", "list", "--location", "oslo"]);
    let expected = everybody_at_oslo(double);
    assert_eq!(ids(&listed), expected.iter().map(String::as_str).collect::<Vec<_>>(), "{what}");
    assert!(listed["users"].as_array().unwrap().iter().all(|user| user["location"] == "acme/oslo"), "{what}");
    let found = sandbox.json(&["users", "list", "--search", "åse"]);
    assert_eq!(ids(&found), ["haugen@acme.example"], "{what}");
    let reset = ["reset-password", "--location", "acme/oslo", "--credential", "both", "--generate"];
    let out = ["--secrets-out", "new.csv", "--yes", "--verify"];
    sandbox.run(&[&reset[..], &out].concat()).succeeds().says("8 changed").says("commands were sent");
    let new = secrets(sandbox, "new.csv");
    assert_eq!(new.len(), 8, "{what}");
    for [user, credential, secret] in &new {
        let company = double.company();
        let user = &company.users[user];
        let in_force = if credential == "application" { user.password() } else { user.passcode() };
        assert_eq!(in_force, Some(secret.as_str()), "{what}: {}", user.id);
    }
    sandbox.run(&["users", "edit", "haugen@acme.example", "--email", "aase@acme.example"]).succeeds();
    assert_eq!(double.company().users["haugen@acme.example"].email.as_deref(), Some("aase@acme.example"), "{what}");
    sandbox.run(&["users", "edit", "4002", "--clear-email"]).succeeds();
    assert_eq!(double.company().users["haugen@acme.example"].email, None, "{what}");
    let shown = sandbox.run(&["users", "show", "+47 22 11 00 01", "-o", "json"]).succeeds();
    assert_eq!(shown.json()["credentials"][1]["locked"], false, "{what}");
    let passcode = double.company().users["hansen@acme.example"].passcode().unwrap().to_owned();
    assert!(!shown.stdout.contains(&passcode), "{what}: a passcode was printed");
    let rules = sandbox.json(&["rules", "show", "--location", "oslo"]);
    assert_eq!(rules["credentials"]["application"]["min_digits"], 2, "{what}");
    assert_eq!(rules["credentials"]["application"]["max_length"], 40, "{what}: the portal's");
    assert_eq!(rules["credentials"]["voice-portal"]["min_length"], 6, "{what}");
    assert_eq!(rules["sources"]["application"]["min_digits"], "BroadWorks, group", "{what}");
    assert_eq!(rules["sources"]["application"]["max_repeat"], "the portal", "{what}");
    nothing_to_complain_of(double);
}

/// Lists a location and resets one of it: what every other pair is tried with.
fn resets_one(double: &Double, sandbox: &Sandbox, what: &str) {
    let reset = ["reset-password", "4002", "--credential", "both", "--generate", "--secrets-out", "new.csv"];
    sandbox.run(&reset).succeeds().says("2 changed");
    for [user, credential, secret] in &secrets(sandbox, "new.csv") {
        let company = double.company();
        let user = &company.users[user];
        let in_force = if credential == "application" { user.password() } else { user.passcode() };
        assert_eq!(in_force, Some(secret.as_str()), "{what}: {}", user.id);
    }
    nothing_to_complain_of(double);
}

/// Every pair of transport and release, transport and login, release and login.
#[test]
fn every_transport_release_and_login_works() {
    use Release::{Independent, R17, R22, R22Patched, R23, R24, R2022_08};
    use Transport::{Soap, Soaps, Tcp, Tls};
    let (system, provider, group, department) = (SYSTEM_ADMIN, ADMIN, GROUP_ADMIN, ("sales-admin", "D1vide-And"));
    let releases = [R17, R22, R22Patched, R23, R24, R2022_08, Independent];
    let logins = [system, provider, group, department];
    for (r, release) in releases.into_iter().enumerate() {
        for (t, transport) in [Tcp, Tls, Soap, Soaps].into_iter().enumerate() {
            let login = logins[(r + t) % logins.len()];
            let mut admin = Admin::new(department.0, department.1, LoginType::GroupDepartment).of("acme", "oslo");
            admin.department = Some("Sales".to_owned());
            let setup = Setup::default().release(release).admin(admin).encrypted();
            let (double, sandbox) = signed_in(setup, transport, login);
            let what = format!("{release:?}, {transport:?}, {}", login.0);
            if login == department {
                let listed = sandbox.json(&["users", "list"]);
                assert_eq!(ids(&listed), ["hansen@acme.example"], "{what}: its department alone");
                let reset = ["reset-password", "4001", "--generate", "--show", "--yes"];
                sandbox.run(&reset).succeeds().says("1 changed");
                nothing_to_complain_of(&double);
            } else if t == r % 4 {
                works(&double, &sandbox, &what);
            } else {
                resets_one(&double, &sandbox, &what);
            }
        }
    }
}

#[test]
fn a_wrong_password_is_tried_once_and_never_again() {
    let double = Double::start(Setup::default().encrypted());
    for transport in [Transport::Tcp, Transport::Tls, Transport::Soap] {
        let before = double.record().logins.len();
        let sandbox = place(&double, transport);
        sandbox.write("pw", "wrong");
        let login = ["--login-user", ADMIN.0, "--login-password-file", "pw"];
        let list = sandbox.run(&[&["locations", "list"], &login[..]].concat()).ends_with(4);
        drop(list.says("its password is wrong").says("lock-out"));
        assert_eq!(double.record().logins.len(), before + 1, "{transport:?}");
    }
    let sandbox = place(&double, Transport::Tcp);
    sandbox.run(&["locations", "list"]).ends_with(4).says("auth login --user NAME");
    let login = ["auth", "login", "--user", ADMIN.0, "--password-stdin"];
    sandbox.run_with_input(&login, ADMIN.1).succeeds().says("Service Provider");
    sandbox.run(&["auth", "status"]).succeeds();
    let kept = std::fs::read_to_string(sandbox.path("config/ossmosis/credentials.toml")).unwrap();
    assert!(kept.contains("Tr0ub4dor&3x!"), "{kept}");
    sandbox.run(&["auth", "logout"]).succeeds();
    sandbox.run(&["auth", "status"]).ends_with(4);
}

#[test]
fn a_location_is_named_by_both_ids_or_by_what_it_alone_is_called() {
    let mut company = Company::acme();
    company.add_provider("be/ta\\", "Beta");
    company.add_group("be/ta\\", "oslo", "Oslo office");
    company.add_group("be/ta\\", "漢", "North");
    company.add_users("be/ta\\", "漢", 2);
    let (double, sandbox) = signed_in(Setup::default().company(company), Transport::Tcp, SYSTEM_ADMIN);
    let locations = sandbox.json(&["locations", "list"]);
    let told: Vec<(&str, u64, u64)> = locations["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["name"]), one["users"].as_u64().unwrap(), one["without_email"].as_u64().unwrap()))
        .collect();
    let expected = [("acme/bergen", 3, 1), ("acme/oslo", 4, 1), ("be\\/ta\\\\/oslo", 0, 0), ("be\\/ta\\\\/漢", 2, 2)];
    assert_eq!(told, expected);
    let uncounted = sandbox.json(&["locations", "list", "--no-counts"]);
    assert!(uncounted["locations"][0]["users"].is_null());
    let list = |name: &str| sandbox.run(&["users", "list", "--location", name, "-o", "ids"]);
    assert_eq!(list("NORTH").succeeds().stdout.lines().count(), 2);
    assert_eq!(list("be\\/ta\\\\/漢").succeeds().stdout.lines().count(), 2);
    list("oslo").ends_with(5).says("acme/oslo").says("be\\/ta\\\\/oslo");
    list("Oslo office").ends_with(5).says("ambiguous");
    list("bergn").ends_with(5).says("did you mean");
    nothing_to_complain_of(&double);
}

fn change_group(double: &Double, change: impl FnOnce(&mut Group)) {
    change(double.company().group_mut("acme", "oslo"));
}

#[test]
fn rules_come_from_the_level_that_binds_users() {
    let (double, sandbox) = signed_in(Setup::default(), Transport::Tcp, SYSTEM_ADMIN);
    let application = |key: &str| {
        let rules = sandbox.json(&["rules", "show", "--location", "acme/oslo"]);
        (rules["credentials"]["application"][key].clone(), rules["sources"]["application"][key].clone())
    };
    assert_eq!(application("min_length"), (10.into(), "BroadWorks, group".into()));
    let mut company = double.company();
    company.providers[0].apply_to = ApplyTo::Users;
    company.providers[0].password_rules.min_length = 13;
    company.group_mut("acme", "oslo").rule_level = RuleLevel::System;
    company.passcode_rules.min_length = 9;
    drop(company);
    let (length, source) = application("min_length");
    assert_eq!((length, source), (13.into(), "BroadWorks, service provider".into()));
    let drift = sandbox.run(&["rules", "show", "--location", "acme/oslo", "--drift", "-o", "json"]).succeeds().json();
    assert!(drift["drift"]["since_last_shown"].as_array().unwrap().is_empty(), "{drift}");
    let other = &drift["drift"]["from_built_in"];
    assert!(other.as_array().unwrap().iter().any(|one| one["rule"] == "min_length" && one["is"] == 9), "{drift}");
    change_group(&double, |group| group.rule_level = RuleLevel::Group);
    let drift = sandbox.run(&["rules", "show", "--location", "acme/oslo", "--drift"]).succeeds();
    assert!(drift.stdout.contains("9 -> 6"), "{}", drift.stdout);
    double.company().providers[0].apply_to = ApplyTo::External;
    let reset = ["reset-password", "--location", "acme/oslo", "--generate", "--secrets-out", "s.csv", "--yes"];
    drop(sandbox.run(&reset).ends_with(3).says("outside BroadWorks"));
    assert!(!sandbox.path("s.csv").exists());
    assert!(double.record().secrets.is_empty());
    nothing_to_complain_of(&double);
}

#[test]
fn whether_a_user_has_to_choose_another_is_a_rule_there() {
    let (double, sandbox) = signed_in(Setup::default(), Transport::Tcp, ADMIN);
    let reset = |flag: &'static str, which: &'static str| {
        sandbox.run(&["reset-password", "4001", "--credential", which, "--generate", "--show", flag])
    };
    drop(reset("--no-must-change", "application").ends_with(2).says("cannot be honoured"));
    drop(reset("--must-change", "application").succeeds().says("has to choose another"));
    change_group(&double, |group| group.password_rules.force_change = false);
    drop(reset("--must-change", "application").ends_with(2).says("not asked"));
    drop(reset("--no-must-change", "application").succeeds());
    drop(reset("--no-must-change", "voice-portal").ends_with(2));
    assert_eq!(double.record().secrets.len(), 2);
    let (double, sandbox) = signed_in(Setup::default().release(Release::R17), Transport::Tcp, ADMIN);
    let reset = ["reset-password", "4001", "--generate", "--show"];
    drop(sandbox.run(&[&reset[..], &["--must-change"]].concat()).ends_with(2).says("does not tell"));
    drop(sandbox.run(&reset).succeeds().says("does not tell"));
    assert_eq!(double.record().secrets.len(), 1);
}

#[test]
fn what_breaks_a_rule_is_refused_here_or_there() {
    let (double, sandbox) = signed_in(Setup::default(), Transport::Tcp, ADMIN);
    let typed = |password: &str| {
        let words = ["reset-password", "4001", "--password-stdin", "--allow-weak"];
        sandbox.run_with_input(&words, format!("{password}\n"))
    };
    drop(typed("Short1!2").ends_with(6).says("needs at least 10"));
    drop(typed("Hansen!-2026-x").ends_with(6).says("user id"));
    assert!(double.record().secrets.is_empty(), "nothing was sent");
    // The backend compares, and says so in its own words; the secret is not repeated.
    drop(typed("Tulip7!Harbor9").succeeds());
    change_group(&double, |group| group.password_rules.min_special = Some(5));
    let refused = typed("Willow8!Harbor9").ends_with(6);
    assert!(!refused.stderr.contains("Willow8!Harbor9"), "{}", refused.stderr);
}

#[test]
fn what_only_a_backend_has_is_refused_with_how_to_get_it() {
    let (double, sandbox) = signed_in(Setup::default(), Transport::Tcp, ADMIN);
    let sample = crate::sandbox::data("users.csv");
    for words in [
        &["recovery", "list"][..],
        &["recovery", "revoke", "--all"],
        &["users", "import", &sample],
        &["forgot-password", "--location", "oslo", "--yes"],
        &["users", "edit", "4001", "--protect"],
        &["admin", "token", "voicemail", "--scope", "sign-in"],
    ] {
        drop(sandbox.run(words).ends_with(2).says("serve --directory ocip://127.0.0.1:"));
    }
    let split = sandbox.run(&["forgot-password", "--location", "oslo", "--dry-run", "-o", "json"]).succeeds().json();
    assert_eq!((&split["summary"]["with_email"], &split["summary"]["without_email"]), (&3.into(), &1.into()));
    let emails = sandbox.write("emails.csv", "user_id,email\nhaugen@acme.example,ase@acme.example\n");
    sandbox.run(&["users", "set-emails", &emails, "--yes"]).succeeds();
    assert_eq!(double.company().users["haugen@acme.example"].email.as_deref(), Some("ase@acme.example"));
    let far = Sandbox::new().on("ocip://as.example");
    drop(far.run(&["users", "list", "--login-user", "x"]).ends_with(4));
    far.write("pw", "x");
    let far = far.run(&["users", "list", "--login-user", "x", "--login-password-file", "pw"]);
    drop(far.ends_with(10).says("--insecure"));
}

#[test]
fn a_sign_in_is_proved_where_the_applications_sign_in() {
    let (double, sandbox) = signed_in(Setup::default(), Transport::Tcp, ADMIN);
    let sign_in = |secret: &str, more: &[&str]| {
        let words = [&["users", "sign-in", "hansen@acme.example", "--password-stdin"], more].concat();
        sandbox.run_with_input(&words, format!("{secret}\n"))
    };
    sign_in(FIRST_PASSWORD, &[]).succeeds();
    drop(sign_in("wrong", &[]).ends_with(6));
    drop(sign_in("394716", &["--credential", "voice-portal"]).ends_with(3).says("by telephone"));
    assert_eq!(double.record().xsi.len(), 2, "each was tried once");
    double.company().users.get_mut("moe@acme.example").unwrap().password_disabled = true;
    let reset = ["reset-password", "4001", "4004", "--generate", "--secrets-out", "s.csv", "--yes", "--verify"];
    sandbox.run(&reset).succeeds();
    let csv = sandbox.file("s.csv");
    sandbox.run(&["users", "sign-in", "--from-csv", &csv]).succeeds();
    let password = double.company().users["moe@acme.example"].password().unwrap().to_owned();
    let rows = format!("moe@acme.example,application,{password}\nmoe@acme.example,voice-portal,394716\n");
    let csv = sandbox.write("both.csv", format!("user_id,credential,secret\n{rows}"));
    let tried = sandbox.run(&["users", "sign-in", "--from-csv", &csv]).ends_with(3).says("1 could not be tried");
    assert!(tried.stdout.contains("true") && !tried.stdout.contains("voice-portal"), "{}", tried.stdout);
    sandbox.write("config.toml", "");
    drop(
        sandbox.run_with_input(&["users", "sign-in", "4001", "--password-stdin"], "x\n").ends_with(3).says("--xsi-url"),
    );
}

#[test]
fn no_more_is_asked_than_is_needed() {
    let setup = Setup::default().company(Company::of_size(2_000));
    let (double, sandbox) = signed_in(setup, Transport::Tcp, ADMIN);
    let before = double.record().commands.len();
    let reset = ["reset-password", "--location", "acme/oslo", "--generate", "--secrets-out", "s.csv", "--yes"];
    sandbox.run(&reset).succeeds().says("2000 changed");
    let record = double.record();
    let mut counts = std::collections::BTreeMap::new();
    for command in &record.commands[before..] {
        *counts.entry(*command).or_insert(0) += 1;
    }
    let logins = counts.remove("LoginRequest14sp4").unwrap_or_default();
    assert_eq!((counts.remove("AuthenticationRequest"), counts.remove("LogoutRequest")), (Some(logins), Some(logins)));
    assert!(logins <= 4, "{logins} logins");
    assert_eq!(counts.remove("GroupGetListInServiceProviderRequest"), Some(1));
    // A full page may be the last one, or not: the third is empty.
    assert_eq!(counts.remove("UserGetListInGroupPagedSortedListRequest"), Some(3));
    assert_eq!(counts.remove("PasswordModifyRequest"), Some(2_000));
    let rules: i32 = counts.values().sum();
    assert!(rules <= 4 && counts.keys().all(|name| name.contains("RulesGet")), "{counts:?}");
    assert_eq!(record.most_commands, 5, "of a document that writes");
    assert!(record.with_two_secrets().is_empty());
    assert!(record.secrets.iter().all(|set| set.kind == SecretKind::Password && set.applied));
}
