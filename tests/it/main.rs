//! Everything that is tested from outside: one binary, one file a subject.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(feature = "broadworks")]
#[path = "../broadworks/mod.rs"]
mod broadworks;
mod sandbox;
mod share;
#[path = "../stub/mod.rs"]
mod stub;
mod tidy;

mod rules_commands;
mod rules_oracle;

mod bad_servers;
mod bulk_commands;
mod bulk_faults;
mod kills;
mod main_job;

#[cfg(feature = "broadworks")]
mod broadworks_commands;
#[cfg(feature = "broadworks")]
mod broadworks_double;
#[cfg(feature = "broadworks")]
mod broadworks_double_faults;
#[cfg(feature = "broadworks")]
mod broadworks_double_rules;
#[cfg(feature = "broadworks")]
mod broadworks_faults;
#[cfg(all(feature = "broadworks", feature = "server"))]
mod broadworks_front;
#[cfg(feature = "broadworks")]
mod broadworks_golden;
#[cfg(feature = "broadworks")]
mod broadworks_peer;
#[cfg(feature = "broadworks")]
mod broadworks_raw;
#[cfg(feature = "broadworks")]
mod broadworks_sessions;
#[cfg(all(feature = "broadworks", feature = "server"))]
mod broadworks_story;

#[cfg(feature = "server")]
mod browser;
#[cfg(feature = "server")]
mod canaries;
#[cfg(feature = "server")]
mod certificates;
#[cfg(feature = "server")]
mod chromium;
#[cfg(feature = "server")]
mod directory_story;
#[cfg(feature = "server")]
mod embedded;
#[cfg(feature = "server")]
mod front;
#[cfg(feature = "server")]
mod generated_docs;
#[cfg(feature = "server")]
mod import;
#[cfg(feature = "server")]
mod kit;
#[cfg(feature = "server")]
mod letters;
#[cfg(feature = "server")]
mod link_states;
#[cfg(feature = "server")]
mod mails;
#[cfg(feature = "server")]
mod outbox;
#[cfg(any(feature = "broadworks", feature = "server"))]
mod outside;
#[cfg(feature = "server")]
mod postgres;
#[cfg(feature = "server")]
mod questions;
#[cfg(feature = "server")]
mod queue;
#[cfg(feature = "server")]
mod recovery_commands;
#[cfg(feature = "server")]
mod rest;
#[cfg(all(feature = "age", feature = "server"))]
mod sealed;
#[cfg(feature = "server")]
mod secrets;
#[cfg(feature = "server")]
mod selection;
#[cfg(feature = "server")]
mod serve_tls;
#[cfg(feature = "server")]
mod shared_postgres;
#[cfg(feature = "server")]
mod sign_in_limits;
#[cfg(feature = "server")]
mod site;
#[cfg(feature = "server")]
mod smtp;
#[cfg(feature = "server")]
mod taken_up;
#[cfg(feature = "server")]
mod terminal;
#[cfg(feature = "server")]
mod visitor;
