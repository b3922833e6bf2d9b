//! `rules show` and `rules check`, without a server.

use crate::sandbox::Sandbox;

fn check(arguments: &[&str], input: impl AsRef<[u8]>, code: i32) -> serde_json::Value {
    let arguments = [&["rules", "check", "-o", "json"], arguments].concat();
    Sandbox::new().run_with_input(&arguments, input).ends_with(code).json()
}

fn broken(result: &serde_json::Value) -> Vec<&str> {
    result["violations"].as_array().unwrap().iter().map(|violation| violation["rule"].as_str().unwrap()).collect()
}

#[test]
fn the_built_in_rules_are_shown_without_a_server() {
    let shown = Sandbox::new().json(&["rules", "show"]);
    assert_eq!(shown["schema"], "ossmosis.rules/v1");
    assert_eq!(shown["source"], "built-in");
    assert!(shown["location"].is_null());
    assert_eq!(shown["credentials"]["application"]["max_length"], 40);
    assert_eq!(shown["credentials"]["application"]["not_previous"], true);
    assert!(shown["credentials"]["application"].get("not_user_id").is_none());
    assert_eq!(shown["credentials"]["voice-portal"]["digits_only"], true);
    assert!(shown["credentials"]["voice-portal"].get("max_ascending").is_none());
}

#[test]
fn every_line_has_its_verdict() {
    let input = b"\xef\xbb\xbfTulip7!Harbor\r\nabc\n\nP\xe9ter1!xx\n";
    let document = check(&[], input, 6);
    let results = document["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    assert_eq!(results[0]["valid"], true);
    assert_eq!(results[0]["unchecked"], serde_json::json!(["not_previous"]));
    assert!(results[0]["strength"]["score"].as_u64().unwrap() >= 2);
    assert_eq!(broken(&results[1]), ["min_length", "min_upper", "min_digits", "min_special", "max_sequence"]);
    assert_eq!(broken(&results[2]), ["min_length", "min_upper", "min_lower", "min_digits", "min_special"]);
    assert_eq!(broken(&results[3]), ["allowed_characters"]);
    assert_eq!(results[3]["unchecked"], serde_json::json!([]));
    assert!(results[3]["strength"].is_null());
}

#[test]
fn an_over_long_line_breaks_one_rule() {
    let document = check(&[], format!("{}\nTulip7!Harbor", "x".repeat(100_000)), 6);
    let results = document["results"].as_array().unwrap();
    assert_eq!(broken(&results[0]), ["max_length"]);
    assert_eq!(results[1]["valid"], true);
    let within = check(&[], "x".repeat(1024), 6);
    assert!(broken(&within["results"][0]).len() > 1);
}

#[test]
fn passcodes_are_not_scored() {
    let document = check(&["--credential", "voice-portal"], "481236\n", 0);
    let result = &document["results"][0];
    assert!(result["strength"].is_null());
    assert_eq!(result["unchecked"], serde_json::json!(["not_own_number", "not_own_number_reversed", "not_previous"]));
}

#[test]
fn nothing_typed_is_echoed() {
    for output in ["table", "json", "ndjson", "csv", "ids"] {
        let run = Sandbox::new().run_with_input(&["rules", "check", "-o", output], "kanarienvogel\n").ends_with(6);
        assert!(!run.stdout.contains("kanarienvogel") && !run.stderr.contains("kanarienvogel"), "{output}");
    }
}

#[test]
fn no_lines_are_no_failure() {
    assert_eq!(check(&[], "", 0)["results"], serde_json::json!([]));
}
