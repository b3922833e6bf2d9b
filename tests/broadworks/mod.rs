//! A double of Cisco BroadWorks: as much of OCI-P as this project needs, as strict as the schema, with people in it,
//! rules that hold, and a record of all that came. It reads the protocol by itself and uses nothing of the client.

mod catalogue;
pub(crate) mod company;
mod document;
mod faults;
mod framing;
mod http;
mod lists;
mod login;
mod make;
mod modify;
mod people;
mod reach;
mod record;
mod reply;
mod rule_replies;
pub(crate) mod rules;
mod schema;
mod search;
mod session;
pub(crate) mod setup;
mod soap;
mod tcp;
mod tls;
mod xsi;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsAcceptor;

pub(crate) use company::{Admin, Company, LoginType, Provider, User};
pub(crate) use faults::{Counted, Fault, Faults};
pub(crate) use login::signature;
pub(crate) use make::{ADMIN, FIRST_PASSCODE, FIRST_PASSWORD, GROUP_ADMIN, SYSTEM_ADMIN};
pub(crate) use record::{LoginTried, Record, SecretKind, SecretSet};
pub(crate) use rule_replies::DEFAULT_PASSCODE;
pub(crate) use rules::{ApplyTo, RuleLevel};
pub(crate) use setup::{Certificate, Encodings, Overflow, Release, Setup, Transport};

/// What all connections share.
struct Shared {
    setup: Setup,
    company: Mutex<Company>,
    record: Mutex<Record>,
    faults: Mutex<Faults>,
    nonces: AtomicU64,
    /// The names of the sessions that are logged in.
    sessions: Mutex<HashSet<String>>,
    cookies: soap::Cookies,
}

impl Shared {
    fn company(&self) -> MutexGuard<'_, Company> {
        self.company.lock().expect("nobody failed with it")
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().expect("nobody failed with it")
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().expect("nobody failed with it")
    }

    fn sessions(&self) -> MutexGuard<'_, HashSet<String>> {
        self.sessions.lock().expect("nobody failed with it")
    }
}

/// Where each service answers.
#[derive(Clone, Copy)]
struct Addresses {
    tcp: SocketAddr,
    tls: Option<SocketAddr>,
    soap: SocketAddr,
    soaps: Option<SocketAddr>,
    xsi: SocketAddr,
}

/// A running one, on threads of its own. It ends when it is dropped.
pub(crate) struct Double {
    shared: Arc<Shared>,
    addresses: Addresses,
    folder: Option<tempfile::TempDir>,
    runtime: Option<Runtime>,
}

/// How long a port is waited for: whoever got it in between lets go of it soon.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who listens on this port of loopback, once nobody else does; 0 is any port.
fn listener(port: u16) -> std::net::TcpListener {
    let since = Instant::now();
    loop {
        match std::net::TcpListener::bind(("127.0.0.1", port)) {
            Err(e) if e.kind() == std::io::ErrorKind::AddrInUse && since.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            listener => return listener.expect("a port on loopback"),
        }
    }
}

impl Double {
    /// Starts one. It can be started and dropped anywhere, also within another runtime.
    pub(crate) fn start(setup: Setup) -> Self {
        let (folder, acceptor) = match &setup.certificate {
            Certificate::None => (None, None),
            Certificate::Made => {
                let folder = tempfile::tempdir().expect("a folder");
                tls::make(folder.path());
                let acceptor = tls::acceptor(&folder.path().join("leaf.pem"), &folder.path().join("leaf.key"));
                (Some(folder), Some(acceptor))
            }
            Certificate::Files { certificate, key } => (None, Some(tls::acceptor(certificate, key))),
        };
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        let shared = Arc::new(Shared {
            company: Mutex::new(setup.company.clone()),
            record: Mutex::default(),
            faults: Mutex::default(),
            nonces: AtomicU64::new(1_732_370_000_123),
            sessions: Mutex::default(),
            cookies: soap::Cookies::default(),
            setup,
        });
        let ports = shared.setup.ports;
        let at = |port: u16, service: Service, tls: Option<TlsAcceptor>| {
            let listener = listener(port);
            listener.set_nonblocking(true).expect("a listener that does not block");
            let address = listener.local_addr().expect("its own address");
            runtime.spawn(listen(shared.clone(), listener, service, tls));
            address
        };
        let addresses = Addresses {
            tcp: at(ports.tcp, Service::Oci(Transport::Tcp), None),
            tls: acceptor.clone().map(|tls| at(ports.tls, Service::Oci(Transport::Tls), Some(tls))),
            soap: at(ports.soap, Service::Soap(Transport::Soap), None),
            soaps: acceptor.map(|tls| at(0, Service::Soap(Transport::Soaps), Some(tls))),
            xsi: at(ports.xsi, Service::Xsi, None),
        };
        Self { shared, addresses, folder, runtime: Some(runtime) }
    }

