//! `users import` and `users set-emails` on the sample data and on what a spreadsheet made of it.

use std::collections::BTreeMap;

use crate::sandbox::{Sandbox, data};

fn problems(document: &serde_json::Value) -> Vec<(u64, String, Vec<String>)> {
    let meant = |problem: &serde_json::Value| {
        let users = problem["meant"].as_array().cloned().unwrap_or_default();
        users.iter().map(|user| user.as_str().unwrap().to_owned()).collect()
    };
    let problems = document["problems"].as_array().unwrap();
    problems
        .iter()
        .map(|problem| {
            (problem["line"].as_u64().unwrap(), problem["code"].as_str().unwrap().to_owned(), meant(problem))
        })
        .collect()
}

#[test]
fn what_a_spreadsheet_damaged_is_refused_with_the_users_it_may_mean() {
    let sandbox = Sandbox::with_sample_users();
    let before = sandbox.json(&["users", "list", "--all"]);
    let file = data("users-from-a-spreadsheet.csv");
    for extra in [&[][..], &["--yes"], &["--create", "--yes"]] {
        let arguments = [&["users", "import", &file, "-o", "json"], extra].concat();
        let document = sandbox.run(&arguments).ends_with(2).json();
        assert_eq!((&document["created"], &document["updated"]), (&0.into(), &0.into()));
        assert_eq!(document["trimmed_cells"], 21);
        let problems = problems(&document);
        let of = |code: &str| problems.iter().filter(|(_, found, _)| found == code).collect::<Vec<_>>();
        let damaged = of("damaged_id");
        assert_eq!(damaged.len(), 19);
        let mut by_number: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, _, meant) in &damaged {
            *by_number.entry(meant.len()).or_default() += 1;
        }
        assert_eq!(by_number, BTreeMap::from([(1, 15), (2, 4)]), "each names one user, .25 and .27 name two");
        assert!(damaged.contains(&&(2, "damaged_id".to_owned(), vec!["4842530000.0200".to_owned()])));
        assert_eq!(of("damaged_extension").len(), 6);
        assert_eq!(problems.len(), 25);
    }
    assert_eq!(sandbox.json(&["users", "list", "--all"]), before, "somebody was changed");
}

#[test]
fn the_good_rows_of_a_damaged_file_are_applied_on_request_and_nobody_is_created() {
    let sandbox = Sandbox::with_sample_users();
    let whole = std::fs::read_to_string(data("users-from-a-spreadsheet.csv")).unwrap();
    let file = sandbox.write("more.csv", format!("{whole}new1;New;One;;;999;Denver;\r\n"));
    let run = sandbox.run(&["users", "import", &file, "--skip-bad", "--yes", "-o", "json"]).ends_with(3);
    let document = run.json();
    assert_eq!(document["created"], 0);
    assert!(problems(&document).iter().any(|(line, code, _)| *line == 202 && code == "not_created"));
    sandbox.run(&["users", "show", "new1"]).ends_with(5);
    let extensions =
        ["users", "import", &file, "--skip-bad", "--yes", "--accept-extensions", "--dry-run", "-o", "json"];
    assert!(sandbox.run(&extensions).json()["updated"].as_u64().unwrap() >= 5);
}

#[test]
fn every_fault_of_a_broken_file_is_named_by_line() {
    let sandbox = Sandbox::embedded();
    let document = sandbox.run(&["users", "import", &data("users-broken.csv"), "-o", "json"]).ends_with(2).json();
    let found: Vec<(u64, String)> = problems(&document).into_iter().map(|(line, code, _)| (line, code)).collect();
    let expected = [
        (3, "duplicate"),
        (4, "missing_id"),
        (5, "bad_email"),
        (6, "control_character"),
        (8, "short_row"),
        (9, "formula"),
        (10, "too_long"),
        (11, "not_utf8"),
        (12, "open_quote"),
    ];
    assert_eq!(found, expected.map(|(line, code)| (line, code.to_owned())));
    assert_eq!(document["created"], 0);
    sandbox.run(&["users", "show", "u1"]).ends_with(5);
    let skipped = ["users", "import", &data("users-broken.csv"), "--skip-bad", "-o", "json"];
    let document = sandbox.run(&skipped).ends_with(3).json();
    assert_eq!((&document["created"], &document["skipped"]), (&1.into(), &9.into()));
}

#[test]
fn a_missing_column_leaves_a_field_and_an_empty_cell_clears_it() {
    let sandbox = Sandbox::embedded();
    let import = |content: &str| {
        let file = sandbox.write("users.csv", content);
        sandbox.json(&["users", "import", &file, "--yes"])
    };
    import("user_id,first_name,email,extension,location\nu1,Ann,ann@acme.example,0101,Denver\n");
    let again = import("user_id,email,extension\nu1,,0102\n");
    assert_eq!(again["updated"], 1);
    let user = &sandbox.json(&["users", "list", "u1"])["users"][0];
    assert_eq!(
        (&user["first_name"], &user["email"], &user["extension"]),
        (&"Ann".into(), &serde_json::Value::Null, &"0102".into())
    );
    assert_eq!(import("user_id,extension\nu1,0102\n")["unchanged"], 1);
}

#[test]
fn only_a_change_of_somebody_who_is_there_is_asked_for() {
    let sandbox = Sandbox::embedded();
    let first = sandbox.write("a.csv", "user_id,location\nu1,Denver\n");
    sandbox.run(&["users", "import", &first]).succeeds();
    sandbox.run(&["users", "import", &first]).succeeds();
    let changed = sandbox.write("b.csv", "user_id,first_name\nu1,Ann\n");
    sandbox.run(&["users", "import", &changed]).ends_with(9).says("--yes");
    assert_eq!(sandbox.json(&["users", "list", "u1"])["users"][0]["first_name"], "");
    sandbox.run(&["users", "import", &changed, "--yes"]).succeeds();
}

