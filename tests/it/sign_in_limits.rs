//! An application proves the sign-ins of all its users from one address: who guesses is slowed down, and nobody
//! else is.

use std::sync::Arc;

use jiff::SignedDuration;
use ossmosis::directory::{ChangedBy, CredentialChange};
use ossmosis::domain::{CredentialKind, ManualClock, Secret, UserId};
use serde_json::{Value, json};

use crate::kit::{Differs, Kit, start};

const SECRET: &str = "Tulip7!Harbor";
/// Wrong secrets that one address may have tried at once.
const BURST: usize = 300;

struct Place {
    _folder: tempfile::TempDir,
    kit: Kit,
    http: reqwest::Client,
    address: String,
    token: Secret,
}

impl Place {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let kit = Kit::with(folder.path(), Arc::new(ManualClock::at(start())), Differs::default()).await;
        let _ = rustls::crypto::ring::default_provider().install_default();
        let token = kit.admins.make_application("xsp", false).await.unwrap().unwrap();
        let address = kit.serve().await;
        Self { _folder: folder, kit, http: reqwest::Client::builder().build().unwrap(), address, token }
    }

    async fn user(&self, id: &str) -> UserId {
        let user_id = self.kit.user(id, |_| {}).await;
        let change = CredentialChange {
            user_id: user_id.clone(),
            kind: CredentialKind::Application,
            secret: Secret::new(SECRET.to_owned()),
            must_change: false,
            by: ChangedBy::Admin,
            idempotency_key: None,
        };
        self.kit.directory.set_credentials(&[change]).await.remove(0).unwrap();
        user_id
    }

    /// The status and the body of an answer.
    async fn sign_in(&self, user: &str, secret: &str) -> (u16, Value) {
        let body = json!({"user_id": user, "credential": "application", "secret": secret});
        let request = self.http.post(format!("{}/api/v1/sign-in", self.address)).json(&body);
        let answer = request.bearer_auth(self.token.expose()).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Somebody tries users who are not there, until the address is slowed down.
    async fn guess(&self) {
        for n in 0..BURST {
            assert_eq!(self.sign_in(&format!("nobody{}", n / 3), "x").await.0, 200, "{n}");
        }
        assert_eq!(self.sign_in("nobody0", "x").await.0, 429);
    }
}

#[tokio::test]
async fn guesses_from_an_address_lock_out_none_of_its_other_users() {
    let place = Place::open().await;
    let amara = place.user("4842532525").await;
    place.guess().await;
    for _ in 0..5 {
        let (status, answer) = place.sign_in(amara.as_str(), SECRET).await;
        assert_eq!((status, &answer["accepted"]), (200, &json!(true)), "{answer}");
    }
}

#[tokio::test]
async fn many_users_cannot_be_tried_for_long_and_nobody_learns_who_is_there() {
    let place = Place::open().await;
    let amara = place.user("4842532525").await;
    place.guess().await;
    // One who is there and one who is not are answered alike, to the last try.
    for n in 1..=5 {
        let (known, unknown) = (place.sign_in(amara.as_str(), "x").await, place.sign_in("nobody", "x").await);
        assert_eq!(known, unknown);
        assert_eq!(known.0, if n <= 3 { 200 } else { 429 }, "{n}: {}", known.1);
    }
    assert_eq!(place.sign_in(amara.as_str(), SECRET).await.0, 429);
    // The address is slowed down, not locked.
    place.kit.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(place.sign_in(amara.as_str(), SECRET).await.1["accepted"], true);
    place.kit.clock.advance(SignedDuration::from_hours(8));
    assert_eq!(place.sign_in(amara.as_str(), "x").await.0, 200);
}