    /// Where a transport answers.
    pub(crate) fn address(&self, transport: Transport) -> SocketAddr {
        let address = match transport {
            Transport::Tcp => Some(self.addresses.tcp),
            Transport::Tls => self.addresses.tls,
            Transport::Soap => Some(self.addresses.soap),
            Transport::Soaps => self.addresses.soaps,
        };
        address.expect("a transport that is served: the setup has to be encrypted")
    }

    /// What `--server` is given.
    pub(crate) fn url(&self, transport: Transport) -> String {
        let port = self.address(transport).port();
        match transport {
            Transport::Tcp => format!("ocip://127.0.0.1:{port}"),
            Transport::Tls => format!("ocips://localhost:{port}"),
            Transport::Soap => format!("broadworks+http://127.0.0.1:{port}{}", soap::PATH),
            Transport::Soaps => format!("broadworks+https://localhost:{port}{}", soap::PATH),
        }
    }

    /// Where Xsi-Actions answers.
    pub(crate) fn xsi_url(&self) -> String {
        format!("http://{}", self.addresses.xsi)
    }

    /// The CA that signed the certificate that was made.
    pub(crate) fn ca_file(&self) -> PathBuf {
        self.folder.as_ref().map(tempfile::TempDir::path).map(ca).expect("a certificate that was made")
    }

    /// What happened until now. Nothing goes on while it is held.
    pub(crate) fn record(&self) -> MutexGuard<'_, Record> {
        self.shared.record()
    }

    /// Everybody as they are now, to be looked at or changed. Nothing goes on while it is held.
    pub(crate) fn company(&self) -> MutexGuard<'_, Company> {
        self.shared.company()
    }

    /// Sets a user's application password, past all rules.
    pub(crate) fn set_password(&self, user: &str, password: &str) {
        let mut company = self.company();
        let user = company.users.get_mut(user).expect("a user of this company");
        user.passwords.insert(0, password.to_owned());
        (user.has_password, user.password_disabled, user.failed_passwords) = (true, false, 0);
    }

    /// Ends it, and waits until every connection is closed.
    pub(crate) fn stop(mut self) {
        let runtime = self.runtime.take();
        // Within a runtime, another one cannot be waited for.
        std::thread::spawn(move || drop(runtime)).join().expect("its end");
    }

    /// From now on this goes wrong.
    pub(crate) fn behave(&self, faults: Faults) {
        *self.shared.faults() = faults;
    }
}

fn ca(folder: &Path) -> PathBuf {
    folder.join("ca.pem")
}

impl Drop for Double {
    fn drop(&mut self) {
        // Where a runtime may not be waited for, it may still be left alone.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[derive(Clone, Copy)]
enum Service {
    Oci(Transport),
    Soap(Transport),
    Xsi,
}

async fn listen(shared: Arc<Shared>, listener: std::net::TcpListener, service: Service, tls: Option<TlsAcceptor>) {
    let listener = TcpListener::from_std(listener).expect("a listener");
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        tokio::spawn(connection(shared.clone(), stream, service, tls.clone()));
    }
}

async fn connection(shared: Arc<Shared>, stream: TcpStream, service: Service, tls: Option<TlsAcceptor>) {
    let _ = stream.set_nodelay(true);
    let counts = !matches!(service, Service::Xsi);
    if counts {
        shared.record().opened();
    }
    match tls {
        None => serve(&shared, stream, service).await,
        Some(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                serve(&shared, stream, service).await;
            }
        }
    }
    if counts {
        shared.record().sockets_open -= 1;
    }
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(shared: &Arc<Shared>, stream: S, service: Service) {
    match service {
        Service::Oci(transport) => tcp::serve(shared, transport, stream).await,
        Service::Soap(transport) => soap::serve(shared, transport, stream).await,
        Service::Xsi => xsi::serve(shared, stream).await,
    }
}
