//! A client that is not ours, `broadworks-ocip` in Python, against the double: two readings of one protocol.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::broadworks::{ADMIN, Double, Release, Setup, Transport};
use crate::broadworks_raw::{Raw, until};
use crate::outside::{OCIP_PYTHON, named};
use crate::sandbox::Sandbox;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/broadworks/client.py");

/// The lines that the script answers to these. None without its Python.
fn script(arguments: &[&str], lines: &[Value]) -> Option<Vec<String>> {
    let mut child = Command::new(named(OCIP_PYTHON)?)
        .arg(SCRIPT)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    for line in lines {
        writeln!(input, "{line}").unwrap();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

/// The document that Python sends for a command, whose fields have names in snake case. None without its Python.
pub(crate) fn encoded(kind: &str, fields: &Value) -> Option<String> {
    let lines = script(&["--encode"], &[json!({"type": kind, "fields": fields})])?;
    Some(lines[0].replace("\\n", "\n"))
}

/// What Python, logged in as an administrator, is answered to commands. None without its Python.
pub(crate) fn asked(double: &Double, (id, password): (&str, &str), commands: &[(&str, Value)]) -> Option<Vec<Value>> {
    let address = double.address(Transport::Tcp);
    let mut lines = vec![json!({"username": id, "password": password})];
    lines.extend(commands.iter().map(|(kind, fields)| json!({"type": kind, "fields": fields})));
    let answers = script(&[&address.ip().to_string(), &address.port().to_string()], &lines)?;
    Some(answers.iter().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// The users of a group as Python reads them: its own names of columns, `user_id` and so on. None without its Python.
pub(crate) fn listed(double: &Double, login: (&str, &str), provider: &str, group: &str) -> Option<Vec<Value>> {
    let of = json!({"service_provider_id": provider, "group_id": group});
    let answers = asked(double, login, &[("UserGetListInGroupRequest", of)])?;
    Some(answers[0]["answer"]["user_table"].as_array().unwrap_or_else(|| panic!("{answers:?}")).clone())
}

/// A double that bears what this client does beside the schema.
fn lenient() -> Double {
    Double::start(Setup { lenient: true, ..Setup::default() })
}

#[test]
fn python_reads_the_users_of_a_group() {
    let double = lenient();
    let Some(users) = listed(&double, ADMIN, "acme", "oslo") else { return };
    assert_eq!(users.len(), 4);
    let of =
        |id: &str| users.iter().find(|user| user["user_id"] == id).unwrap_or_else(|| panic!("no {id} in {users:?}"));
    assert_eq!(of("haugen@acme.example")["first_name"], "Åse");
    assert_eq!(of("hansen@acme.example")["phone_number"], "+47-22110001");
    assert_eq!(of("odd/\\&<]]>'\"é漢@acme.example")["last_name"], "O'Neil & \"Søn\" <]]>");
    // It does not wait for the answer to its logout.
    until(|| double.record().logouts == ["Connection close"]);
}

#[test]
fn python_sets_secrets_and_reads_them_back() {
    let double = lenient();
    let user = "moe@acme.example";
    let commands = [
        ("PasswordModifyRequest", json!({"user_id": user, "new_password": "Lakris-99-Vaffel"})),
        ("UserPortalPasscodeModifyRequest", json!({"user_id": user, "new_passcode": "70935182"})),
        ("UserPortalPasscodeGetInfoRequest", json!({"user_id": user})),
        ("UserModifyRequest17sp4", json!({"user_id": user, "email_address": "new@acme.example"})),
        ("UserGetRequest17sp4", json!({"user_id": user})),
        ("PasswordModifyRequest", json!({"user_id": user, "new_password": "short"})),
        ("UserGetRequest17sp4", json!({"user_id": "nobody"})),
    ];
    let Some(answers) = asked(&double, ADMIN, &commands) else { return };
    assert_eq!(answers[0]["type"].as_str().map(|kind| kind.trim_start_matches("c:")), Some("SuccessResponse"));
    assert_eq!(answers[2]["answer"]["passcode"], "70935182");
    assert_eq!(answers[4]["answer"]["email_address"], "new@acme.example");
    assert!(answers[5]["error"].as_str().is_some_and(|error| error.contains("too short")), "{answers:?}");
    assert_eq!(answers[6]["error"], "[Error 4008] User not found: nobody");
    assert_eq!(double.company().users[user].password(), Some("Lakris-99-Vaffel"));
    assert_eq!(double.record().secrets.len(), 3);
}

#[test]
fn what_python_encodes_is_valid_here() {
    let criteria = json!([{
        "type": "SearchCriteriaUserLastName",
        "fields": {"mode": "Starts With", "value": "Ha", "is_case_insensitive": true},
    }]);
    let fields = json!({"service_provider_id": "acme", "group_id": "oslo", "search_criteria_user_last_name": criteria});
    let Some(document) = encoded("UserGetListInGroupRequest", &fields) else { return };
    let double = Double::start(Setup::default());
    let mut raw = Raw::logged_in(&double);
    let answer = raw.exchange(document.as_bytes());
    // Valid, but of a session that is not of this connection.
    assert!(answer.contains("This session is not of this connection"), "{answer}");
}

/// What this tool sends, command by command, is what Python makes of the same: the same elements in the same order.
#[test]
fn python_builds_the_same_commands() {
    let double = Double::start(Setup::default().release(Release::R22));
    let sandbox = Sandbox::new().on(&double.url(Transport::Tcp));
    let login = ["auth", "login", "--user", ADMIN.0, "--password-stdin"];
    sandbox.run_with_input(&login, ADMIN.1).succeeds();
    let reset = ["reset-password", "--location", "acme/oslo", "--credential", "both", "--generate"];
    sandbox.run(&[&reset[..], &["--secrets-out", "new.csv", "--yes"]].concat()).succeeds();
    sandbox.run(&["users", "edit", "hansen@acme.example", "--email", "k&h@acme.example"]).succeeds();
    let secret = |credential: &str| {
        let company = double.company();
        let user = &company.users["odd/\\&<]]>'\"é漢@acme.example"];
        let known = if credential == "application" { user.password() } else { user.passcode() };
        known.unwrap().to_owned()
    };
    let odd = "odd/\\&<]]>'\"é漢@acme.example";
    let of_group = json!({"service_provider_id": "acme", "group_id": "oslo"});
    for (kind, fields) in [
        ("GroupGetListInServiceProviderRequest", json!({"service_provider_id": "acme"})),
        ("UserGetListInGroupRequest", of_group.clone()),
        ("GroupPasswordRulesGetRequest22", of_group),
        ("PasswordModifyRequest", json!({"user_id": odd, "new_password": secret("application")})),
        ("UserPortalPasscodeModifyRequest", json!({"user_id": odd, "new_passcode": secret("voice-portal")})),
        ("UserModifyRequest17sp4", json!({"user_id": "hansen@acme.example", "email_address": "k&h@acme.example"})),
        ("LogoutRequest", json!({"user_id": ADMIN.0, "reason": "Client Logout"})),
    ] {
        let Some(theirs) = encoded(kind, &fields) else { return };
        let theirs = commands(&theirs);
        let ours: Vec<String> = double.record().texts.iter().flat_map(|text| commands(text)).collect();
        assert!(ours.contains(&theirs[0]), "{kind}: {theirs:?} is none of {ours:#?}");
    }
}

/// The commands of a document, each with its structure.
fn commands(text: &str) -> Vec<String> {
    let read = roxmltree::Document::parse(text.trim()).unwrap();
    let found = read.root_element().children().filter(|child| child.has_tag_name("command"));
    found.map(crate::broadworks_golden::structure).collect()
}
