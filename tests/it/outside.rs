//! What some tests need from outside: servers and tools that a machine may not have.

/// Where PostgreSQL answers: the address of a server on which databases may be made.
#[cfg(feature = "server")]
pub(crate) const POSTGRES: &str = "OSSMOSIS_TEST_POSTGRES";
/// The Python that has aiosmtpd.
#[cfg(feature = "server")]
pub(crate) const SMTP: &str = "OSSMOSIS_TEST_SMTP";
/// The folder where npm has put axe-core and pa11y. Chromium, its driver and libfaketime are there, too.
#[cfg(feature = "server")]
pub(crate) const TOOLS: &str = "OSSMOSIS_TEST_TOOLS";
/// The Python that has broadworks-ocip.
#[cfg(feature = "broadworks")]
pub(crate) const OCIP_PYTHON: &str = "OSSMOSIS_TEST_OCIP_PYTHON";
/// The program age.
#[cfg(feature = "age")]
pub(crate) const AGE: &str = "OSSMOSIS_TEST_AGE";

/// What a variable names. A test returns early without it, so that a plain `cargo test` needs nothing; where
/// `OSSMOSIS_TEST_ALL` is set, as `.ci/run` does, nothing may be missing.
#[expect(clippy::disallowed_methods, reason = "how tests are told of what is outside")]
pub(crate) fn named(variable: &str) -> Option<String> {
    let value = std::env::var(variable).ok();
    assert!(value.is_some() || std::env::var_os("OSSMOSIS_TEST_ALL").is_none(), "{variable} names nothing");
    value
}
