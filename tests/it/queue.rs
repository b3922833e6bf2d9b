//! A backend that has more to hash than it takes.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use ossmosis::directory::{ChangedBy, CredentialChange, DirectoryError};
use ossmosis::domain::{CredentialKind, ManualClock, Secret, UserId};
use ossmosis::hashing::Cost;
use serde_json::{Value, json};

use crate::kit::{Differs, Kit, start};

const BATCH: usize = 50;

fn change(user: &UserId, secret: &str) -> CredentialChange {
    CredentialChange {
        user_id: user.clone(),
        kind: CredentialKind::Application,
        secret: Secret::new(secret.to_owned()),
        must_change: false,
        by: ChangedBy::Admin,
        idempotency_key: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_the_queue_is_refused_as_a_whole_and_sign_ins_get_through() {
    let folder = tempfile::tempdir().unwrap();
    let cost = Cost { memory_kib: 2 * 19_456, ..Cost::default() };
    let differs = Differs { cost, ..Differs::default() };
    let kit = Kit::with(folder.path(), Arc::new(ManualClock::at(start())), differs).await;
    let user = kit.user("4842532525", |_| ()).await;
    kit.directory.set_credentials(&[change(&user, "Winter9!Kettle")]).await.remove(0).unwrap();
    let changes: Arc<[CredentialChange]> = (0..BATCH).map(|_| change(&user, "Tulip7!Harbor")).collect();

    let mut begun = Vec::new();
    let refused = loop {
        // What is not refused at once would wait; dropped, it leaves its places.
        if let Some(refused) = kit.directory.set_credentials(&changes).now_or_never() {
            break refused;
        }
        let (directory, changes) = (Arc::clone(&kit.directory), Arc::clone(&changes));
        begun.push(tokio::spawn(async move { drop(directory.set_credentials(&changes).await) }));
        tokio::task::yield_now().await;
    };
    assert_eq!(refused.len(), BATCH);
    for outcome in refused {
        let Err(DirectoryError::RateLimited { retry_after: Some(pause), .. }) = outcome else { panic!("{outcome:?}") };
        assert!(pause >= Duration::from_secs(1));
    }

    let _ = rustls::crypto::ring::default_provider().install_default();
    let item =
        json!({"user_id": user.as_str(), "credential": "application", "secret": "Tulip7!Harbor", "must_change": false});
    let batch = format!("{}/api/v1/credentials/batch", kit.serve().await);
    let request = reqwest::Client::builder().build().unwrap().post(batch).bearer_auth(kit.owner().await.expose());
    let answer = request.json(&json!({"changes": vec![item; BATCH]})).send().await.unwrap();
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert!(answer.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    assert_eq!(answer.json::<Value>().await.unwrap()["code"], "rate_limited");

    // Whoever signs in passes the queue by, be they known or not.
    let nobody = UserId::parse("nobody").unwrap();
    for (who, secret, accepted) in [(&user, "Winter9!Kettle", true), (&user, "x", false), (&nobody, "x", false)] {
        let answer = kit.directory.sign_in(who, CredentialKind::Application, &Secret::new(secret.to_owned())).await;
        assert_eq!(answer.unwrap().accepted, accepted);
    }
    assert!(begun.iter().any(|task| !task.is_finished()), "the queue was empty by then");

    // Those who give up leave their places.
    for task in begun {
        task.abort();
        let _ = task.await;
    }
    let outcomes = kit.directory.set_credentials(&changes[..1]).await;
    assert_eq!(outcomes, [Ok(())]);
}
