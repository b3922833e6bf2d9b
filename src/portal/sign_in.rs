//! For the applications and the voicemail system: does this secret sign in, and a new one in the place of
//! one that has to be changed.

use axum::Json;
use axum::extract::State;

use super::address::Address;
use super::auth::Caller;
use super::extract::{Body, user_id};
use super::limits::{Permit, address_key};
use super::problem::{BodyErrors, LimitErrors, Problem, item_error};
use super::router::Portal;
use crate::api::{OwnChangeAnswer, OwnChangeBody, SignInAnswer, SignInBody};
use crate::directory::{ChangedBy, CredentialChange, DirectoryError, SignIn};
use crate::domain::{CredentialKind, Secret, UserId};

/// Does this secret sign in?
///
/// An unknown user is refused like a wrong secret, in the same time. Of an application's token, wrong secrets
/// are limited for each user and each address; nobody is locked out, they have to wait. What others got wrong
/// from the same address keeps no user waiting who has not been wrong often lately.
#[utoipa::path(
    post, path = "/api/v1/sign-in", tag = "credentials", security(("token" = [])),
    request_body = SignInBody,
    responses((status = 200, body = SignInAnswer), BodyErrors, LimitErrors)
)]
pub(super) async fn sign_in(
    caller: Caller,
    State(portal): State<Portal>,
    address: Address,
    Body(body): Body<SignInBody>,
) -> Result<Json<SignInAnswer>, Problem> {
    let user = user_id(&body.user_id)?;
    let kind = body.credential.parse().map_err(|e: String| Problem::bad_request(e))?;
    let answer = portal.prove(&caller, &address, &user, kind, &body.secret.into()).await?;
    Ok(Json(SignInAnswer { accepted: answer.accepted, must_change: answer.must_change }))
}

/// Change a secret that has to be changed
///
/// What the voice portal does with a temporary passcode: it proves the one in force, and sets the one that the
/// user chose. The user's recovery links stay. One that need not be changed is refused.
#[utoipa::path(
    post, path = "/api/v1/credentials/change", tag = "credentials", security(("token" = [])),
    request_body = OwnChangeBody,
    responses((status = 200, body = OwnChangeAnswer), BodyErrors, LimitErrors)
)]
pub(super) async fn change(
    caller: Caller,
    State(portal): State<Portal>,
    address: Address,
    Body(body): Body<OwnChangeBody>,
) -> Result<Json<OwnChangeAnswer>, Problem> {
    let user_id = user_id(&body.user_id)?;
    let kind = body.credential.parse().map_err(|e: String| Problem::bad_request(e))?;
    let proved = portal.prove(&caller, &address, &user_id, kind, &body.current.into()).await?;
    if !proved.accepted {
        return Ok(Json(OwnChangeAnswer { accepted: false, changed: false, error: None }));
    }
    let outcome = if let Some(proved) = proved.proved.filter(|_| proved.must_change) {
        let secret = Secret::from(body.new);
        let change = CredentialChange {
            user_id,
            kind,
            secret,
            must_change: false,
            by: ChangedBy::Owner { proved },
            idempotency_key: None,
        };
        portal.directory.set_credentials(&[change]).await.pop()
    } else {
        Some(Err(DirectoryError::Refused(format!("the {} need not be changed", kind.noun()))))
    };
    let outcome = outcome.unwrap_or_else(|| Err(DirectoryError::Unanswered("no outcome was told".to_owned())));
    let error = outcome.err().map(|e| item_error(&e));
    Ok(Json(OwnChangeAnswer { accepted: true, changed: error.is_none(), error }))
}

impl Portal {
    /// Tries a secret, within the limits of whoever asks.
    async fn prove(
        &self,
        caller: &Caller,
        Address(address): &Address,
        user: &UserId,
        kind: CredentialKind,
        secret: &Secret,
    ) -> Result<SignIn, Problem> {
        let Caller::Application(name) = caller else {
            return Ok(self.directory.sign_in(user, kind, secret).await?);
        };
        let user_key = format!("{name} {kind} {user}");
        let of_user = self.wrong_of_user.let_in(&user_key).map_err(Problem::too_many)?;
        let from_address = self.wrong_from_address.let_in(&format!("{name} {}", address_key(*address)));
        let lately = self.wrong_lately.let_in(&user_key);
        // Known and unknown users alike: who is there must not be learned from who is let in.
        let permits = match (from_address, lately) {
            (Err(wait), Err(_)) => return Err(Problem::too_many(wait)),
            (from_address, lately) => [Some(of_user), from_address.ok(), lately.ok()],
        };
        let answer = self.directory.sign_in(user, kind, secret).await;
        // Only a wrong secret counts: neither a right one, nor a failure of ours, nor a call that was given up.
        if matches!(answer, Ok(SignIn { accepted: false, .. })) {
            permits.into_iter().flatten().for_each(Permit::count);
        }
        Ok(answer?)
    }
}
