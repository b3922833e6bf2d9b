//! Long tests: a share of them each time, all of them where a soak asks for it.

/// How much of a long test is done: what a variable says, or a share that is quick.
#[expect(clippy::disallowed_methods, reason = "how tests are told how long they may take")]
pub(crate) fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}
