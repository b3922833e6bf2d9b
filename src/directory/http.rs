//! The directory of a provisioning backend, over the network.

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::stream::{self, BoxStream, StreamExt};

use super::{Counts, CredentialChange, Directory, DirectoryError, DirectoryTraits, KINDS, RulesTold, SignIn};
use crate::api::{
    ChangeBody, ChangesBody, ChangesOutcome, EmailBody, ImportBody, ImportOutcomes, LocationsDocument, PatchBody,
    RulesDocument, SecretText, SignInAnswer, SignInBody, UserBody, UserDocument, UserPage,
};
use crate::domain::{
    CredentialKind, CredentialState, Email, Location, LocationName, Patched, Secret, Selection, Source, User, UserId,
    UserPatch,
};
use crate::http::Client;
use crate::rules::Rules;

/// The status of a change whose idempotency key was used for another.
const CONFLICT: u16 = 409;
/// The status of a change that was not made, and may be the next time.
const UNAVAILABLE: u16 = 503;
/// Users that one page asks for.
const PAGE_SIZE: &str = "500";
/// Handles that one query carries: their query string has to fit a request line.
const HANDLES_A_QUERY: usize = 50;

/// A backend that speaks this project's REST API.
pub struct HttpDirectory {
    client: Arc<Client>,
}

impl HttpDirectory {
    /// The directory behind a client.
    pub fn new(client: Arc<Client>) -> Self {
        Self { client }
    }

    async fn page(&self, query: &[(String, String)], cursor: Option<&str>) -> Result<UserPage, DirectoryError> {
        let mut pairs: Vec<(&str, &str)> = query.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        pairs.push(("limit", PAGE_SIZE));
        pairs.extend(cursor.map(|cursor| ("cursor", cursor)));
        Ok(self.client.get(&["users"], &pairs).await?)
    }
}

/// What the server asks a query with: one query, or one for each group of handles.
fn queries(of: &Selection) -> Vec<Vec<(String, String)>> {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let sources: Vec<Vec<(String, String)>> = match &of.source {
        Source::All => vec![Vec::new()],
        Source::Location(name) => vec![vec![pair("location", name.as_str())]],
        Source::Search(text) => vec![vec![pair("search", text)]],
        Source::Department(name) => vec![vec![pair("department", name)]],
        Source::Handles(handles) => handles
            .chunks(HANDLES_A_QUERY)
            .map(|some| some.iter().map(|handle| pair("handle", handle)).collect())
            .collect(),
    };
    let filter = of.filters.has_email.map(|has| pair("has_email", if has { "true" } else { "false" }));
    sources.into_iter().map(|query| query.into_iter().chain(filter.clone()).collect()).collect()
}

fn read_user(body: UserBody) -> Result<User, DirectoryError> {
    User::try_from(body)
        .map_err(|e| DirectoryError::Unanswered(format!("the server sent a user that cannot be one: {e}")))
}

#[async_trait]
impl Directory for HttpDirectory {
    fn traits(&self) -> DirectoryTraits {
        DirectoryTraits { batch_size: 10, in_flight: 64, import_size: 100, handles: usize::MAX }
    }