#[test]
fn a_dry_run_says_what_would_become_of_each_user() {
    let sandbox = Sandbox::embedded();
    let told = |arguments: &[&str], expected: &str| {
        let dry = [arguments, &["--dry-run", "-o", "csv"]].concat();
        assert_eq!(sandbox.run(&dry).succeeds().stdout, format!("user_id,status\n{expected}"));
    };
    let first = sandbox.write("a.csv", "user_id,location,email\nu1,Denver,a@b.example\nu2,Denver,\n");
    told(&["users", "import", &first], "u1,would_create\nu2,would_create\n");
    sandbox.run(&["users", "import", &first]).succeeds();
    let run = sandbox.json(&["runs", "list"])["runs"][0]["run_id"].as_str().unwrap().to_owned();
    sandbox.run(&["runs", "resume", &run]).succeeds().says("nothing is left");
    let second = sandbox.write("b.csv", "user_id,first_name,location\nu2,Ann,Denver\nu1,,Denver\nu3,,Denver\n");
    told(&["users", "import", &second], "u2,would_update\nu1,unchanged\nu3,would_create\n");
    let emails = sandbox.write("c.csv", "user_id,email\nu1,a@b.example\nu2,c@d.example\n");
    told(&["users", "set-emails", &emails], "u1,unchanged\nu2,would_update\n");
    assert_eq!(sandbox.json(&["users", "show", "u2"])["user"]["email"], serde_json::Value::Null);
    assert_eq!(sandbox.json(&["runs", "list"])["runs"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_listed_as_csv_comes_back_unchanged() {
    let sandbox = Sandbox::with_sample_users();
    let odd = "user_id,first_name,last_name,location\nu1,'=1+1,'t Hart,'@home\nu2,\"a,b\",\"say \"\"x\"\"\",'-Dash\n";
    let file = sandbox.write("odd.csv", odd);
    sandbox.run(&["users", "import", &file]).succeeds();
    assert_eq!(sandbox.json(&["users", "list", "u1"])["users"][0]["first_name"], "=1+1");
    for arguments in [&["users", "list", "--all", "-o", "csv"][..], &["users", "list", "--all", "-o", "csv", "--excel"]]
    {
        let csv = sandbox.run(arguments).succeeds().stdout;
        assert!(csv.contains("'=1+1") && csv.contains("'t Hart"));
        let file = sandbox.write("listed.csv", csv);
        assert_eq!(sandbox.json(&["users", "import", &file])["unchanged"], 1202);
    }
}

#[test]
fn emails_are_programmed_in_bulk_and_empty_ones_skipped() {
    let sandbox = Sandbox::with_sample_users();
    let forgot = ["forgot-password", "--location", "Remote", "--dry-run", "--no-email-out", "none.csv"];
    sandbox.run(&forgot).succeeds();
    let file = sandbox.file("none.csv");
    let document = sandbox.json(&["users", "set-emails", &file]);
    assert_eq!((&document["updated"], &document["skipped"]), (&0.into(), &1.into()));
    let text = std::fs::read_to_string(&file).unwrap();
    let id = text.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    let filled = sandbox.write("filled.csv", format!("user_id,email\n{id},new@acme.example\n"));
    assert_eq!(sandbox.json(&["users", "set-emails", &filled])["updated"], 1);
    assert_eq!(sandbox.json(&["users", "list", &id])["users"][0]["email"], "new@acme.example");
    sandbox.run(&forgot).ends_with(2).says("exists already");
    let unknown = sandbox.write("unknown.csv", format!("user_id,email\n{id},x@acme.example\ndave,y@acme.example\n"));
    sandbox.run(&["users", "set-emails", &unknown, "--yes"]).ends_with(5).says("dave");
    assert_eq!(sandbox.json(&["users", "list", &id])["users"][0]["email"], "new@acme.example");
    sandbox.run(&["users", "set-emails", &unknown, "--yes", "--skip-unknown"]).ends_with(3);
    assert_eq!(sandbox.json(&["users", "list", &id])["users"][0]["email"], "x@acme.example");
    let bad = sandbox.write("bad.csv", "user_id,email\ndave,no-address\n4.84E+09,a@b.example\n");
    sandbox.run(&["users", "set-emails", &bad, "--yes"]).ends_with(2);
}

#[test]
fn an_id_that_a_spreadsheet_may_have_shortened_is_nobodys() {
    let sandbox = Sandbox::with_sample_users();
    // 4842530000.304 is somebody, and what a spreadsheet makes of 4842530000.3040.
    let file = sandbox.write("one.csv", "user_id,password\n4842530000.304,Tulip7!Harbor\n");
    let run = sandbox.run(&["reset-password", "--from-csv", &file, "--yes"]).ends_with(5);
    assert!(run.stderr.contains("4842530000.3040"), "{}", run.stderr);
    let column = ["users", "list", "--users-file", &file, "--id-column", "user_id", "-o", "ids"];
    sandbox.run(&column).ends_with(5).says("4842530000.3040");
    let both = "user_id,password\n4842530000.304,Tulip7!Harbor\n4842530000.3040,Garden4#Lantern\n";
    let file = sandbox.write("both.csv", both);
    sandbox.run(&["reset-password", "--from-csv", &file, "--yes"]).succeeds();
    let column = ["users", "list", "--users-file", &file, "--id-column", "user_id", "-o", "ids"];
    assert_eq!(sandbox.run(&column).succeeds().stdout, "4842530000.304\n4842530000.3040\n");
    sandbox.run(&["users", "list", "4842530000.304"]).succeeds();
}
