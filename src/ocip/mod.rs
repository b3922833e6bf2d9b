//! Cisco BroadWorks' provisioning protocol (OCI-P) as a client: documents, framing, transports, sessions, sockets.
//!
//! What is known of the protocol is scattered over schemas, captures and other people's clients; where those differ,
//! this client does what all of them would accept. It knows no user and no password rule: commands go in, answers
//! come out, and every answer belongs to the command in whose place it stands.

mod answer;
mod client;
mod command;
mod counts;
mod decode;
mod envelope;
mod error;
mod forms;
mod frame;
mod login;
mod session;
mod sessions;
mod soap;
mod sockets;
mod table;
mod tcp;
mod tls;

pub use answer::{Answer, Element, Reply};
pub use client::{Client, Settings};
pub use command::{Command, MOST_COMMANDS, document};
pub use counts::Sent;
pub use error::{Fault, OcipError};
pub use forms::{Family, Forms};
pub use frame::{FrameError, Framer};
pub use login::{Login, LoginType};
pub use session::Credentials;
pub(crate) use soap::http_client;
pub use table::{Row, Table};

use url::Url;

/// Where a BroadWorks system answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// OCI-P over TCP (the Open Client Server), or over TLS from the first byte.
    Socket {
        /// Host name or address.
        host: String,
        /// Port.
        port: u16,
        /// Whether it speaks TLS.
        tls: bool,
    },
    /// OCI-P within SOAP, over HTTP or HTTPS.
    Soap(Url),
}

impl Address {
    /// Whether nobody can read on the way what is sent.
    pub fn is_encrypted(&self) -> bool {
        match self {
            Self::Socket { tls, .. } => *tls,
            Self::Soap(url) => url.scheme() == "https",
        }
    }
}

impl std::fmt::Display for Address {
    /// As `--server` has it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Socket { host, port, tls } => {
                let scheme = if *tls { "ocips" } else { "ocip" };
                if host.contains(':') {
                    write!(f, "{scheme}://[{host}]:{port}")
                } else {
                    write!(f, "{scheme}://{host}:{port}")
                }
            }
            Self::Soap(url) => write!(f, "broadworks+{url}"),
        }
    }
}
