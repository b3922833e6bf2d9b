//! TLS in front of the backend, by `serve` itself.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use rustls::ServerConfig;
use rustls::crypto::ring;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::certificate::Certificate;
use crate::config::ConfigError;

/// How long a client may take for its handshake.
const LONGEST_HANDSHAKE: Duration = Duration::from_secs(10);
/// Handshakes at a time; whoever comes then waits.
const HANDSHAKES: usize = 1_000;
/// How often the files of the certificate are looked at.
const LOOK_EVERY: Duration = Duration::from_mins(1);

/// TLS 1.2 and 1.3, with a certificate that is taken anew within a minute of a change of its files.
pub struct Tls {
    acceptor: TlsAcceptor,
    certificate: Certificate,
}

/// Accepts connections over TLS.
pub struct TlsListener {
    tcp: TcpListener,
    tls: Tls,
    look: Interval,
    /// Who is slow, or says nothing, keeps nobody else waiting.
    handshakes: FuturesUnordered<BoxFuture<'static, Option<Connection>>>,
}

type Connection = (TlsStream<TcpStream>, SocketAddr);

impl Tls {
    /// Reads two PEM files: the certificate, followed by those that lead to its authority; and its private key,
    /// without a passphrase. Fails if a file is missing or holds something else, or if they do not belong together.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, ConfigError> {
        let certificate = Certificate::read(chain, key)?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| ConfigError::new(format!("TLS cannot be spoken: {e}")))?
            .with_no_client_auth()
            .with_cert_resolver(certificate.shown());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), certificate })
    }

    /// Accepts whoever connects there.
    pub fn over(self, tcp: TcpListener) -> TlsListener {
        let mut look = interval(LOOK_EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        TlsListener { tcp, tls: self, look, handshakes: FuturesUnordered::new() }
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Connection {
        loop {
            tokio::select! {
                Some(over) = self.handshakes.next() => {
                    if let Some(connection) = over {
                        return connection;
                    }
                }
                (stream, from) = Listener::accept(&mut self.tcp), if self.handshakes.len() < HANDSHAKES => {
                    self.handshakes.push(Box::pin(shake_hands(self.tls.acceptor.clone(), stream, from)));
                }
                _ = self.look.tick() => self.tls.certificate.look_again(),
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.tcp.local_addr()
    }
}

/// `None` if it came to nothing.
async fn shake_hands(acceptor: TlsAcceptor, stream: TcpStream, from: SocketAddr) -> Option<Connection> {
    match timeout(LONGEST_HANDSHAKE, acceptor.accept(stream)).await {
        Ok(Ok(stream)) => return Some((stream, from)),
        Ok(Err(error)) => tracing::debug!(%from, %error, "no TLS handshake"),
        Err(_) => tracing::debug!(%from, "no TLS handshake in time"),
    }
    None
}
