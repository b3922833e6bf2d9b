//! Users: pages of them, one in full, and the email of one.

use axum::Json;
use axum::extract::State;
use futures_util::StreamExt;

use super::auth::Signed;
use super::extract::{Body, Pairs, UserInPath, at_most};
use super::problem::{BodyErrors, NotFoundError, Problem, ReadErrors};
use super::router::Portal;
use crate::api::{CredentialBody, EmailBody, USER_SCHEMA, UserBody, UserDocument, UserPage};
use crate::domain::{Email, Filters, LocationName, Selection, Source};
use crate::recovery::links_of;

const PARAMETERS: &[&str] = &["location", "search", "department", "handle", "has_email", "limit", "cursor"];
const MOST_A_PAGE: usize = 1000;
const MOST_HANDLES: usize = 50;

/// A page of users, ordered by user id
///
/// One of location, search, department and handle (which may repeat) chooses users; none of them means all.
#[utoipa::path(
    get, path = "/api/v1/users", tag = "users", security(("token" = [])),
    params(
        ("location" = Option<String>, Query, description = "All users of a location, by its exact name"),
        ("search" = Option<String>, Query, description = "Users whose name, number, extension or id holds this"),
        ("department" = Option<String>, Query, description = "All users of a department, by its exact name"),
        ("handle" = Option<Vec<String>>, Query, description = "Users who answer to one of these: user id, phone number, extension or email; at most 50"),
        ("has_email" = Option<bool>, Query, description = "Only users with, or without, an email"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 1000, description = "Users a page, 100 by default"),
        ("cursor" = Option<String>, Query, description = "The next_cursor of the page before")
    ),
    responses((status = 200, body = UserPage), ReadErrors)
)]
pub(super) async fn list(_: Signed, State(portal): State<Portal>, query: Pairs) -> Result<Json<UserPage>, Problem> {
    let query = query.only(PARAMETERS)?;
    let selection = Selection { source: source(&query)?, filters: Filters { has_email: query.switch("has_email")? } };
    let limit = query.limit(MOST_A_PAGE)?;
    let mut users = portal.directory.users_after(&selection, query.one("cursor")?).take(limit + 1);
    let mut page: Vec<UserBody> = Vec::with_capacity(limit);
    while let Some(user) = users.next().await.transpose()? {
        page.push(UserBody::from(&user));
    }
    let more = page.len() > limit;
    page.truncate(limit);
    let next_cursor = page.last().filter(|_| more).map(|user| user.user_id.clone());
    Ok(Json(UserPage { users: page, next_cursor }))
}

fn source(query: &Pairs) -> Result<Source, Problem> {
    let handles: Vec<String> = query.all("handle").into_iter().map(str::to_owned).collect();
    at_most(handles.len(), MOST_HANDLES)?;
    let location = query.one("location")?.map(LocationName::parse).transpose();
    let location = location.map_err(|e| Problem::bad_request(format!("location: {e}")))?;
    let sources = [
        location.map(Source::Location),
        query.one("search")?.map(|text| Source::Search(text.to_owned())),
        query.one("department")?.map(|name| Source::Department(name.to_owned())),
        (!handles.is_empty()).then_some(Source::Handles(handles)),
    ];
    let mut sources = sources.into_iter().flatten();
    match (sources.next(), sources.next()) {
        (None, _) => Ok(Source::All),
        (Some(one), None) => Ok(one),
        _ => Err(Problem::bad_request("only one of location, search, department and handle is taken")),
    }
}

/// One user in full: contact, the state of both credentials, recovery links
#[utoipa::path(
    get, path = "/api/v1/users/{user_id}", tag = "users", security(("token" = [])),
    params(("user_id" = String, Path, description = "The exact user id")),
    responses((status = 200, body = UserDocument), ReadErrors, NotFoundError)
)]
pub(super) async fn show(
    _: Signed,
    State(portal): State<Portal>,
    UserInPath(id): UserInPath,
) -> Result<Json<UserDocument>, Problem> {
    let user = portal.directory.user(&id).await?;
    Ok(Json(UserDocument {
        schema: USER_SCHEMA.to_owned(),
        user: UserBody::from(&user),
        credentials: portal.directory.credentials(&id).await?.iter().map(CredentialBody::from).collect(),
        recovery_links: links_of(portal.recovery.as_ref(), &id).await?,
    }))
}

/// Program a user's email, or remove it
///
/// A changed or removed email ends the user's open recovery links.
#[utoipa::path(
    patch, path = "/api/v1/users/{user_id}", tag = "users", security(("token" = [])),
    params(("user_id" = String, Path, description = "The exact user id")),
    request_body = EmailBody,
    responses((status = 200, body = UserBody), BodyErrors, NotFoundError)
)]
pub(super) async fn edit(
    _: Signed,
    State(portal): State<Portal>,
    UserInPath(id): UserInPath,
    Body(body): Body<EmailBody>,
) -> Result<Json<UserBody>, Problem> {
    let email = body.email.as_deref().map(Email::parse).transpose();
    let email = email.map_err(|e| Problem::bad_request(format!("email: {e}")))?;
    portal.directory.set_email(&id, email.as_ref()).await?;
    Ok(Json(UserBody::from(&portal.directory.user(&id).await?)))
}
