//! Lists of service providers, groups and users.

use super::company::{Company, Group, Provider, User};
use super::reach::{Login, unauthorized};
use super::reply::{Answer, table};
use super::schema::Element;
use super::search::{Searched, wanted};
use super::setup::{Release, Setup};

/// A heading, and what a row has under it.
type Column<R> = (&'static str, for<'a> fn(&'a R) -> &'a str);

/// Answers a command that lists.
pub(super) fn run(setup: &Setup, company: &Company, login: &Login, name: &str, body: &Element) -> Answer {
    let listed = match name {
        "ServiceProviderGetListRequest" => providers(setup, company, login, name, body),
        _ if name.starts_with("Group") => groups(setup, company, login, name, body),
        _ => users(setup, company, login, name, body),
    };
    listed.map_or_else(|answer| answer, |data| Answer::to(name, data))
}

fn written<R>(name: &str, columns: &[Column<R>], rows: &[R]) -> String {
    let headings: Vec<&str> = columns.iter().map(|(heading, _)| *heading).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| columns.iter().map(|(_, of)| of(row)).collect()).collect();
    table(name, &headings, &rows)
}

fn providers(setup: &Setup, company: &Company, login: &Login, name: &str, body: &Element) -> Result<String, Answer> {
    if !login.has_providers() {
        return Err(unauthorized());
    }
    let enterprises = body.text_of("isEnterprise").map(|text| text == "true");
    let within = |row: &&Provider| {
        login.reaches_provider(company, &row.id) && enterprises.is_none_or(|wanted| wanted == row.is_enterprise)
    };
    let mut rows: Vec<&Provider> = company.providers.iter().filter(within).collect();
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    let rows = wanted(setup, name, body, rows)?;
    let columns: [Column<&Provider>; 4] = [
        ("Service Provider Id", |row| &row.id),
        ("Service Provider Name", |row| &row.name),
        ("Is Enterprise", |row| if row.is_enterprise { "true" } else { "false" }),
        ("Reseller Id", |row| text(row.reseller.as_ref())),
    ];
    Ok(written("serviceProviderTable", &columns, &rows))
}

/// A group with what else its lists tell.
struct GroupRow<'a> {
    group: &'a Group,
    provider: Option<&'a Provider>,
    user_limit: String,
}

fn groups(setup: &Setup, company: &Company, login: &Login, name: &str, body: &Element) -> Result<String, Answer> {
    let of = body.text_of("serviceProviderId");
    match of {
        Some(provider) => login.provider(company, provider)?,
        None if login.has_providers() => {}
        None => return Err(unauthorized()),
    }
    let within = |group: &&Group| match of {
        Some(provider) => group.provider == provider,
        None => login.reaches_provider(company, &group.provider),
    };
    let mut rows: Vec<GroupRow<'_>> = company
        .groups
        .iter()
        .filter(within)
        .map(|group| GroupRow {
            group,
            provider: company.provider(&group.provider),
            user_limit: group.user_limit.to_string(),
        })
        .collect();
    rows.sort_by(|one, other| one.group.id.cmp(&other.group.id));
    let rows = wanted(setup, name, body, rows)?;
    let mut columns: Vec<Column<GroupRow<'_>>> = vec![
        ("Group Id", |row| &row.group.id),
        ("Group Name", |row| &row.group.name),
        ("User Limit", |row| &row.user_limit),
    ];
    if of.is_none() {
        columns.push(("Organization Id", |row| &row.group.provider));
        columns.push(("Organization Type", |row| match row.provider {
            Some(provider) if provider.is_enterprise => "Enterprise",
            _ => "Service Provider",
        }));
        columns.push(("Reseller Id", |row| text(row.provider.and_then(|provider| provider.reseller.as_ref()))));
    }
    if name.contains("Paged") && setup.release == Release::Independent {
        columns.push(("Group External Id", |_| ""));
    }
    Ok(written("groupTable", &columns, &rows))
}

/// A user with what else their lists tell.
struct UserRow<'a> {
    user: &'a User,
    reseller: Option<&'a String>,
}

fn users(setup: &Setup, company: &Company, login: &Login, name: &str, body: &Element) -> Result<String, Answer> {
    let provider = body.text_of("serviceProviderId");
    let group = body.text_of("GroupId").or_else(|| body.text_of("groupId"));
    match (provider, group) {
        (Some(provider), Some(group)) => login.group(company, provider, group)?,
        (Some(provider), None) => login.provider(company, provider)?,
        // By an external id, of which there is none.
        (None, _) if name.contains("InGroup") => return Err(Answer::error("[Error 4152] Group not found: ")),
        (None, _) if login.has_providers() => {}
        (None, _) => return Err(unauthorized()),
    }
    let within = |user: &&User| {
        provider.is_none_or(|provider| provider == user.provider)
            && group.is_none_or(|group| group == user.group)
            && login.reaches_user(company, user)
    };
    let row = |user| UserRow { user, reseller: company.provider(&user.provider).and_then(|p| p.reseller.as_ref()) };
    // They stand in the order of their ids.
    let rows = wanted(setup, name, body, company.users.values().filter(within).map(row).collect())?;
    Ok(written("userTable", &columns(setup, name), &rows))
}

