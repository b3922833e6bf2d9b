//! `serve` and its API, as another program would use them.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, data};

/// A caller that knows nothing of this project's own client.
struct Caller {
    http: reqwest::Client,
    address: String,
    token: Option<String>,
}

impl Caller {
    fn new(address: &str, token: Option<&str>) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().timeout(Duration::from_secs(10)).build().unwrap();
        Self { http, address: address.to_owned(), token: token.map(str::to_owned) }
    }

    async fn call(&self, method: &str, path: &str, body: Option<Value>) -> (u16, String, Value) {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.http.request(method, format!("{}{path}", self.address));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        let status = response.status().as_u16();
        (status, kind, serde_json::from_str(&response.text().await.unwrap()).unwrap_or(Value::Null))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_hands_out_one_token_and_sigterm_ends_it_well() {
    let mut sandbox = Sandbox::new();
    let served = sandbox.serve(&[]).unwrap();
    let token = std::fs::read_to_string(sandbox.path("token")).unwrap();
    assert_eq!(sandbox.path("token").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(token.lines().count(), 1);
    let caller = Caller::new(&served.address, Some(token.trim()));
    let (status, _, who) = caller.call("GET", "/api/v1/whoami", None).await;
    assert_eq!((status, &who["role"]), (200, &"owner".into()));
    assert_eq!(served.terminate(), Some(0));
    // There is an admin now: the token file is left as it is.
    let again = sandbox.serve(&[]).unwrap();
    assert_eq!(std::fs::read_to_string(sandbox.path("token")).unwrap(), token);
    drop(again);
    let taken = sandbox.file("token");
    let fresh = sandbox.file("fresh");
    sandbox.run(&["serve", "--data", &fresh, "--listen", "127.0.0.1:0", "--token-out", &taken]).ends_with(2);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_nothing_is_told() {
    let mut sandbox = Sandbox::new();
    let served = sandbox.serve(&[]).unwrap();
    for token in [None, Some("ossmosis_wrong"), Some("")] {
        let caller = Caller::new(&served.address, token);
        for (method, path) in [
            ("GET", "/api/v1/users"),
            ("GET", "/api/v1/users/x"),
            ("PATCH", "/api/v1/users/x"),
            ("POST", "/api/v1/users/batch"),
            ("GET", "/api/v1/locations"),
            ("GET", "/api/v1/rules"),
            ("POST", "/api/v1/credentials/batch"),
            ("POST", "/api/v1/sign-in"),
            ("POST", "/api/v1/recovery-links/batch"),
            ("GET", "/api/v1/whoami"),
        ] {
            let (status, kind, problem) = caller.call(method, path, None).await;
            assert_eq!((status, kind.as_str()), (401, "application/problem+json"), "{method} {path}");
            assert_eq!((&problem["code"], &problem["status"]), (&"not_allowed".into(), &401.into()));
        }
        assert_eq!(caller.call("GET", "/healthz", None).await.0, 200);
        assert_eq!(caller.call("GET", "/readyz", None).await.0, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_one_another_and_wrong_requests_say_what_is_wrong() {
    let mut sandbox = Sandbox::new();
    let served = sandbox.serve(&[]).unwrap();
    sandbox.run(&["users", "import", &data("users.csv")]).succeeds();
    let token = std::fs::read_to_string(sandbox.path("token")).unwrap();
    let caller = Caller::new(&served.address, Some(token.trim()));
    let mut seen: Vec<String> = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/users?location=Denver&limit=33{cursor}");
        let (status, _, page) = caller.call("GET", &path, None).await;
        assert_eq!(status, 200);
        seen.extend(page["users"].as_array().unwrap().iter().map(|user| user["user_id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 140);
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]));
    for (method, path, body, status) in [
        ("GET", "/api/v1/users?limit=0", None, 400),
        ("GET", "/api/v1/users?limit=5000", None, 400),
        ("GET", "/api/v1/users?nonsense=1", None, 400),
        ("GET", "/api/v1/users?location=Denver&search=x", None, 400),
        ("GET", "/api/v1/users?has_email=maybe", None, 400),
        ("GET", "/api/v1/users/dave", None, 404),
        ("GET", "/api/v1/nothing", None, 404),
        ("DELETE", "/api/v1/users", None, 405),
        ("PATCH", "/api/v1/users/4842531928", Some(json!({})), 422),
        ("PATCH", "/api/v1/users/4842531928", Some(json!({"email": "nope"})), 400),
        ("POST", "/api/v1/sign-in", Some(json!({"user_id": "x", "credential": "pager", "secret": "y"})), 400),
        ("POST", "/api/v1/credentials/batch", Some(json!({"changes": [{"secret": "Kanarie7!Vogel"}]})), 422),
        ("POST", "/api/v1/credentials/batch", Some(json!("Kanarie7!Vogel")), 422),
    ] {
        let (found, kind, problem) = caller.call(method, path, body).await;
        assert_eq!((found, kind.as_str()), (status, "application/problem+json"), "{method} {path}: {problem}");
        assert!(!problem.to_string().contains("Kanarie"), "{problem}");
    }
    let large = json!({"changes": [{"user_id": "x".repeat(3_000_000)}]});
    let (status, kind, _) = caller.call("POST", "/api/v1/credentials/batch", Some(large)).await;
    assert_eq!((status, kind.as_str()), (413, "application/problem+json"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_tells_an_outcome_for_each_item() {
    let mut sandbox = Sandbox::new();
    let served = sandbox.serve(&[]).unwrap();
    sandbox.run(&["users", "import", &data("users.csv")]).succeeds();
    let token = std::fs::read_to_string(sandbox.path("token")).unwrap();
    let caller = Caller::new(&served.address, Some(token.trim()));
    let change = |user: &str, secret: &str| json!({"user_id": user, "credential": "application", "secret": secret, "must_change": false});
    let body = json!({"changes": [
        change("4842531928", "Tulip7!Harbor"), change("dave", "Tulip7!Harbor"), change("4842532525", "abc"),
    ]});
    let (status, _, answer) = caller.call("POST", "/api/v1/credentials/batch", Some(body)).await;
    assert_eq!(status, 200);
    let codes: Vec<&Value> =
        answer["outcomes"].as_array().unwrap().iter().map(|outcome| &outcome["error"]["code"]).collect();
    assert_eq!(codes, [&Value::Null, &"not_found".into(), &"refused_by_rules".into()]);
    let statuses: Vec<&Value> =
        answer["outcomes"].as_array().unwrap().iter().map(|outcome| &outcome["status"]).collect();
    assert_eq!(statuses, [200, 404, 422]);
    for key in [String::new(), "k".repeat(301), "a\0b".to_owned()] {
        let mut keyed = change("4842531928", "Garden4#Lantern");
        keyed["idempotency_key"] = key.into();
        let refused = caller.call("POST", "/api/v1/credentials/batch", Some(json!({"changes": [keyed]}))).await;
        assert_eq!(refused.0, 400);
    }
    let sign_in = |user: &str| json!({"user_id": user, "credential": "application", "secret": "Tulip7!Harbor"});
    let answer = caller.call("POST", "/api/v1/sign-in", Some(sign_in("4842531928"))).await;
    assert_eq!((answer.0, answer.2), (200, json!({"accepted": true, "must_change": false})));
    let answer = caller.call("POST", "/api/v1/sign-in", Some(sign_in("dave"))).await;
    assert_eq!((answer.0, answer.2), (200, json!({"accepted": false, "must_change": false})));
}

#[test]
fn beyond_this_machine_it_asks_for_a_proxy_that_speaks_tls() {
    let sandbox = Sandbox::new();
    let serve = |extra: &[&str]| {
        let data = sandbox.file("d");
        sandbox.run(&[&["serve", "--listen", "0.0.0.0:0", "--data", &data], extra].concat())
    };
    serve(&[]).ends_with(10).says("--behind-proxy");
    serve(&["--behind-proxy"]).ends_with(10).says("--public-url");
    sandbox.run(&["serve", "--tls-cert", "x"]).ends_with(2);
}

#[test]
fn a_plan_that_does_not_fit_sends_nothing() {
    let mut sandbox = Sandbox::new();
    let _served = sandbox.serve(&[]).unwrap();
    sandbox.run(&["users", "import", &data("users.csv")]).succeeds();
    let arguments = ["reset-password", "-l", "Wayne, PA", "--generate", "--secrets-out", "s.csv", "--yes"];
    let tool = sandbox.command(&arguments);
    // A file may grow to a kilobyte here, as on a disk that is full: the write fails, the process lives.
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"]).arg(tool.get_program()).args(tool.get_args());
    limited.env_clear().current_dir(tool.get_current_dir().unwrap());
    limited.envs(tool.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = limited.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("no plan can be kept"), "{said}");
    assert!(!sandbox.path("s.csv").exists());
    let user = sandbox.run(&["users", "list", "-l", "Wayne, PA", "-o", "ids"]).succeeds();
    let shown = sandbox.json(&["users", "show", user.stdout.lines().next().unwrap()]);
    assert_eq!(shown["credentials"][0]["set"], false, "something was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_is_kept_and_forgotten() {
    let mut sandbox = Sandbox::new();
    let served = sandbox.serve(&[]).unwrap();
    let token = std::fs::read_to_string(sandbox.path("token")).unwrap();
    std::fs::remove_file(sandbox.path("token")).unwrap();
    sandbox.run(&["users", "list"]).ends_with(4);
    sandbox.run(&["auth", "status"]).ends_with(4);
    sandbox.run_with_input(&["auth", "login", "--token-stdin"], "ossmosis_wrong\n").ends_with(4);
    sandbox.run(&["auth", "login"]).ends_with(4).says("--token-stdin");
    sandbox.run_with_input(&["auth", "login", "--token-stdin"], &token).succeeds();
    let kept = sandbox.path("config/ossmosis/credentials.toml");
    assert_eq!(kept.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(sandbox.json(&["auth", "status"])["role"], "owner");
    sandbox.run(&["locations", "list"]).succeeds();
    sandbox.run(&["auth", "logout"]).succeeds();
    sandbox.run(&["users", "list"]).ends_with(4);
    drop(served);
}
