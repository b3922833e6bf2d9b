//! Several backends on one PostgreSQL: nothing is done twice, lost, or waited for without end.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use futures_util::future::join_all;
use mail_parser::MessageParser;
use ossmosis::bulk::{Judged, Verdict};
use ossmosis::db::{Db, DbError};
use ossmosis::directory::{Directory, DirectoryError};
use ossmosis::domain::{
    Email, Filters, LocationName, ManualClock, Patched, Selection, Source, User, UserId, UserPatch,
};
use ossmosis::recovery::WantedLink;

use crate::directory_story::sql_on;
use crate::kit::{Differs, Kit, start};
use crate::mails::MailServer;
use crate::postgres::Database;
use crate::sandbox::{Sandbox, data};

/// Started at the same moment on an empty database, both come up; then a run of 200 users is mailed.
#[test]
fn two_backends_share_a_database_and_mail_each_link_once() {
    let Some(database) = Database::new() else { return };
    let url = database.url.replacen("postgres@", "postgres:Kanarie7Vogel@", 1);
    let mail_server = MailServer::start(|_| {
        // Slow enough for both workers to find something.
        std::thread::sleep(Duration::from_millis(100));
        "250 ok"
    });
    let mail = format!("smtp://{}", mail_server.address);
    let sandbox = Sandbox::new();
    let start = |name: &str| {
        let (token, public) = (sandbox.file(&format!("{name}.token")), format!("https://{name}.example"));
        let own = ["--data", &url, "--token-out", &token, "--public-url", &public];
        sandbox.start(name, &[&own[..], &["--mail", &mail, "--mail-from", "a@acme.example"]].concat()).unwrap()
    };
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(|| start("one"));
        let two = start("two");
        (one.join().unwrap(), two)
    });
    let token = ["one.token", "two.token"].into_iter().find(|name| sandbox.path(name).exists()).unwrap();
    assert!(!(sandbox.path("one.token").exists() && sandbox.path("two.token").exists()), "two owners were made");
    std::fs::rename(sandbox.path(token), sandbox.path("token")).unwrap();

    let sandbox = sandbox.on(&one.address);
    sandbox.run(&["users", "import", &data("users.csv")]).succeeds();
    let sandbox = sandbox.on(&two.address);
    assert_eq!(sandbox.run(&["users", "list", "-o", "ids"]).succeeds().stdout.lines().count(), 1200);
    sandbox.run(&["forgot-password", "--location", "Wayne, PA", "--yes"]).ends_with(3);
    let all_handed_over = || mail_server.received.lock().unwrap().len() >= 200;
    for _ in 0..600 {
        if all_handed_over() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    // Each works its outbox once more before it ends.
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!((one.terminate(), two.terminate()), (Some(0), Some(0)));

    let received = mail_server.received.lock().unwrap();
    let subjects: HashSet<String> = received
        .iter()
        .map(|(to, data)| {
            format!("{to} {}", MessageParser::default().parse(data.as_bytes()).unwrap().subject().unwrap())
        })
        .collect();
    assert_eq!((received.len(), subjects.len()), (200, 200));
    for name in ["one", "two"] {
        let link = format!("https://{name}.example/r/");
        let by_it = received.iter().filter(|(_, data)| data.contains(&link)).count();
        assert!(by_it > 0, "{name} mailed nothing");
        let log = std::fs::read_to_string(sandbox.path(&format!("{name}.log"))).unwrap();
        assert!(log.contains("outbox") && !log.contains("Kanarie7Vogel"));
    }
}

fn users(count: usize) -> Vec<UserId> {
    (0..count).map(|n| UserId::parse(&format!("user{n}")).unwrap()).collect()
}

