//! The REST API as a client: time-outs, token, and every failure as a typed error.

mod client;
mod error;

pub use client::{Client, Settings};
pub use error::HttpError;
