//! Who may see and change whom.

use super::company::{Company, LoginType, User};
use super::reply::Answer;

/// Whoever is logged in.
#[derive(Clone, Debug)]
pub(super) struct Login {
    pub(super) id: String,
    pub(super) kind: LoginType,
    pub(super) reseller: Option<String>,
    pub(super) provider: Option<String>,
    pub(super) group: Option<String>,
    pub(super) department: Option<String>,
}

/// The answer to what is not allowed.
pub(super) fn unauthorized() -> Answer {
    Answer::error("[Error 5404] Unauthorized transaction.")
}

impl Login {
    /// Whether nothing is out of reach.
    pub(super) fn is_everywhere(&self) -> bool {
        matches!(self.kind, LoginType::System | LoginType::Provisioning)
    }

    /// Whether it has service providers in the plural.
    pub(super) fn has_providers(&self) -> bool {
        self.is_everywhere() || self.kind == LoginType::Reseller
    }

    /// Whether all of a service provider is within reach.
    pub(super) fn reaches_provider(&self, company: &Company, provider: &str) -> bool {
        match self.kind {
            LoginType::System | LoginType::Provisioning => true,
            LoginType::Reseller => company
                .provider(provider)
                .is_some_and(|known| known.reseller.is_some() && known.reseller == self.reseller),
            LoginType::ServiceProvider => self.provider.as_deref() == Some(provider),
            LoginType::Group | LoginType::GroupDepartment | LoginType::User => false,
        }
    }

    /// Whether a group is within reach, even if not every user of it is.
    pub(super) fn reaches_group(&self, company: &Company, provider: &str, group: &str) -> bool {
        let own = self.provider.as_deref() == Some(provider) && self.group.as_deref() == Some(group);
        let of_group = matches!(self.kind, LoginType::Group | LoginType::GroupDepartment);
        (of_group && own) || self.reaches_provider(company, provider)
    }

    /// Whether a user is.
    pub(super) fn reaches_user(&self, company: &Company, user: &User) -> bool {
        match self.kind {
            LoginType::User => user.id == self.id,
            LoginType::GroupDepartment if user.department != self.department || self.department.is_none() => false,
            _ => self.reaches_group(company, &user.provider, &user.group),
        }
    }

    /// The service provider, if it is there and all of it within reach.
    pub(super) fn provider(&self, company: &Company, provider: &str) -> Result<(), Answer> {
        if !self.reaches_provider(company, provider) {
            return Err(unauthorized());
        }
        // No public source tells the number of this one.
        company
            .provider(provider)
            .map(|_| ())
            .ok_or_else(|| Answer::error(format!("[Error 4150] Service Provider not found: {provider}")))
    }

    /// The group, if it is there and within reach.
    pub(super) fn group(&self, company: &Company, provider: &str, group: &str) -> Result<(), Answer> {
        if !self.reaches_group(company, provider, group) {
            return Err(unauthorized());
        }
        let found = company.group(provider, group).map(|_| ());
        found.ok_or_else(|| Answer::error(format!("[Error 4152] Group not found: {provider}:{group}")))
    }

    /// The user, if there is one within reach.
    pub(super) fn user<'a>(&self, company: &'a Company, id: &str) -> Result<&'a User, Answer> {
        let user = company.users.get(id);
        let user = user.ok_or_else(|| Answer::error(format!("[Error 4008] User not found: {id}")))?;
        if self.reaches_user(company, user) { Ok(user) } else { Err(unauthorized()) }
    }
}
