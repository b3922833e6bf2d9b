//! The routes that a reset calls.

use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc::Sender;
use tokio::time::Instant;

use super::wire::{self, Request};
use super::{Behaviour, Change, Fault, State, Stub};

/// Users of one page.
const PAGE: usize = 500;

impl Stub {
    /// Answers a request. `false`: the connection is over.
    pub(super) async fn answer(
        &self,
        stream: &mut TcpStream,
        request: &Request,
        down: &Sender<std::time::Duration>,
    ) -> bool {
        let behaviour = self.behaviour();
        let body = || serde_json::from_slice::<Value>(&request.body).unwrap_or_default();
        if let Some(told) = read(&behaviour, request) {
            return say(stream, 200, &told).await;
        }
        match (request.method.as_str(), request.target.strip_prefix("/api/v1/").unwrap_or_default()) {
            ("POST", "sign-in") => {
                let accepted = self.state().signs_in(&body());
                say(stream, 200, &json!({"accepted": accepted, "must_change": false})).await
            }
            ("POST", "credentials/batch") => {
                self.state().first_call.get_or_insert_with(Instant::now);
                let goes_on = self.change(stream, &behaviour, &body(), down).await;
                self.state().last_answer.replace(Instant::now());
                goes_on
            }
            _ => say(stream, 404, &json!({"title": "no such page", "status": 404})).await,
        }
    }

    async fn change(
        &self,
        stream: &mut TcpStream,
        behaviour: &Behaviour,
        body: &Value,
        down: &Sender<std::time::Duration>,
    ) -> bool {
        let changes = body["changes"].as_array().cloned().unwrap_or_default();
        let admitted = self.state().admit(behaviour, changes.len());
        if let Err(retry_after) = admitted {
            return too_many(stream, retry_after).await;
        }
        let fault = self.next_fault();
        pause(behaviour.takes(changes.len())).await;
        let goes_on = self.suffer(fault, stream, &changes, down).await;
        self.state().limited.in_flight -= 1;
        goes_on
    }

    async fn suffer(
        &self,
        fault: Fault,
        stream: &mut TcpStream,
        changes: &[Value],
        down: &Sender<std::time::Duration>,
    ) -> bool {
        let apply = || self.state().apply(changes);
        match fault {
            Fault::None => say(stream, 200, &json!({"outcomes": apply()})).await,
            Fault::Slow(pause) => {
                tokio::time::sleep(pause).await;
                say(stream, 200, &json!({"outcomes": apply()})).await
            }
            Fault::ResetBefore => reset(stream),
            Fault::ResetAfter => {
                apply();
                reset(stream)
            }
            Fault::HalfAnswer => {
                let outcomes = json!({"outcomes": apply()}).to_string();
                wire::write(stream, 200, "", &outcomes, 0.7).await
            }
            Fault::NoAnswer { took_effect } => {
                if took_effect {
                    apply();
                }
                tokio::time::sleep(std::time::Duration::from_hours(1)).await;
                false
            }
            Fault::TooMany { retry_after } => too_many(stream, retry_after).await,
            Fault::OutOfService => say(stream, 503, &json!({"title": "out of service", "status": 503})).await,
            Fault::Broken { took_effect } => {
                if took_effect {
                    apply();
                }
                say(stream, 500, &json!({"title": "broken", "status": 500})).await
            }
            Fault::WrongCount { more } => {
                let mut outcomes = apply();
                if more {
                    outcomes.push(json!({"status": 204, "error": null}));
                } else {
                    outcomes.truncate(1);
                }
                say(stream, 200, &json!({"outcomes": outcomes})).await
            }
            Fault::Down(pause) => {
                let _ = down.send(pause).await;
                reset(stream)
            }
        }
    }
}

async fn say(stream: &mut TcpStream, status: u16, body: &Value) -> bool {
    wire::write(stream, status, "", &body.to_string(), 1.0).await
}

async fn too_many(stream: &mut TcpStream, retry_after: Option<u64>) -> bool {
    let (headers, body) = refusal(retry_after);
    wire::write(stream, 429, &headers, &body, 1.0).await
}