/// A user of this id, at Denver.
fn somebody(user: &UserId) -> UserPatch {
    UserPatch {
        location: Some(LocationName::parse("Denver").unwrap()),
        email: Some(Some(Email::parse(&format!("{user}@acme.example")).unwrap())),
        ..UserPatch::of(user.clone())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_that_claim_at_the_same_moment_hand_each_mail_over_once() {
    let Some(database) = Database::new() else { return };
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_postgres(&database.url).await.unwrap();
    let directory: Arc<dyn Directory> = Arc::new(sql_on(db.clone(), folder.path()));
    let users = users(300);
    let patches: Vec<UserPatch> = users.iter().map(somebody).collect();
    assert!(directory.import(&patches).await.iter().all(Result::is_ok));
    let clock = Arc::new(ManualClock::at(start()));
    let kits: Vec<Kit> = (0..4).map(|_| Kit::on(&db, folder.path(), Arc::clone(&clock), Differs::default())).collect();
    let links: Vec<WantedLink> = users.iter().cloned().map(WantedLink::from).collect();
    assert!(kits[0].recovery.queue(&links, Some("run")).await.iter().all(Result::is_ok));
    join_all(kits.iter().map(Kit::hand_over)).await;
    assert_eq!(kits.iter().map(|kit| kit.mails.lock().unwrap().len()).sum::<usize>(), 300);
    let rows = db.fetch("SELECT SUM(attempts)::BIGINT AS attempts FROM outbox", vec![]).await.unwrap();
    assert_eq!(rows[0].int("attempts").unwrap(), 300);
}

#[tokio::test]
async fn of_two_that_wait_for_each_other_one_is_told_that_nothing_happened() {
    let Some(database) = Database::new() else { return };
    let db = Db::open_postgres(&database.url).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    for name in ["a", "b"] {
        let sql = "INSERT INTO admins (name, role, token_hash, created_at) VALUES ($1, 'owner', $1, 0)";
        tx.execute(sql, vec![name.into()]).await.unwrap();
    }
    tx.commit().await.unwrap();
    let touch = async |first: &str, second: &str| -> Result<(), DbError> {
        let sql = "UPDATE admins SET created_at = created_at + 1 WHERE name = $1";
        let mut tx = db.begin().await?;
        tx.execute(sql, vec![first.into()]).await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        tx.execute(sql, vec![second.into()]).await?;
        tx.commit().await
    };
    let (one, two) = tokio::join!(touch("a", "b"), touch("b", "a"));
    let [error] = <[DbError; 1]>::try_from([one.err(), two.err()].into_iter().flatten().collect::<Vec<_>>()).unwrap();
    let error = DirectoryError::from(error);
    assert!(matches!(error, DirectoryError::Busy { .. }) && error.verdict() == Verdict::Again, "{error:?}");
    let rows = db.fetch("SELECT created_at FROM admins ORDER BY name", vec![]).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.int("created_at").unwrap()).collect::<Vec<_>>(), [1, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn batches_in_any_order_neither_stop_nor_undo_each_other() {
    let Some(database) = Database::new() else { return };
    let folder = tempfile::tempdir().unwrap();
    let open = async || Arc::new(sql_on(Db::open_postgres(&database.url).await.unwrap(), folder.path()));
    let (one, two) = (open().await, open().await);
    let users = users(200);
    let patches: Vec<UserPatch> = users.iter().map(somebody).collect();
    assert!(one.import(&patches).await.iter().all(Result::is_ok));
    for round in 0..3 {
        let text = Some(Some(round.to_string()));
        let departments =
            users.iter().map(|user| UserPatch { department: text.clone(), ..UserPatch::of(user.clone()) });
        let extensions = users.iter().rev();
        let extensions = extensions.map(|user| UserPatch { extension: text.clone(), ..UserPatch::of(user.clone()) });
        let (departments, extensions): (Vec<_>, Vec<_>) = (departments.collect(), extensions.collect());
        let (one, two) = (Arc::clone(&one), Arc::clone(&two));
        let one = tokio::spawn(async move { one.import(&departments).await });
        let two = tokio::spawn(async move { two.import(&extensions).await });
        let outcomes = [one.await.unwrap(), two.await.unwrap()].concat();
        assert!(outcomes.iter().all(|outcome| *outcome == Ok(Patched::Updated)), "{outcomes:?}");
    }
    let selection = Selection { source: Source::All, filters: Filters { has_email: None } };
    let stored: Vec<User> = two.users(&selection).try_collect().await.unwrap();
    assert_eq!(stored.len(), 200);
    for user in stored {
        assert_eq!((user.department.as_deref(), user.extension.as_deref()), (Some("2"), Some("2")), "{}", user.user_id);
    }
}

/// A process that hangs in the middle of a transaction holds its rows, and perhaps for ever.
#[tokio::test]
async fn nobody_waits_without_end_for_a_process_that_hangs() {
    let Some(database) = Database::new() else { return };
    let db = Db::open_postgres(&database.url).await.unwrap();
    for limit in ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"] {
        let shown = db.fetch(format!("SHOW {limit}"), vec![]).await.unwrap()[0].text(limit).unwrap();
        assert!(["10s", "30s"].contains(&shown.as_str()), "{limit} is {shown}");
    }
    let hold = "INSERT INTO recovery_users (user_id) VALUES ('amara') ON CONFLICT (user_id) DO NOTHING";
    let mut hangs = db.begin().await.unwrap();
    hangs.execute(hold, vec![]).await.unwrap();
    // Sooner, here, than in the field.
    for (limit, waits) in [("lock_timeout", hold), ("statement_timeout", "SELECT pg_sleep(20)")] {
        let mut tx = db.begin().await.unwrap();
        tx.execute(format!("SET LOCAL {limit} = '50ms'"), vec![]).await.unwrap();
        let error = DirectoryError::from(tx.execute(waits, vec![]).await.unwrap_err());
        assert!(matches!(error, DirectoryError::Busy { .. }) && error.verdict() == Verdict::Again, "{error:?}");
    }
    hangs.execute("SET LOCAL idle_in_transaction_session_timeout = '50ms'", vec![]).await.unwrap();
    let mut next = db.begin().await.unwrap();
    next.execute(hold, vec![]).await.unwrap();
    next.commit().await.unwrap();
    assert!(hangs.execute("SELECT 1", vec![]).await.is_err(), "it was ended");
}
