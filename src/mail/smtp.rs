//! Mails to a mail server (RFC 5321), over connections that are kept.

use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};

use super::{MailError, Mailer};

/// A mail server that takes mails without encryption, as one on this machine or a trusted network does.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    address: String,
}

impl Smtp {
    /// The server at `host` and `port`. Nothing is connected yet.
    pub fn plain(host: &str, port: u16) -> Self {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(port)
            .timeout(Some(Duration::from_secs(30)))
            .build();
        Self { transport, address: format!("{host}:{port}") }
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn hand_over(&self, mail: &Message) -> Result<(), MailError> {
        self.transport.send(mail.clone()).await.map(drop).map_err(|e| {
            let message = format!("the mail server {}: {e}", self.address);
            if e.is_permanent() { MailError::Never(message) } else { MailError::Later(message) }
        })
    }
}
