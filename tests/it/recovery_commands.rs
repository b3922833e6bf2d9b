//! `recovery …`, `forgot-password --only-not-done` and `admin token`, as an administrator types them.

use serde_json::{Value, json};

use crate::sandbox::{Outcome, Sandbox, data};
use crate::visitor::{Visitor, amaras_answer};

const AMARA: &str = "4842532525";

/// A backend over the network with the sample users, whose mails go to a folder.
fn served() -> (Sandbox, crate::sandbox::Served) {
    let mut sandbox = Sandbox::new();
    let mail = format!("dir:{}", sandbox.file("mail"));
    let served = sandbox.serve(&["--mail", &mail]).unwrap();
    sandbox.run(&["users", "import", &data("users.csv")]).succeeds();
    (sandbox, served)
}

/// Every token that was mailed to a user of this masked id.
fn tokens(sandbox: &Sandbox, folder: &str, masked: &str) -> Vec<String> {
    let entries = std::fs::read_dir(sandbox.path(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut mails: Vec<_> = entries.filter(|path| path.extension().is_some_and(|kind| kind == "eml")).collect();
    mails.sort_by_key(|path| path.metadata().unwrap().modified().unwrap());
    let texts = mails.iter().map(|path| crate::kit::read(&std::fs::read(path).unwrap()));
    texts.filter(|text| text.contains(masked) && text.contains("/r/")).map(|text| crate::kit::token(&text)).collect()
}

fn states(document: &Value) -> Vec<(String, Option<String>)> {
    let links = document["links"].as_array().unwrap().iter();
    links.map(|link| (link["state"].as_str().unwrap().to_owned(), link["end"].as_str().map(str::to_owned))).collect()
}

fn forgot(sandbox: &Sandbox, users: &[&str]) -> Outcome {
    sandbox.run(&[&["forgot-password", "--yes"], users].concat())
}

/// Everything here works alike on an embedded backend and over the network.
fn links_are_listed_and_taken_back(sandbox: &Sandbox, handed_over: bool) {
    assert_eq!(sandbox.json(&["recovery", "list"]), json!({"schema": "ossmosis.recovery/v1", "links": []}));
    sandbox.run(&["recovery", "list", "--location", "Nowhere"]).ends_with(5);
    sandbox.run(&["recovery", "list", "nobody"]).ends_with(5);
    let _ = forgot(sandbox, &[AMARA]).succeeds();
    let run = forgot(sandbox, &[AMARA, "--location", "Wayne, PA", "-o", "json"]).ends_with(3).json();
    let run_id = run["run_id"].as_str().unwrap();
    let of_amara = sandbox.json(&["recovery", "list", AMARA]);
    assert_eq!(states(&of_amara)[1], ("ended".to_owned(), Some("replaced".to_owned())));
    if handed_over {
        assert_eq!(states(&of_amara)[0], ("handed_over".to_owned(), None));
    }
    let newest = &of_amara["links"][0];
    for field in ["id", "user_id", "run_id", "state", "end", "queued_at", "started_at", "deadline", "changed_at"] {
        assert!(newest.get(field).is_some(), "{field} is not in {newest}");
    }
    let by_run = sandbox.json(&["recovery", "list", "--run", run_id]);
    assert_eq!(by_run["links"].as_array().unwrap().len(), 201);
    let queued = |link: &Value| link["queued_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let queued: Vec<jiff::Timestamp> = by_run["links"].as_array().unwrap().iter().map(queued).collect();
    assert!(queued.is_sorted_by(|a, b| a >= b), "the newest comes first");
    let reference = newest["reference"].as_str().unwrap();
    let by_reference = sandbox.json(&["recovery", "list", "--reference", &reference.to_lowercase()]);
    assert_eq!(by_reference["links"].as_array().unwrap().len(), 1);
    assert_eq!(by_reference["links"][0]["id"], newest["id"]);
    let lines = sandbox.run(&["recovery", "list", "--location", "Wayne, PA", "-o", "ndjson"]).succeeds().stdout;
    assert_eq!(lines.lines().count(), 200);
    let csv = sandbox.run(&["recovery", "list", AMARA, "-o", "csv"]).succeeds().stdout;
    assert!(csv.starts_with("id,user_id,run_id,state,end,queued_at,"), "{csv}");
    let table = sandbox.run(&["recovery", "list", AMARA]).succeeds().stdout;
    assert!(table.contains("ended: replaced") && table.contains(reference), "{table}");

    // Taking them back.
    sandbox.run(&["recovery", "revoke"]).ends_with(2).says("no links are selected");
    sandbox.run(&["recovery", "revoke", "nobody"]).ends_with(5);
    sandbox.run(&["recovery", "revoke", "--location", "Wayne, PA"]).ends_with(9);
    for nothing in ["", "-", "7", "zz"] {
        sandbox.run(&["recovery", "revoke", "--reference", nothing, "--yes"]).ends_with(2);
        sandbox.run(&["recovery", "list", "--reference", nothing]).ends_with(2);
    }
    sandbox.run(&["recovery", "revoke", "--run", "", "--yes"]).ends_with(2);
    sandbox.run(&["recovery", "revoke", "--reference", "FFFF-FFFF", "--yes"]).ends_with(5);
    sandbox.run(&["recovery", "list", "--run", "nonesuch"]).ends_with(5);
    let dry = sandbox.json(&["recovery", "revoke", "--run", run_id, "--dry-run"]);
    assert_eq!((&dry["run_id"], dry["results"].as_array().unwrap().len()), (&Value::Null, 201));
    assert!(dry["results"].as_array().unwrap().iter().all(|result| result["status"] == "would_revoke"));
    let revoked = sandbox.json(&["recovery", "revoke", AMARA]);
    assert_eq!(
        (&revoked["results"][0]["status"], &revoked["results"][0]["user_id"]),
        (&"revoked".into(), &AMARA.into())
    );
    assert_eq!(states(&sandbox.json(&["recovery", "list", AMARA]))[0].1.as_deref(), Some("revoked"));
    sandbox.run(&["recovery", "revoke", AMARA]).succeeds().says("nothing was taken back");
    let all = sandbox.json(&["recovery", "revoke", "--run", run_id, "--yes"]);
    assert_eq!(all["results"].as_array().unwrap().len(), 200);
    assert_eq!(sandbox.json(&["recovery", "list", "--open"])["links"], json!([]));
    let runs = sandbox.json(&["runs", "list"]);
    let newest = &runs["runs"][0];
    assert_eq!(
        (&newest["command"], &newest["done"], &newest["state"]),
        (&"recovery revoke".into(), &200.into(), &"done".into())
    );
}

#[test]
fn links_of_an_embedded_backend_are_listed_and_taken_back() {
    links_are_listed_and_taken_back(&Sandbox::with_sample_users(), true);
}

#[test]
fn links_of_a_backend_over_the_network_are_listed_and_taken_back() {
    let (sandbox, _served) = served();
    links_are_listed_and_taken_back(&sandbox, false);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_are_not_done_are_mailed_again() {
    let (sandbox, served) = served();
    let other = "4842532522";
    let users = sandbox.json(&["users", "list", AMARA, other]);
    assert_eq!(users["users"].as_array().unwrap().len(), 2, "{users}");
    let _ = forgot(&sandbox, &[AMARA, other, "--skip-no-email"]).succeeds();
    for _ in 0..100 {
        if sandbox.json(&["recovery", "list"])["links"].as_array().unwrap().iter().all(|l| l["state"] == "handed_over")
        {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let visitor = Visitor::new(&served.address);
    let masked = "Amara Jones";
    let token = tokens(&sandbox, "mail", masked).pop().unwrap();
    let landing = visitor.get(&format!("/r/{token}")).await.is(200);
    let answer = amaras_answer(&landing.body);
    let session = visitor.send(&landing.forms()[0].with("answer", answer)).await.is(200);
    let started = sandbox.json(&["recovery", "list", AMARA]);
    assert_eq!(started["links"][0]["state"], "started");
    assert!(started["links"][0]["deadline"].is_string() && started["links"][0]["visits"] == 1);
    let password = session.form("/application").with("password", "Tulip7!Harbor").without("again");
    visitor.send(&password).await.is(200);
    assert!(sandbox.json(&["recovery", "list", AMARA])["links"][0]["changed_at"].is_string());
    let waiting = sandbox.json(&["recovery", "list", "--not-done"]);
    let waiting: Vec<&Value> = waiting["links"].as_array().unwrap().iter().map(|link| &link["user_id"]).collect();
    assert_eq!(waiting, [other]);
    let again = forgot(&sandbox, &["--all", "--only-not-done", "-o", "json"]).succeeds().json();
    assert_eq!((&again["summary"]["selected"], &again["results"][0]["user_id"]), (&1.into(), &other.into()));
    assert_eq!(states(&sandbox.json(&["recovery", "list", other]))[1].1.as_deref(), Some("replaced"));
    let _ = forgot(&sandbox, &[AMARA, "--only-not-done"]).ends_with(5).says("led to nothing");
    // Whoever was reset in another way is done, too.
    sandbox.run(&["reset-password", other, "--generate", "--show"]).succeeds();
    assert_eq!(sandbox.json(&["recovery", "list", "--not-done"])["links"], json!([]));
}

#[test]
fn mails_may_be_spread_so_that_the_desk_is_spared() {
    let (sandbox, _served) = served();
    let spread = ["--location", "Wayne, PA", "--skip-no-email", "--stagger", "25/10m"];
    forgot(&sandbox, &spread).succeeds().says("due in");
    let handed_over = || {
        let links = sandbox.json(&["recovery", "list"]);
        let links = links["links"].as_array().unwrap();
        assert_eq!(links.len(), 200);
        links.iter().filter(|link| link["state"] == "handed_over").count()
    };
    for _ in 0..100 {
        if handed_over() == 25 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(handed_over(), 25);
    let _ = forgot(&sandbox, &[AMARA, "--stagger", "25"]).ends_with(2);
    let too_long = ["--location", "Wayne, PA", "--skip-no-email", "--stagger", "1/4h"];
    let _ = forgot(&sandbox, &too_long).ends_with(2).says("for a week at most");
    let embedded = Sandbox::with_sample_users();
    let _ = forgot(&embedded, &[AMARA, "--stagger", "25/10m"]).ends_with(2).says("needs a server");
    assert_eq!(embedded.json(&["recovery", "list"])["links"], json!([]));
}

#[test]
fn a_mail_can_be_seen_and_tried_before_anybody_gets_one() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.configure("[branding]\nname = \"Acme Voice\"\ncolor = \"#ffcc00\"");
    let preview = sandbox.run(&["recovery", "preview", AMARA]).succeeds().stdout;
    assert!(
        preview.contains("Subject: Reset your password: Amara Jones") && preview.contains("/r/EXAMPLE"),
        "{preview}"
    );
    assert!(preview.contains("Acme Voice"));
    let html = sandbox.json(&["recovery", "preview", AMARA])["html"].as_str().unwrap().to_owned();
    assert!(html.contains("background:#ffcc00;color:#000000"), "{html}");
    assert!(!sandbox.path("data/mail").exists() || std::fs::read_dir(sandbox.path("data/mail")).unwrap().count() == 0);
    sandbox.run(&["recovery", "preview", "nobody"]).ends_with(5);
    let none = sandbox.run(&["users", "list", "--no-email", "-o", "ids"]).succeeds().stdout;
    sandbox.run(&["recovery", "preview", none.lines().next().unwrap()]).ends_with(3).says("no email");
    sandbox.run(&["recovery", "test-mail", "somebody@acme.example"]).succeeds().says("handed over");
    assert_eq!(std::fs::read_dir(sandbox.path("data/mail")).unwrap().count(), 1);
    sandbox.run(&["recovery", "test-mail", "nonsense"]).ends_with(2);
    let down = ["--mail", "smtp://127.0.0.1:1", "--public-url", "https://r.example", "--mail-from", "a@acme.example"];
    sandbox.run(&[&["recovery", "test-mail", "a@acme.example"][..], &down].concat()).ends_with(7);

    let (sandbox, _served) = served();
    let preview = sandbox.run(&["recovery", "preview", AMARA]).succeeds().stdout;
    assert!(preview.contains("/r/EXAMPLE"), "{preview}");
    sandbox.run(&["recovery", "test-mail", "somebody@acme.example"]).succeeds();
    assert_eq!(std::fs::read_dir(sandbox.path("mail")).unwrap().count(), 1);
}

#[test]
fn the_old_address_is_told_also_by_an_embedded_backend() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.run(&["users", "edit", AMARA, "--email", "new@acme.example"]).succeeds();
    let rows = format!("user_id,email\n{AMARA},newer@acme.example\n");
    sandbox.run(&["users", "set-emails", &sandbox.write("emails.csv", rows), "--yes"]).succeeds();
    let mut to: Vec<String> = std::fs::read_dir(sandbox.path("data/mail"))
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .map(|mail| mail.lines().find(|line| line.starts_with("To: ")).unwrap().to_owned())
        .collect();
    to.sort();
    assert!(to[0].contains("<amara.jones2@acme.example>") && to[1].contains("<new@acme.example>"), "{to:?}");
    // Where it cannot be told now, that is said, and the email is changed all the same.
    let smtp = "mail = \"smtp://127.0.0.1:1\"\nmail_from = \"a@acme.example\"";
    sandbox.configure(smtp);
    sandbox.run(&["users", "edit", AMARA, "--clear-email"]).succeeds().says("could not be handed over");
    assert_eq!(sandbox.json(&["users", "show", AMARA])["user"]["email"], Value::Null);
}

#[test]
fn a_token_of_an_application_proves_sign_ins_and_nothing_else() {
    let (sandbox, served) = served();
    sandbox.run(&["admin", "token", "voicemail"]).ends_with(2);
    sandbox.run(&["admin", "token", "voicemail", "--scope", "everything"]).ends_with(2);
    sandbox.run(&["admin", "token", "", "--scope", "sign-in"]).ends_with(2);
    sandbox.run(&["admin", "token", "voicemail", "--scope", "sign-in", "-o", "csv"]).ends_with(2);
    let first = sandbox.run(&["admin", "token", "voicemail", "--scope", "sign-in"]).succeeds().stdout;
    assert!(first.starts_with("ossmosis_") && first.lines().count() == 1, "{first}");
    sandbox.run(&["admin", "token", "voicemail", "--scope", "sign-in"]).ends_with(3).says("--replace");
    let second = sandbox.json(&["admin", "token", "voicemail", "--scope", "sign-in", "--replace"]);
    assert_eq!(second["schema"], "ossmosis.token/v1");
    let owner = std::fs::read_to_string(sandbox.path("token")).unwrap();
    sandbox.write("token", second["token"].as_str().unwrap());
    sandbox.run(&["users", "list"]).ends_with(4);
    sandbox.run(&["admin", "token", "other", "--scope", "sign-in"]).ends_with(4);
    sandbox.write("token", first.trim());
    let call = |token: &str, path: &str, body: Value| -> (u16, Value, Option<String>) {
        let (path, token) = (format!("{}{path}", served.address), token.trim().to_owned());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let _ = rustls::crypto::ring::default_provider().install_default();
            let client = reqwest::Client::builder().timeout(std::time::Duration::from_secs(10)).build().unwrap();
            let answer = client.post(path).bearer_auth(token).json(&body).send().await.unwrap();
            let wait = answer.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
            (answer.status().as_u16(), answer.json().await.unwrap(), wait)
        })
    };
    let sign_in = |user: &str, kind: &str, secret: &str| json!({"user_id": user, "credential": kind, "secret": secret});
    let path = "/api/v1/sign-in";
    assert_eq!(call(&first, path, sign_in(AMARA, "application", "x")).0, 401, "a replaced token is good for nothing");
    let token = second["token"].as_str().unwrap();
    sandbox.write("token", &owner);
    let reset = ["reset-password", AMARA, "--credential", "both", "--generate", "--show", "-o", "json"];
    let secrets = sandbox.run(&reset).succeeds().json();
    let secret = |n: usize| secrets["results"][n]["secret"].as_str().unwrap();
    let good = call(token, path, sign_in(AMARA, "application", secret(0)));
    assert_eq!((good.0, good.1), (200, json!({"accepted": true, "must_change": false})));
    let refused = (200, json!({"accepted": false, "must_change": false}));
    for user in [AMARA, "nobody"] {
        let answer = call(token, path, sign_in(user, "voice-portal", "000000"));
        assert_eq!((answer.0, answer.1), refused);
    }

    // The voice portal asks for a new passcode, and gets one.
    let change = |current: &str, new: &str| {
        let body = json!({"user_id": AMARA, "credential": "voice-portal", "current": current, "new": new});
        call(token, "/api/v1/credentials/change", body)
    };
    assert_eq!(change("000000", "739104").1["accepted"], false);
    let broken = change(secret(1), "111111").1;
    assert_eq!((&broken["changed"], &broken["error"]["code"]), (&false.into(), &"refused_by_rules".into()));
    assert_eq!(change(secret(1), "739104").1, json!({"accepted": true, "changed": true, "error": null}));
    let answer = call(token, path, sign_in(AMARA, "voice-portal", "739104")).1;
    assert_eq!(answer, json!({"accepted": true, "must_change": false}));
    assert_eq!(change("739104", "281946").1["error"]["code"], "refused", "it need not be changed");

    // Wrong secrets are slowed down, for known and unknown users alike; an admin is not.
    for user in [AMARA, "nobody"] {
        let answers: Vec<_> = (0..15).map(|_| call(token, path, sign_in(user, "application", "x"))).collect();
        assert!(answers.iter().filter(|answer| answer.0 == 200).count() >= 9, "{user}");
        let last = answers.last().unwrap();
        assert_eq!((last.0, &last.1["code"]), (429, &"rate_limited".into()), "{user}");
        assert!(last.2.as_ref().unwrap().parse::<u64>().unwrap() <= 21);
    }
    assert_eq!(call(&owner, path, sign_in(AMARA, "application", secret(0))).0, 200);
}
