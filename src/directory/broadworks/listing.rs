//! Users and groups by list commands alone: what is needed of a user stands in the table, so that no user is asked for
//! one by one.

use std::collections::BTreeMap;

use super::super::DirectoryError;
use super::BroadWorksDirectory;
use super::criteria::Criterion;
use super::errors::of_fault;
use super::place::Place;
use super::reach::Scope;
use crate::domain::{Email, User, UserId};
use crate::ocip::{Command, Element, Family, Fault, Row};

/// Users that one page asks for; the schema allows twice as many.
const PAGE: usize = 1000;
/// The list of a group in pages, which releases since 23 have, and as a whole.
const USERS_OF_GROUP: Family = Family { name: "users of a group", forms: 2 };
/// Criteria that every release has in every list, and none: release 17 looks for no user id within a group.
const CRITERIA: Family = Family { name: "criteria", forms: 2 };

/// A group, with its name where the account may list it.
pub(super) struct Group {
    pub(super) place: Place,
    pub(super) title: Option<String>,
}

impl BroadWorksDirectory {
    /// Every group that the login may see.
    pub(super) async fn groups(&self) -> Result<Vec<Group>, DirectoryError> {
        let scope = self.scope().await?;
        let (command, provider) = match &scope {
            Scope::Group(place) => return Ok(vec![Group { place: place.clone(), title: None }]),
            Scope::ServiceProvider(id) => {
                (Command::new("GroupGetListInServiceProviderRequest").text("serviceProviderId", id), Some(id.as_str()))
            }
            Scope::System => (Command::new("GroupGetListInSystemRequest"), None),
        };
        let answer = self.client.read_one(command).await?.map_err(|fault| of_fault(&fault))?;
        let mut groups = Vec::new();
        for row in answer.table("groupTable")?.rows() {
            let provider = provider.or_else(|| row.cell("Organization Id"));
            let (Some(provider), Some(group)) = (provider, row.cell("Group Id")) else {
                return Err(DirectoryError::Unanswered("the server lists a group without its ids".to_owned()));
            };
            groups.push(Group { place: Place::new(provider, group), title: row.cell("Group Name").map(str::to_owned) });
        }
        groups.sort_by(|a, b| a.place.cmp(&b.place));
        groups.dedup_by(|a, b| a.place == b.place);
        Ok(groups)
    }

    /// Everybody in a group, in pages where the release has them.
    pub(super) async fn users_of(&self, place: &Place) -> Result<Vec<User>, DirectoryError> {
        // Users may come and go between two pages: each is told once.
        let mut users = BTreeMap::new();
        let mut start = 1;
        loop {
            let command = |form| if form == 0 { page(place, start) } else { whole(place) };
            let (form, answer) = self.client.read_newest(USERS_OF_GROUP, command).await?;
            let answer = answer.map_err(|fault| of_fault(&fault))?;
            let rows = answer.table("userTable")?.len();
            collect(&answer, Some(place), None, &mut users)?;
            if form != 0 || rows < PAGE {
                return Ok(users.into_values().collect());
            }
            start += rows;
        }
    }

    /// Everybody whom one of these criteria lets through. `None`: this release cannot look for them.
    pub(super) async fn users_by(
        &self,
        scope: &Scope,
        criteria: &[Criterion],
    ) -> Result<Option<Vec<User>>, DirectoryError> {
        if self.client.form(CRITERIA) == Some(1) {
            return Ok(None);
        }
        let commands: Vec<Command> = criteria.iter().map(|criterion| criterion.add_to(list(scope))).collect();
        let (place, provider) = match scope {
            Scope::Group(place) => (Some(place), None),
            Scope::ServiceProvider(id) => (None, Some(id.as_str())),
            Scope::System => (None, None),
        };
        let mut users = BTreeMap::new();
        for answer in self.client.read(&commands).await? {
            match answer {
                Ok(answer) => collect(&answer, place, provider, &mut users)?,
                Err(fault) if fault.is(Fault::UNKNOWN_COMMAND) => {
                    self.client.settle(CRITERIA, 1);
                    return Ok(None);
                }
                Err(fault) => return Err(of_fault(&fault)),
            }
        }
        Ok(Some(users.into_values().collect()))
    }
}

/// The list command of a scope; criteria follow.
fn list(scope: &Scope) -> Command {
    match scope {
        Scope::Group(place) => whole(place),
        Scope::ServiceProvider(id) => Command::new("UserGetListInServiceProviderRequest").text("serviceProviderId", id),
        Scope::System => Command::new("UserGetListInSystemRequest"),
    }
}

/// `GroupId` is spelt with a capital in this command alone.
fn whole(place: &Place) -> Command {
    Command::new("UserGetListInGroupRequest")
        .text("serviceProviderId", &place.service_provider_id)
        .text("GroupId", &place.group_id)
}

fn page(place: &Place, start: usize) -> Command {
    Command::new("UserGetListInGroupPagedSortedListRequest")
        .text("serviceProviderId", &place.service_provider_id)
        .text("groupId", &place.group_id)
        .within("responsePagingControl", |control| {
            control.number("responseStartIndex", start).number("responsePageSize", PAGE)
        })
        .within("sortOrder", |order| {
            order.within("sortByUserId", |by| by.flag("isAscending", true).flag("isCaseSensitive", true))
        })
}

fn collect(
    answer: &Element,
    place: Option<&Place>,
    provider: Option<&str>,
    users: &mut BTreeMap<UserId, User>,
) -> Result<(), DirectoryError> {
    for row in answer.table("userTable")?.rows() {
        let user = read(row, place, provider)?;
        users.insert(user.user_id.clone(), user);
    }
    Ok(())
}

/// A row of a list of users. The lists of a service provider and of the system say which group each is of.
fn read(row: Row<'_>, place: Option<&Place>, provider: Option<&str>) -> Result<User, DirectoryError> {
    let text = |heading: &str| row.cell(heading).map(str::to_owned);
    let bad = |why: String| DirectoryError::Unanswered(format!("the server lists a user that cannot be one: {why}"));
    let id = row.cell("User Id").unwrap_or_default();
    let user_id = UserId::parse(id).map_err(|e| bad(format!("{id:?}: {e}")))?;
    let location = if let Some(place) = place {
        place.name()?
    } else {
        let provider = provider.or_else(|| row.cell("Service Provider Id"));
        let (Some(provider), Some(group)) = (provider, row.cell("Group Id")) else {
            return Err(bad(format!("{user_id} is of no group")));
        };
        Place::new(provider, group).name()?
    };
    Ok(User {
        user_id,
        first_name: text("First Name").unwrap_or_default(),
        last_name: text("Last Name").unwrap_or_default(),
        // What cannot be an address cannot be mailed, whatever is on file.
        email: row.cell("Email Address").and_then(|address| Email::parse(address).ok()),
        phone_number: text("Phone Number"),
        extension: text("Extension"),
        location,
        department: text("Department"),
        protected: false,
    })
}
