//! The environment's word on output.

/// Whether the environment asks for no colour: `NO_COLOR`, not empty, or a terminal that cannot.
#[expect(clippy::disallowed_methods, reason = "config is the one reader of the environment")]
pub fn color_is_unwelcome() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb")
}
