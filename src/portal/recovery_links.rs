//! Recovery links: queueing them, telling of them, taking them back.

use std::time::Duration;

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::extract::{Body, Pairs, at_most, user_id};
use super::problem::{BodyErrors, Problem, ReadErrors, item_error};
use super::router::Portal;
use crate::api::{
    LONGEST_WAIT, LinkIdsBody, LinksPage, QueueBody, QueueOutcome, QueueOutcomes, RevokeOutcome, RevokeOutcomes,
};
use crate::domain::Reference;
use crate::recovery::{LinkFilter, WantedLink};

const MOST_A_BATCH: usize = 100;
const MOST_A_PAGE: usize = 1000;
const PARAMETERS: &[&str] = &["user_id", "run_id", "reference", "open", "not_done", "limit", "cursor"];

/// A page of recovery links, newest first
#[utoipa::path(
    get, path = "/api/v1/recovery-links", tag = "recovery", security(("token" = [])),
    params(
        ("user_id" = Option<Vec<String>>, Query, description = "Only links of these users; at most 50"),
        ("run_id" = Option<String>, Query, description = "Only links that this run asked for"),
        ("reference" = Option<String>, Query, description = "Only the link with this reference"),
        ("open" = Option<bool>, Query, description = "Only links that can be opened, or whose session is under way"),
        ("not_done" = Option<bool>, Query, description = "Only the newest link of each user, where it led to nothing"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 1000, description = "Links a page, 100 by default"),
        ("cursor" = Option<String>, Query, description = "The next_cursor of the page before")
    ),
    responses((status = 200, body = LinksPage), ReadErrors)
)]
pub(super) async fn list(_: Signed, State(portal): State<Portal>, query: Pairs) -> Result<Json<LinksPage>, Problem> {
    let query = query.only(PARAMETERS)?;
    let users = query.all("user_id");
    at_most(users.len(), LinkFilter::MOST_USERS)?;
    let filter = LinkFilter {
        users: users.into_iter().map(user_id).collect::<Result<_, _>>()?,
        run_id: query.one("run_id")?.map(str::to_owned),
        reference: query.one("reference")?.map(reference).transpose()?,
        open: query.switch("open")?.unwrap_or_default(),
        not_done: query.switch("not_done")?.unwrap_or_default(),
    };
    let limit = query.limit(MOST_A_PAGE)?;
    let mut links = portal.recovery.page(&filter, query.one("cursor")?, limit + 1).await?;
    let more = links.len() > limit;
    links.truncate(limit);
    let next_cursor = links.last().filter(|_| more).map(|link| link.id.clone());
    Ok(Json(LinksPage { links, next_cursor }))
}

/// Queue a recovery link and its mail for each user, with an outcome each
///
/// A user's older open link ends. The same run queues one link a user, however often it asks.
#[utoipa::path(
    post, path = "/api/v1/recovery-links/batch", tag = "recovery", security(("token" = [])),
    request_body = QueueBody,
    responses((status = 200, body = QueueOutcomes), BodyErrors)
)]
pub(super) async fn queue(
    _: Signed,
    State(portal): State<Portal>,
    Body(body): Body<QueueBody>,
) -> Result<Json<QueueOutcomes>, Problem> {
    at_most(body.user_ids.len(), MOST_A_BATCH)?;
    let after = body.after_seconds.unwrap_or_else(|| vec![0; body.user_ids.len()]);
    if after.len() != body.user_ids.len() || after.iter().any(|seconds| *seconds > LONGEST_WAIT) {
        return Err(Problem::bad_request(format!("after_seconds: one a user, each at most {LONGEST_WAIT}")));
    }
    let link = |(id, seconds): (&String, u64)| {
        Ok::<_, Problem>(WantedLink { user: user_id(id)?, after: Duration::from_secs(seconds) })
    };
    let links: Vec<WantedLink> = body.user_ids.iter().zip(after).map(link).collect::<Result<_, _>>()?;
    let outcomes = portal.recovery.queue(&links, body.run_id.as_deref()).await;
    let outcomes = outcomes.into_iter().map(|outcome| match outcome {
        Ok(queued) => {
            QueueOutcome { link_id: Some(queued.link_id), email: Some(queued.email.to_string()), error: None }
        }
        Err(e) => QueueOutcome { link_id: None, email: None, error: Some(item_error(&e)) },
    });
    Ok(Json(QueueOutcomes { outcomes: outcomes.collect() }))
}

/// Take recovery links back, with an outcome each
///
/// Neither the link nor its session can be used afterwards.
#[utoipa::path(
    post, path = "/api/v1/recovery-links/revoke", tag = "recovery", security(("token" = [])),
    request_body = LinkIdsBody,
    responses((status = 200, body = RevokeOutcomes), BodyErrors)
)]
pub(super) async fn revoke(
    _: Signed,
    State(portal): State<Portal>,
    Body(body): Body<LinkIdsBody>,
) -> Result<Json<RevokeOutcomes>, Problem> {
    at_most(body.link_ids.len(), MOST_A_BATCH)?;
    let outcomes = portal.recovery.revoke(&body.link_ids).await.into_iter().map(|outcome| match outcome {
        Ok(revoked) => RevokeOutcome { revoked, error: None },
        Err(e) => RevokeOutcome { revoked: false, error: Some(item_error(&e)) },
    });
    Ok(Json(RevokeOutcomes { outcomes: outcomes.collect() }))
}

fn reference(text: &str) -> Result<Reference, Problem> {
    Reference::parse(text).ok_or_else(|| Problem::bad_request("reference: it is not like 7F3A-91C2"))
}