/// Headers and body of a 429.
pub(super) fn refusal(retry_after: Option<u64>) -> (String, String) {
    let headers = retry_after.map(|seconds| format!("retry-after: {seconds}\r\n")).unwrap_or_default();
    let body = json!({"title": "too many", "status": 429, "code": "rate_limited", "detail": "too many"});
    (headers, body.to_string())
}

/// What is told to a request that only reads.
pub(super) fn read(behaviour: &Behaviour, request: &Request) -> Option<Value> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    match (request.method.as_str(), path) {
        ("GET", "/api/v1/users") => Some(users(behaviour, query)),
        ("GET", "/api/v1/rules") => Some(rules()),
        _ => None,
    }
}

/// To the tenth of a millisecond: a timer of tokio may be late by more than one.
async fn pause(length: std::time::Duration) {
    if !length.is_zero() {
        let _ = tokio::task::spawn_blocking(move || std::thread::sleep(length)).await;
    }
}

/// A connection that is dropped with bytes unread, or with this set, ends in a reset.
fn reset(stream: &TcpStream) -> bool {
    let _ = stream.set_zero_linger();
    false
}

impl State {
    /// Lets a call in, or says why not: too many at once, or in a time.
    pub(super) fn admit(&mut self, behaviour: &Behaviour, changes: usize) -> Result<(), Option<u64>> {
        let refused = if behaviour.at_once.is_some_and(|most| self.limited.in_flight >= most) {
            Err(None)
        } else {
            behaviour.bucket.map_or(Ok(()), |bucket| self.limited.take(bucket, changes)).map_err(Some)
        };
        self.calls += 1;
        match refused {
            Ok(()) => self.limited.in_flight += 1,
            Err(_) => self.refused += changes,
        }
        refused
    }

    /// Makes changes, one outcome each: one that comes again under its key is not made again, and another one under
    /// the same key is refused. A user whose id ends in 13 is locked for good.
    fn apply(&mut self, changes: &[Value]) -> Vec<Value> {
        let text = |change: &Value, key: &str| change[key].as_str().unwrap_or_default().to_owned();
        let mut outcomes = Vec::with_capacity(changes.len());
        for asked in changes {
            let change = Change {
                user_id: text(asked, "user_id"),
                credential: text(asked, "credential"),
                secret: text(asked, "secret"),
            };
            self.asked.push(change.clone());
            let refused = |status: u16, message: &str| json!({"status": status, "error": {"code": "refused", "message": message}});
            let outcome = match self.by_key.get(&text(asked, "idempotency_key")) {
                Some(known) if *known == change => json!({"status": 204, "error": null}),
                Some(_) => refused(409, "another change was made under this key"),
                None if change.user_id.ends_with("13") => refused(422, "the user is locked"),
                None => {
                    self.by_key.insert(text(asked, "idempotency_key"), change.clone());
                    let place = (change.user_id.clone(), change.credential.clone());
                    self.in_force.insert(place, change.secret.clone());
                    self.made.push(change);
                    json!({"status": 204, "error": null})
                }
            };
            outcomes.push(outcome);
        }
        outcomes
    }

    fn signs_in(&self, body: &Value) -> bool {
        let text = |key: &str| body[key].as_str().unwrap_or_default();
        self.in_force(text("user_id"), text("credential")).is_some_and(|secret| secret == text("secret"))
    }
}

/// A page of users, ordered by their ids.
fn users(behaviour: &Behaviour, query: &str) -> Value {
    let of = |wanted: &str| {
        query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == wanted).map(|(_, value)| value)
    };
    let from: usize = of("cursor").and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let to = behaviour.users.min(from + PAGE);
    let user = |number: usize| {
        json!({
            "user_id": user_id(number), "first_name": "Kari", "last_name": format!("Hansen {number}"), "email": null,
            "phone_number": null, "extension": null, "location": "Oslo", "department": null,
        })
    };
    let next = (to < behaviour.users).then(|| to.to_string());
    json!({"users": (from..to).map(user).collect::<Vec<_>>(), "next_cursor": next})
}

/// The user id of a user by their number.
fn user_id(number: usize) -> String {
    format!("u{number:07}")
}

fn rules() -> Value {
    json!({
        "schema": "ossmosis.rules/v1", "location": null, "source": "backend",
        "credentials": {"application": {"min_length": 8, "max_length": 40}, "voice-portal": {"min_length": 6, "max_length": 8}},
    })
}
