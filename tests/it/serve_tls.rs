//! `serve` that speaks TLS itself.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::serve::Listener as _;
use ossmosis::portal::Tls;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use crate::certificates;
use crate::sandbox::{Outcome, Sandbox, Served};

/// `serve` with a certificate for localhost, and how the tool reaches it.
fn served() -> (Sandbox, Served, String) {
    let mut sandbox = Sandbox::new();
    certificates::make(&sandbox);
    let served =
        sandbox.serve(&["--tls-cert", &sandbox.file("leaf.pem"), "--tls-key", &sandbox.file("leaf.key")]).unwrap();
    let port = served.address.strip_prefix("https://127.0.0.1:").expect("an address with TLS");
    let address = format!("https://localhost:{port}");
    (sandbox, served, address)
}

/// Asks who one is there, trusting this authority.
fn whoami(sandbox: &Sandbox, address: &str, ca: &str) -> Outcome {
    let mut command = sandbox.command(&["auth", "status", "-o", "json", "--server", address]);
    Outcome::from(command.env("SSL_CERT_FILE", sandbox.path(ca)).output().unwrap())
}

#[test]
fn it_is_reached_by_whoever_trusts_its_authority() {
    let (sandbox, served, address) = served();
    assert_eq!(whoami(&sandbox, &address, "ca.pem").succeeds().json()["role"], "owner");
    let untrusted = whoami(&sandbox, &address, "stranger.pem").ends_with(7);
    assert_eq!(untrusted.stderr.matches("UnknownIssuer").count(), 1, "{}", untrusted.stderr);
    assert_eq!(served.terminate(), Some(0));
}

#[test]
fn who_says_nothing_or_no_tls_keeps_nobody_waiting() {
    let (sandbox, served, address) = served();
    let open = || TcpStream::connect(served.address.strip_prefix("https://").unwrap()).unwrap();
    let silent: Vec<_> = (0..100).map(|_| open()).collect();
    let mut plain = open();
    plain.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut told = Vec::new();
    plain.read_to_end(&mut told).unwrap();
    assert!(!told.starts_with(b"HTTP"), "{}", String::from_utf8_lossy(&told));
    whoami(&sandbox, &address, "ca.pem").succeeds();
    drop(silent);
}

#[test]
fn files_that_are_no_pair_are_refused_before_anything_is_made() {
    let sandbox = Sandbox::new();
    certificates::make(&sandbox);
    let check = |certificate: &str, key: &str, code: i32, why: &str| {
        let (certificate, key) = (sandbox.file(certificate), sandbox.file(key));
        let files = ["--tls-cert", &certificate, "--tls-key", &key].map(str::to_owned);
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let fixed = ["serve", "--listen", "127.0.0.1:0", "--data", "served"];
        sandbox.run(&[&fixed[..], &files].concat()).ends_with(code).says(why);
        assert!(!sandbox.path("served").exists());
    };
    check("none.pem", "leaf.key", 10, "none.pem cannot be read: No such file");
    check("leaf.key", "leaf.key", 10, "leaf.key holds no certificate that can be read");
    check("leaf.pem", "leaf.pem", 10, "leaf.pem holds no private key that can be read");
    check("leaf.pem", "ca.key", 10, "belongs to another certificate");
    let alone = ["serve", "--data", "served", "--tls-cert", "leaf.pem"];
    sandbox.run(&alone).ends_with(2).says("--tls-key <FILE>");
    let reachable = ["serve", "--listen", "0.0.0.0:0", "--data", "served"];
    sandbox.run(&reachable).ends_with(10).says("--tls-cert and --tls-key");
}

/// What a new connection is shown.
async fn shown(address: SocketAddr, ca: &[u8]) -> CertificateDer<'static> {
    let mut roots = RootCertStore::empty();
    for ca in CertificateDer::pem_slice_iter(ca) {
        roots.add(ca.unwrap()).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let tcp = tokio::net::TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = TlsConnector::from(Arc::new(config)).connect(name, tcp).await.unwrap();
    connection.get_ref().1.peer_certificates().unwrap()[0].clone().into_owned()
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_without_a_restart() {
    let (sandbox, renewed) = (Sandbox::new(), Sandbox::new());
    certificates::make(&sandbox);
    certificates::make(&renewed);
    let [old, new] = [&sandbox, &renewed].map(|made| CertificateDer::from_pem_file(made.path("leaf.pem")).unwrap());
    let authorities = [&sandbox, &renewed].map(|made| fs::read(made.path("ca.pem")).unwrap()).concat();
    let tcp = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = tcp.local_addr().unwrap();
    let mut listener = Tls::read(&sandbox.path("leaf.pem"), &sandbox.path("leaf.key")).unwrap().over(tcp);
    tokio::spawn(async move {
        loop {
            listener.accept().await;
        }
    });
    let minute = async || {
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(61)).await;
        tokio::time::resume();
    };
    assert_eq!(shown(address, &authorities).await, old);
    // One of the two files is written first.
    fs::copy(renewed.path("leaf.pem"), sandbox.path("leaf.pem")).unwrap();
    minute().await;
    assert_eq!(shown(address, &authorities).await, old);
    fs::copy(renewed.path("leaf.key"), sandbox.path("leaf.key")).unwrap();
    minute().await;
    let began = Instant::now();
    while shown(address, &authorities).await != new {
        assert!(began.elapsed() < Duration::from_secs(20), "the old one is shown still");
    }
}
