//! What is generated and committed is current: completions, manual, API description.

use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;

use crate::sandbox::Sandbox;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

const REGENERATE: &str = "regenerate it: see CONTRIBUTING in README.md";

#[test]
fn the_command_line_is_sound() {
    ossmosis::cli::Cli::command().debug_assert();
}

#[test]
fn completions_are_current() {
    let sandbox = Sandbox::new();
    let files = [
        ("bash", "ossmosis.bash"),
        ("zsh", "_ossmosis"),
        ("fish", "ossmosis.fish"),
        ("powershell", "_ossmosis.ps1"),
        ("elvish", "ossmosis.elv"),
    ];
    for (shell, file) in files {
        let made = sandbox.run(&["completions", shell]).succeeds().stdout;
        let kept = fs::read_to_string(root().join("completions").join(file)).unwrap_or_default();
        assert!(made == kept, "completions/{file} is not current; {REGENERATE}");
    }
}

fn pages(folder: &Path) -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    pages.sort();
    pages
}

#[test]
fn the_manual_is_current() {
    let sandbox = Sandbox::new();
    sandbox.run(&["man", "--dir", "man"]).succeeds();
    let (made, kept) = (pages(&sandbox.path("man")), pages(&root().join("man")));
    let names = |pages: &[(String, String)]| pages.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&made), names(&kept), "{REGENERATE}");
    for ((name, made), (_, kept)) in made.iter().zip(&kept) {
        assert!(made == kept, "man/{name} is not current; {REGENERATE}");
    }
}

#[test]
fn every_route_is_described() {
    let document = serde_json::to_value(ossmosis::portal::openapi()).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut paths: Vec<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "/api/v1/credentials/batch",
            "/api/v1/credentials/change",
            "/api/v1/locations",
            "/api/v1/recovery-links",
            "/api/v1/recovery-links/batch",
            "/api/v1/recovery-links/revoke",
            "/api/v1/rules",
            "/api/v1/sign-in",
            "/api/v1/test-mail",
            "/api/v1/tokens",
            "/api/v1/users",
            "/api/v1/users/batch",
            "/api/v1/users/{user_id}",
            "/api/v1/users/{user_id}/recovery-mail",
            "/api/v1/whoami",
            "/healthz",
            "/readyz",
        ]
    );
    let batch = &document["paths"]["/api/v1/users/batch"]["post"]["responses"];
    for status in ["400", "401", "403", "413", "415", "422"] {
        assert!(batch[status]["content"]["application/problem+json"].is_object(), "{status}: {batch}");
    }
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(document.pointer(reference).is_some(), "{reference} leads nowhere");
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert_eq!(schemas["SecretText"]["format"], "password");
}

#[test]
fn help_answers_for_every_command() {
    fn walk(sandbox: &Sandbox, command: &clap::Command, path: &[&str]) {
        let run = sandbox.run(&[path, &["--help"]].concat()).succeeds();
        assert!(run.stdout.contains("Usage: ossmosis"), "{path:?}");
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            walk(sandbox, sub, &[path, &[sub.get_name()]].concat());
        }
    }
    walk(&Sandbox::new(), &ossmosis::cli::Cli::command(), &[]);
}

#[test]
fn the_example_of_a_unit_is_one_that_works() {
    let unit = fs::read_to_string(root().join("examples/ossmosis.service")).unwrap();
    let value = |name: &str| {
        let joined = unit.replace("\\\n", " ");
        joined.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned()
    };
    // What stands between quotes is one word.
    let start = value("ExecStart=");
    let words = start.split('"').enumerate().flat_map(|(n, part)| match n % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![part.to_owned()],
    });
    let words: Vec<String> = words.collect();
    let matches = ossmosis::cli::Cli::command().try_get_matches_from(&words);
    assert!(matches.is_ok(), "{:?}", matches.err());
    assert!(words.iter().any(|word| word == "--behind-proxy"), "its visitors would count as one");
    // Requests have 10 seconds, and a mail less than its claim lasts.
    assert!(value("TimeoutStopSec=").parse::<u32>().unwrap() >= 10 + 5 * 60);
}