/// The columns of a list of users: each kind of list has its own.
fn columns<'a>(setup: &Setup, name: &str) -> Vec<Column<UserRow<'a>>> {
    let is_paged = name.contains("Paged");
    let in_group = name.contains("InGroup");
    let mut columns: Vec<Column<UserRow<'a>>> = vec![("User Id", |row| &row.user.id)];
    if !in_group {
        columns.push(("Group Id", |row| &row.user.group));
    }
    if name.contains("InSystem") {
        columns.push(("Service Provider Id", |row| &row.user.provider));
    }
    columns.push(("Last Name", |row| &row.user.last_name));
    columns.push(("First Name", |row| &row.user.first_name));
    columns.push(("Department", |row| text(row.user.department.as_ref())));
    if is_paged {
        columns.push(("Department Type", |row| if row.user.department.is_some() { "Group" } else { "" }));
        columns.push(("Parent Department", |_| ""));
        columns.push(("Parent Department Type", |_| ""));
    }
    columns.push(("Phone Number", |row| text(row.user.phone.as_ref())));
    columns.push(("Phone Number Activated", |row| if row.user.phone.is_some() { "true" } else { "" }));
    columns.push(("Email Address", |row| text(row.user.email.as_ref())));
    columns.push(("Hiragana Last Name", |row| &row.user.last_name));
    columns.push(("Hiragana First Name", |row| &row.user.first_name));
    columns.push(("In Trunk Group", |_| "false"));
    columns.push(("Extension", |row| text(row.user.extension.as_ref())));
    if in_group {
        columns.push(("Country Code", |row| country(row.user)));
        columns.push(("National Prefix", |_| ""));
    }
    if name.contains("InSystem") {
        columns.push(("Reseller Id", |row| text(row.reseller)));
    }
    if (is_paged || !in_group) && setup.release == Release::Independent {
        columns.push(("User External Id", |_| ""));
    }
    columns
}

fn text(value: Option<&String>) -> &str {
    value.map_or("", String::as_str)
}

fn country(user: &User) -> &str {
    let number = user.phone.as_deref().unwrap_or_default();
    number.split_once('-').map_or("", |(country, _)| country.trim_start_matches('+'))
}

impl Searched for &Provider {
    fn value(&self, name: &str) -> &str {
        match name {
            "ServiceProviderId" => &self.id,
            "ServiceProviderName" => &self.name,
            _ => text(self.reseller.as_ref()),
        }
    }

    fn is_exactly(&self, _: &Element) -> bool {
        false
    }
}

impl Searched for GroupRow<'_> {
    fn value(&self, name: &str) -> &str {
        match name {
            "GroupId" => &self.group.id,
            "GroupName" => &self.group.name,
            "ServiceProviderId" => &self.group.provider,
            _ => text(self.provider.and_then(|provider| provider.reseller.as_ref())),
        }
    }

    fn is_exactly(&self, criterion: &Element) -> bool {
        criterion.text_of("serviceProviderId") == Some(&self.group.provider)
    }
}

impl Searched for UserRow<'_> {
    fn value(&self, name: &str) -> &str {
        match name {
            "UserId" => &self.user.id,
            "UserLastName" => &self.user.last_name,
            "UserFirstName" => &self.user.first_name,
            "Dn" => text(self.user.phone.as_ref()),
            "EmailAddress" => text(self.user.email.as_ref()),
            "DepartmentName" => text(self.user.department.as_ref()),
            "Extension" => text(self.user.extension.as_ref()),
            "GroupId" => &self.user.group,
            "ServiceProviderId" => &self.user.provider,
            "ResellerId" => text(self.reseller),
            // Nobody has an external id.
            _ => "",
        }
    }

    fn is_exactly(&self, criterion: &Element) -> bool {
        let user = self.user;
        match criterion.name() {
            "searchCriteriaExactUserDepartment" => criterion.child("departmentKey").is_some_and(|key| {
                let same = |name: &str, value: &str| key.text_of(name).is_none_or(|asked| asked == value);
                same("serviceProviderId", &user.provider)
                    && same("groupId", &user.group)
                    && key.text_of("name") == user.department.as_deref()
            }),
            "searchCriteriaExactServiceProvider" => criterion.text_of("serviceProviderId") == Some(&user.provider),
            "searchCriteriaExactUserInTrunkGroup" => criterion.text_of("userInTrunkGroup") == Some("false"),
            "searchCriteriaExactDnActivation" => {
                (criterion.text_of("activated") == Some("true")) == user.phone.is_some()
            }
            _ => false,
        }
    }
}
