//! Cisco BroadWorks as a directory, over OCI-P: where these passwords live, and what the applications accept.

mod changes;
mod criteria;
mod errors;
mod learned;
mod listing;
mod passcode_rules;
mod password_rules;
mod place;
mod reach;
mod rules;
mod states;
mod xsi;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use tokio::time::Instant;
use url::Url;

use super::refusals::unknown;
use super::{Counts, CredentialChange, Directory, DirectoryError, DirectoryTraits, RulesTold, Sent, SignIn};
use crate::domain::{
    CredentialKind, CredentialState, Email, Location, LocationName, Patched, Secret, Selection, Source, User, UserId,
    UserPatch,
};
use crate::ocip::Client;
use crate::rules::{RuleBook, Rules};
use criteria::{Criterion, of_handle, of_search};
use place::Place;
use reach::Scope;
use xsi::Xsi;

/// Commands that change something, in one document: fewer than it may hold, so that a lost reply leaves few in doubt.
pub const WRITES_A_DOCUMENT: usize = 5;
/// Handles beyond which everybody in reach is listed rather than looked for one by one.
const MOST_LOOKED_FOR: usize = 15;
/// The same where the reach is a whole system.
const MOST_LOOKED_FOR_IN_SYSTEM: usize = 500;

/// How long a list serves those who read it page by page.
const LISTED: Duration = Duration::from_mins(1);

/// What a directory of BroadWorks is made with.
pub struct BroadWorks {
    /// The client of its application server.
    pub client: Client,
    /// The most sockets that the client uses.
    pub sockets: usize,
    /// The portal's own rules, where BroadWorks has none of that kind; `None`: they do not hold.
    pub portal_rules: Option<RuleBook>,
    /// Where sign-ins are proved; `None`: they cannot be.
    pub xsi_url: Option<Url>,
    /// How long one sign-in may take.
    pub timeout: Duration,
    /// Certificates (PEM) of authorities to trust beside those that this machine trusts.
    pub ca_file: Option<PathBuf>,
    /// Where is kept what was learned of the system.
    pub learned: Option<PathBuf>,
}

/// A BroadWorks system.
pub struct BroadWorksDirectory {
    client: Client,
    sockets: usize,
    portal_rules: Option<RuleBook>,
    xsi: Option<Xsi>,
    known_rules: tokio::sync::Mutex<rules::Known>,
    listed: tokio::sync::Mutex<Option<Listed>>,
    learned: Option<PathBuf>,
}

/// A list that somebody reads page by page.
struct Listed {
    of: Selection,
    users: Arc<Vec<User>>,
    at: Instant,
}

impl BroadWorksDirectory {
    /// The directory; nothing is sent yet.
    pub fn new(parts: BroadWorks) -> Result<Self, DirectoryError> {
        let BroadWorks { client, sockets, portal_rules, xsi_url, timeout, ca_file, learned } = parts;
        let xsi = xsi_url.map(|url| Xsi::new(url, timeout, ca_file.as_deref())).transpose()?;
        let forms = learned.as_deref().map(learned::load).unwrap_or_default();
        let (known_rules, listed) = (tokio::sync::Mutex::default(), tokio::sync::Mutex::default());
        Ok(Self { client: client.knowing(forms), sockets, portal_rules, xsi, known_rules, listed, learned })
    }

    /// Who signed in, and of which kind that login is.
    pub async fn login(&self) -> Result<Arc<crate::ocip::Login>, DirectoryError> {
        Ok(self.client.login().await?)
    }

    async fn scope(&self) -> Result<Scope, DirectoryError> {
        Scope::of(&*self.client.login().await?)
    }

    async fn selected(&self, of: &Selection) -> Result<Vec<User>, DirectoryError> {
        let mut users = match &of.source {
            Source::All | Source::Department(_) => self.everybody().await?,
            Source::Location(name) => match Place::parse(name) {
                Some(place) => self.users_of(&place).await?,
                None => Vec::new(),
            },
            Source::Search(typed) => self.looked_for(&of_search(typed)).await?,
            Source::Handles(handles) => self.handled(handles).await?,
        };
        users.retain(|user| of.contains(user));
        Ok(users)
    }

    /// The same, for who reads page by page: the pages after the first are of the list that it was cut from.
    async fn selected_for_pages(&self, of: Selection, is_first: bool) -> Result<Arc<Vec<User>>, DirectoryError> {
        let is_it = |known: &&Listed| !is_first && known.of == of && known.at.elapsed() < LISTED;
        if let Some(known) = self.listed.lock().await.as_ref().filter(is_it) {
            return Ok(Arc::clone(&known.users));
        }
        let users = Arc::new(self.selected(&of).await?);
        *self.listed.lock().await = Some(Listed { of, users: Arc::clone(&users), at: Instant::now() });
        Ok(users)
    }

    async fn everybody(&self) -> Result<Vec<User>, DirectoryError> {
        let groups = self.groups().await?;
        let lists = groups.into_iter().map(|group| async move { self.users_of(&group.place).await });
        let lists: Vec<Vec<User>> = stream::iter(lists).buffered(self.sockets).try_collect().await?;
        let mut users: Vec<User> = lists.into_iter().flatten().collect();
        users.sort_by(|a, b| a.user_id.cmp(&b.user_id));
        Ok(users)
    }

