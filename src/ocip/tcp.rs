//! OCI-P over TCP and TLS: one document, then one reply, on a socket that stays open.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::decode::decode;
use super::frame::{Framer, LONGEST_REPLY};
use super::session::Wire;
use super::{OcipError, tls};

/// How long a connection may take at most.
const LONGEST_CONNECT: Duration = Duration::from_secs(10);

trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Sync + Unpin> Stream for T {}

/// A connection.
pub(super) struct Tcp {
    stream: Box<dyn Stream>,
    /// What was read behind the last reply.
    rest: Vec<u8>,
    name: String,
    patience: Duration,
}

impl Tcp {
    /// Connects, and shakes hands where TLS is wanted.
    pub(super) async fn connect(
        host: &str,
        port: u16,
        config: Option<Arc<ClientConfig>>,
        patience: Duration,
    ) -> Result<Self, OcipError> {
        let name = format!("{host}:{port}");
        let gone = |why: String| OcipError::Unreachable(format!("{name} cannot be reached: {why}"));
        let connecting = async {
            let stream = TcpStream::connect((host, port)).await.map_err(|e| gone(e.to_string()))?;
            stream.set_nodelay(true).map_err(|e| gone(e.to_string()))?;
            let Some(config) = config else { return Ok(Box::new(stream) as Box<dyn Stream>) };
            let server = ServerName::try_from(host.to_owned()).map_err(|e| gone(e.to_string()))?;
            let stream = TlsConnector::from(config).connect(server, stream).await;
            Ok(Box::new(stream.map_err(|e| gone(tls::explain(&e)))?) as Box<dyn Stream>)
        };
        let stream = timeout(patience.min(LONGEST_CONNECT), connecting).await;
        let stream = stream.map_err(|_| gone("no connection in time".to_owned()))??;
        Ok(Self { stream, rest: Vec::new(), name, patience })
    }

    /// Whatever came unasked ends the session: a logout by the server, or the end of the connection. Line ends behind
    /// the last reply are nothing.
    fn check_unasked(&mut self) -> Result<(), OcipError> {
        let mut buffer = [0; 512];
        let over = || OcipError::Unreachable(format!("{} had ended the session", self.name));
        match self.stream.read(&mut buffer).now_or_never() {
            None => {}
            Some(Ok(0) | Err(_)) => return Err(over()),
            Some(Ok(count)) => self.rest.extend(&buffer[..count]),
        }
        let is_nothing = self.rest.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0);
        self.rest.clear();
        if is_nothing { Ok(()) } else { Err(OcipError::Unreachable(format!("{} had ended the session", self.name))) }
    }

    async fn converse(&mut self, document: &str) -> Result<String, OcipError> {
        let name = &self.name;
        let broke = |why: String| OcipError::Unanswered(format!("the connection to {name} broke: {why}"));
        // Even where this fails, the last byte may have gone out.
        self.stream.write_all(document.as_bytes()).await.map_err(|e| broke(e.to_string()))?;
        self.stream.flush().await.map_err(|e| broke(e.to_string()))?;
        let mut framer = Framer::new(LONGEST_REPLY);
        let mut reply = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let count = self.stream.read(&mut buffer).await.map_err(|e| broke(e.to_string()))?;
            if count == 0 {
                let when = if framer.has_begun() { "in the middle of its reply" } else { "without a reply" };
                return Err(OcipError::Unanswered(format!("{name} closed the connection {when}")));
            }
            let piece = &buffer[..count];
            if let Some(end) = framer.push(piece).map_err(OcipError::garbled)? {
                reply.extend(&piece[..end]);
                self.rest.extend(&piece[end..]);
                return decode(&reply);
            }
            reply.extend(piece);
        }
    }
}

#[async_trait]
impl Wire for Tcp {
    async fn exchange(&mut self, document: &str) -> Result<String, OcipError> {
        self.check_unasked()?;
        let (patience, name) = (self.patience, self.name.clone());
        let conversed = timeout(patience, self.converse(document)).await;
        conversed.unwrap_or_else(|_| Err(OcipError::Unanswered(format!("{name} did not answer in time"))))
    }
}
