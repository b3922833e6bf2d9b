//! What reads a server's replies, as the library has it: without the rest of it, it is built in seconds.
#![expect(dead_code, reason = "the library uses what is not used here")]

#[path = "../../src/ocip/answer.rs"]
mod answer;
#[path = "../../src/ocip/decode.rs"]
mod decode;
#[path = "../../src/ocip/envelope.rs"]
mod envelope;
#[path = "../../src/ocip/error.rs"]
mod error;
#[path = "../../src/ocip/frame.rs"]
mod frame;
#[path = "../../src/ocip/table.rs"]
mod table;

pub use answer::Reply;
use error::{Fault, OcipError};
pub use frame::Framer;
use table::Table;
