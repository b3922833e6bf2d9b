//! Users who are left out of changes unless they are meant: lobby phones, executives, alarm lines.

use std::collections::HashSet;

use super::context::Context;
use super::run_args::ProtectionArgs;
use crate::api::{ErrorBody, ErrorCode};
use crate::domain::User;

/// Who is protected: whom the configuration names, and whom the backend marks.
pub(super) struct Protection {
    ids: HashSet<String>,
    is_lifted: bool,
}

impl Protection {
    pub(super) fn of(context: &Context<'_>, args: ProtectionArgs) -> Self {
        let ids = context.settings.protected.iter().map(|id| id.to_lowercase()).collect();
        Self { ids, is_lifted: args.include_protected }
    }

    /// Why a user is left out, if they are.
    pub(super) fn why(&self, user: &User) -> Option<ErrorBody> {
        let is_protected = user.protected || self.ids.contains(&user.user_id.as_str().to_lowercase());
        let message = "the user is protected; --include-protected includes them".to_owned();
        (is_protected && !self.is_lifted).then_some(ErrorBody { code: ErrorCode::Protected, message, rules: None })
    }
}