    fn users(&self, of: &Selection) -> BoxStream<'_, Result<User, DirectoryError>> {
        // What is left to ask: the page of the query under way, then the other queries.
        let state = (queries(of).into_iter(), None::<(Vec<(String, String)>, Option<String>)>);
        let pages = stream::try_unfold(state, move |(mut queries, under_way)| async move {
            let next = under_way.or_else(|| queries.next().map(|query| (query, None)));
            let Some((query, cursor)) = next else { return Ok(None) };
            let page = self.page(&query, cursor.as_deref()).await?;
            let rest = page.next_cursor.map(|cursor| (query, Some(cursor)));
            Ok::<_, DirectoryError>(Some((page.users, (queries, rest))))
        });
        pages
            .flat_map(|page| match page {
                Ok(users) => stream::iter(users.into_iter().map(read_user)).boxed(),
                Err(e) => stream::iter([Err(e)]).boxed(),
            })
            .boxed()
    }

    async fn user(&self, user: &UserId) -> Result<User, DirectoryError> {
        let document: UserDocument = self.client.get(&["users", user.as_str()], &[]).await?;
        read_user(document.user)
    }

    async fn locations(&self, counts: Counts) -> Result<Vec<Location>, DirectoryError> {
        let query: &[(&str, &str)] = if counts == Counts::Unneeded { &[("counts", "false")] } else { &[] };
        let document: LocationsDocument = self.client.get(&["locations"], query).await?;
        let read = |body: crate::api::LocationBody| {
            let name = LocationName::parse(&body.name).map_err(|e| DirectoryError::Unanswered(e.to_string()))?;
            Ok(Location { name, users: body.users, without_email: body.without_email, aliases: body.aliases })
        };
        document.locations.into_iter().map(read).collect()
    }

    async fn rules(&self, at: Option<&LocationName>) -> Result<Rules, DirectoryError> {
        Ok(self.rules_told(at).await?.rules)
    }

    async fn rules_told(&self, at: Option<&LocationName>) -> Result<RulesTold, DirectoryError> {
        let query: Vec<(&str, &str)> = at.iter().map(|name| ("location", name.as_str())).collect();
        let document: RulesDocument = self.client.get(&["rules"], &query).await?;
        RulesTold::read(&document).map_err(DirectoryError::Unanswered)
    }

    async fn set_credentials(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>> {
        let body = |change: &CredentialChange| ChangeBody {
            user_id: change.user_id.to_string(),
            credential: change.kind.to_string(),
            secret: SecretText::from(&change.secret),
            must_change: change.must_change,
            idempotency_key: change.idempotency_key.clone(),
        };
        let body = ChangesBody { changes: changes.iter().map(body).collect() };
        let answer: Result<ChangesOutcome, _> = self.client.post(&["credentials", "batch"], &body).await;
        let outcomes = answer.map(|answer| {
            answer.outcomes.into_iter().map(|outcome| match outcome.error {
                None => Ok(()),
                Some(error) if outcome.status == CONFLICT => Err(DirectoryError::Conflict(error.message)),
                Some(error) if outcome.status == UNAVAILABLE => Err(DirectoryError::Unreachable(error.message)),
                Some(error) => Err(DirectoryError::from(error)),
            })
        });
        one_each(changes.len(), outcomes.map(Iterator::collect).map_err(DirectoryError::from))
    }

    async fn set_email(&self, user: &UserId, email: Option<&Email>) -> Result<(), DirectoryError> {
        let body = EmailBody { email: email.map(ToString::to_string) };
        let _: UserBody = self.client.patch(&["users", user.as_str()], &body).await?;
        Ok(())
    }

    async fn sign_in(&self, user: &UserId, kind: CredentialKind, secret: &Secret) -> Result<SignIn, DirectoryError> {
        let secret = SecretText::from(secret);
        let body = SignInBody { user_id: user.to_string(), credential: kind.to_string(), secret };
        let answer: SignInAnswer = self.client.post_patiently(&["sign-in"], &body).await?;
        Ok(SignIn { accepted: answer.accepted, must_change: answer.must_change, proved: None })
    }

    async fn credentials(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError> {
        let document: UserDocument = self.client.get(&["users", user.as_str()], &[]).await?;
        let of = |kind: CredentialKind| {
            let body = document.credentials.iter().find(|body| body.credential == kind.as_str());
            CredentialState {
                kind,
                set: body.is_some_and(|body| body.set),
                must_change: body.is_some_and(|body| body.must_change),
                changed_at: body.and_then(|body| body.changed_at.as_ref()?.parse().ok()),
                locked: body.and_then(|body| body.locked),
            }
        };
        Ok(KINDS.map(of).into())
    }

    async fn import(&self, patches: &[UserPatch]) -> Vec<Result<Patched, DirectoryError>> {
        let body = ImportBody { users: patches.iter().map(PatchBody::from).collect() };
        let answer: Result<ImportOutcomes, _> = self.client.post_patiently(&["users", "batch"], &body).await;
        let read = |outcome: crate::api::ImportOutcome| match outcome.error {
            Some(error) => Err(DirectoryError::from(error)),
            None => outcome
                .outcome
                .and_then(|word| Patched::from_word(&word))
                .ok_or_else(|| DirectoryError::Unanswered("the server told no outcome for a user".to_owned())),
        };
        let outcomes = answer.map(|answer| answer.outcomes.into_iter().map(read).collect());
        one_each(patches.len(), outcomes.map_err(DirectoryError::from))
    }
}

/// One outcome an item, whatever the server sent: a failed call is the outcome of each, and outcomes of
/// the wrong number tell nothing about any.
pub(crate) fn one_each<T>(
    count: usize,
    outcomes: Result<Vec<Result<T, DirectoryError>>, DirectoryError>,
) -> Vec<Result<T, DirectoryError>> {
    let error = match outcomes {
        Ok(outcomes) if outcomes.len() == count => return outcomes,
        Ok(outcomes) => {
            DirectoryError::Unanswered(format!("the server told {} outcomes for {count} changes", outcomes.len()))
        }
        Err(e) => e,
    };
    (0..count).map(|_| Err(error.clone())).collect()
}