    async fn handled(&self, handles: &[String]) -> Result<Vec<User>, DirectoryError> {
        let scope = self.scope().await?;
        let most = if scope == Scope::System { MOST_LOOKED_FOR_IN_SYSTEM } else { MOST_LOOKED_FOR };
        if handles.len() > most {
            return self.everybody().await;
        }
        let criteria: Vec<Criterion> = handles.iter().flat_map(|handle| of_handle(handle)).collect();
        self.looked_for(&criteria).await
    }

    async fn looked_for(&self, criteria: &[Criterion]) -> Result<Vec<User>, DirectoryError> {
        let scope = self.scope().await?;
        match self.users_by(&scope, criteria).await? {
            Some(users) => Ok(users),
            None => self.everybody().await,
        }
    }
}

#[async_trait]
impl Directory for BroadWorksDirectory {
    fn traits(&self) -> DirectoryTraits {
        DirectoryTraits { batch_size: WRITES_A_DOCUMENT, in_flight: self.sockets, import_size: 1, handles: usize::MAX }
    }

    fn users(&self, of: &Selection) -> BoxStream<'_, Result<User, DirectoryError>> {
        // The platform answers a list as a whole, in an order of its own.
        let of = of.clone();
        let selected = async move {
            match self.selected(&of).await {
                Ok(users) => users.into_iter().map(Ok).collect(),
                Err(e) => vec![Err(e)],
            }
        };
        stream::once(selected).flat_map(stream::iter).boxed()
    }

    fn users_after(&self, of: &Selection, after: Option<&str>) -> BoxStream<'_, Result<User, DirectoryError>> {
        let (of, after) = (of.clone(), after.map(str::to_owned));
        let selected = async move {
            let users = match self.selected_for_pages(of, after.is_none()).await {
                Ok(users) => users,
                Err(e) => return stream::iter([Err(e)]).boxed(),
            };
            let start = users.partition_point(|user| Some(user.user_id.as_str()) <= after.as_deref());
            stream::iter(start..users.len()).map(move |at| Ok(users[at].clone())).boxed()
        };
        stream::once(selected).flatten().boxed()
    }

    async fn user(&self, user: &UserId) -> Result<User, DirectoryError> {
        let found = self.looked_for(&[Criterion::user_id(user.as_str())]).await?;
        found.into_iter().find(|candidate| candidate.user_id == *user).ok_or_else(|| unknown(user))
    }

    async fn locations(&self, counts: Counts) -> Result<Vec<Location>, DirectoryError> {
        let groups = self.groups().await?;
        let told = groups.into_iter().map(|group| async move {
            let (mut users, mut without_email) = (None, None);
            if counts == Counts::Wanted {
                let listed = self.users_of(&group.place).await?;
                users = Some(listed.len() as u64);
                without_email = Some(listed.iter().filter(|user| user.email.is_none()).count() as u64);
            }
            let aliases = [Some(group.place.group_id.clone()), group.title.clone()].into_iter().flatten().collect();
            Ok::<_, DirectoryError>(Location { name: group.place.name()?, users, without_email, aliases })
        });
        let mut locations: Vec<Location> = stream::iter(told).buffered(self.sockets).try_collect().await?;
        locations.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(locations)
    }

    async fn rules(&self, at: Option<&LocationName>) -> Result<Rules, DirectoryError> {
        Ok(self.rules_told(at).await?.rules)
    }

    async fn rules_told(&self, at: Option<&LocationName>) -> Result<RulesTold, DirectoryError> {
        if let Some(name) = at {
            return self.rules_at(name).await;
        }
        match self.scope().await? {
            Scope::Group(place) => self.rules_at(&place.name()?).await,
            _ => Err(DirectoryError::Refused(
                "BroadWorks has rules for each location: say which, like --location SERVICE_PROVIDER/GROUP".to_owned(),
            )),
        }
    }

    async fn set_credentials(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>> {
        self.set_all(changes).await
    }

    async fn set_email(&self, user: &UserId, email: Option<&Email>) -> Result<(), DirectoryError> {
        self.program_email(user, email).await
    }

    async fn sign_in(&self, user: &UserId, kind: CredentialKind, secret: &Secret) -> Result<SignIn, DirectoryError> {
        if kind == CredentialKind::VoicePortal {
            return Err(DirectoryError::Refused(
                "BroadWorks has no way to try a voice portal passcode but by telephone".to_owned(),
            ));
        }
        let Some(xsi) = &self.xsi else {
            return Err(DirectoryError::Refused(
                "sign-ins are proved by Xsi-Actions: give its address with --xsi-url, or as broadworks.xsi_url"
                    .to_owned(),
            ));
        };
        xsi.sign_in(user, secret).await
    }

    async fn credentials(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError> {
        self.states(user).await
    }

    async fn import(&self, patches: &[UserPatch]) -> Vec<Result<Patched, DirectoryError>> {
        let refusal = || Err(DirectoryError::Refused("BroadWorks creates its users itself".to_owned()));
        patches.iter().map(|_| refusal()).collect()
    }

    fn sent(&self) -> Option<Sent> {
        let sent = self.client.sent();
        Some(Sent { documents: sent.documents, commands: sent.commands })
    }

    async fn close(&self) {
        self.client.close().await;
        if let Some(file) = &self.learned {
            learned::save(file, &self.client.forms());
        }
    }
}
