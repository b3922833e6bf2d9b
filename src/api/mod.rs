//! Every JSON shape: what the REST API takes and answers, and what `--output json` prints, are the same
//! structs. A field may be added; none is renamed.

mod credentials;
mod errors;
mod forgot;
mod import;
mod recovery;
mod rules;
mod runs;
mod sign_in;
mod tokens;
mod users;

pub use credentials::{
    ChangeBody, ChangesBody, ChangesOutcome, ItemOutcome, OwnChangeAnswer, OwnChangeBody, ResetDocument, ResetResult,
    ResetStatus, ResetSummary, SecretText,
};
pub use errors::{ErrorBody, ErrorCode, ErrorDocument, ProblemBody};
pub use forgot::{
    ForgotDocument, ForgotResult, ForgotStatus, ForgotSummary, LONGEST_WAIT, LinkBody, QueueBody, QueueOutcome,
    QueueOutcomes,
};
pub use import::{ImportBody, ImportDocument, ImportOutcome, ImportOutcomes, ImportResult, PatchBody, ProblemRow};
pub use recovery::{
    LetterBody, LinkIdsBody, LinksDocument, LinksPage, RevokeDocument, RevokeOutcome, RevokeOutcomes, RevokeResult,
    TestMailAnswer, TestMailBody, TestMailDocument,
};
pub use rules::{CheckResult, RulesDocument, StrengthBody, ViolationBody, rules_from, rules_map};
pub use runs::{RunBody, RunDocument, RunItem, RunsDocument};
pub use sign_in::{SignInAnswer, SignInBody, SignInDocument, SignInResult};
pub use tokens::{NewToken, TokenBody};
pub use users::{
    CredentialBody, EmailBody, LocationBody, LocationsDocument, UserBody, UserDocument, UserPage, UsersDocument, WhoAmI,
};

/// The `schema` of a document: `"ossmosis.<name>/v1"`.
macro_rules! schemas {
    ($($(#[$doc:meta])* $name:ident = $value:literal;)*) => { $($(#[$doc])* pub const $name: &str = $value;)* };
}

schemas! {
    /// Of `users list`.
    USERS_SCHEMA = "ossmosis.users/v1";
    /// Of `users show`.
    USER_SCHEMA = "ossmosis.user/v1";
    /// Of `locations list`.
    LOCATIONS_SCHEMA = "ossmosis.locations/v1";
    /// Of `reset-password`.
    RESET_SCHEMA = "ossmosis.reset/v1";
    /// Of `forgot-password`.
    FORGOT_SCHEMA = "ossmosis.forgot/v1";
    /// Of the files that `--plan` writes.
    PLAN_SCHEMA = "ossmosis.plan/v1";
    /// Of `recovery list`.
    RECOVERY_SCHEMA = "ossmosis.recovery/v1";
    /// Of `recovery revoke`.
    REVOKE_SCHEMA = "ossmosis.revoke/v1";
    /// Of `recovery test-mail`.
    TEST_MAIL_SCHEMA = "ossmosis.test-mail/v1";
    /// Of `admin token`.
    TOKEN_SCHEMA = "ossmosis.token/v1";
    /// Of `users sign-in`.
    SIGN_IN_SCHEMA = "ossmosis.sign-in/v1";
    /// Of `users import` and `users set-emails`.
    IMPORT_SCHEMA = "ossmosis.import/v1";
    /// Of `runs list`.
    RUNS_SCHEMA = "ossmosis.runs/v1";
    /// Of `runs show`.
    RUN_SCHEMA = "ossmosis.run/v1";
    /// Of `rules show`.
    RULES_SCHEMA = "ossmosis.rules/v1";
    /// Of `rules check`.
    CHECK_SCHEMA = "ossmosis.check/v1";
    /// Of an error on standard error.
    ERROR_SCHEMA = "ossmosis.error/v1";
}
