//! The double of BroadWorks: SOAP and its cookie, TLS, Xsi-Actions, and everything that goes wrong when told to.

use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Certificate, Client, Response, StatusCode};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::broadworks::{
    ADMIN, Counted, Double, FIRST_PASSWORD, Fault, Faults, LoginTried, Setup, Transport, signature,
};
use crate::broadworks_raw::{Raw, between, command, document, until};

const MOE: &str = "moe@acme.example";

fn set_moe(password: &str) -> String {
    command("PasswordModifyRequest", &format!("<userId>{MOE}</userId><newPassword>{password}</newPassword>"))
}

#[test]
fn each_fault_happens_where_it_was_told_to() {
    let of = |applied| (applied, Duration::ZERO);
    for (fault, (applied, least), begins, ends) in [
        (Fault::CutBefore, of(false), "", ""),
        (Fault::CutAfter, of(true), "", ""),
        (Fault::HalfReply, of(true), "<?xml", ""),
        (Fault::ForcedLogout { applied: false }, of(false), "<?xml", "</BroadsoftDocument>\n"),
        (Fault::ForcedLogout { applied: true }, of(true), "<?xml", "</BroadsoftDocument>\n"),
        (Fault::TooFew, of(true), "<?xml", "</BroadsoftDocument>\n"),
        (Fault::WrongEcho, of(true), "<?xml", "</BroadsoftDocument>\n"),
        (Fault::NoOcsConnection, of(false), "NO_OCS_CONNECTION", ""),
        (Fault::InvalidRequest, of(false), "INVALID_REQUEST", ""),
        (Fault::SoapError, of(false), "", ""),
        (Fault::Unavailable, of(false), "", ""),
        (Fault::Huge, of(false), "<?xml", "</BroadsoftDocument>\n"),
        (Fault::Doctype, of(false), "<?xml", "</BroadsoftDocument>\n"),
        (Fault::Slow(Duration::from_millis(30)), (true, Duration::from_millis(30)), "<?xml", "</BroadsoftDocument>\n"),
    ] {
        let double = Double::start(Setup::default());
        let mut raw = Raw::logged_in(&double);
        double.behave(Faults::none().at(2, fault));
        assert!(raw.ask("VerifySessionIsValidRequest", "").contains("SuccessResponse"));
        let two = document(&raw.session, &(set_moe("Lakris-99-Vaffel") + &command("VerifySessionIsValidRequest", "")));
        let began = Instant::now();
        let answer = raw.exchange(two.as_bytes());
        assert!(began.elapsed() >= least);
        assert!(answer.starts_with(begins) && answer.ends_with(ends), "{fault:?}: {answer:.300}");
        assert_eq!(answer.is_empty(), begins.is_empty(), "{fault:?}");
        match fault {
            Fault::ForcedLogout { .. } => assert!(answer.contains("<reason>Open Client Server Forced Logout</reason>")),
            Fault::TooFew => assert_eq!(answer.matches("<command ").count(), 1),
            Fault::WrongEcho => assert_eq!(answer.matches("echo=\"another\"").count(), 2),
            Fault::Huge => assert!(answer.len() > 50 << 20),
            Fault::Doctype => assert!(answer.contains("<!DOCTYPE")),
            _ => {}
        }
        let record = double.record();
        assert_eq!((record.faults.as_slice(), record.secrets[0].applied), ([fault].as_slice(), applied), "{fault:?}");
        drop(record);
        let password = if applied { "Lakris-99-Vaffel" } else { FIRST_PASSWORD };
        assert_eq!(double.company().users[MOE].password(), Some(password), "{fault:?}");
    }
}

#[test]
fn a_reply_may_never_come_or_never_end() {
    for applied in [false, true] {
        let double = Double::start(Setup::default());
        let mut raw = Raw::logged_in(&double);
        double.behave(Faults::none().counting(Counted::Writes).always(Fault::NoReply { applied }));
        raw.stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        assert_eq!(raw.exchange(document(&raw.session.clone(), &set_moe("Lakris-99-Vaffel")).as_bytes()), "");
        until(|| !double.record().secrets.is_empty());
        assert_eq!(double.record().secrets[0].applied, applied);
    }
    let double = Double::start(Setup::default());
    double.behave(Faults::none().counting(Counted::All).at(1, Fault::Endless));
    let mut raw = Raw::connect(double.address(Transport::Tcp), "s");
    raw.stream.write_all(document("s", &set_moe("x")).as_bytes()).unwrap();
    let mut endless = vec![0; 5 << 20];
    raw.stream.read_exact(&mut endless).unwrap();
    assert!(!String::from_utf8_lossy(&endless).contains("</BroadsoftDocument>"));
}

#[test]
fn a_seed_draws_the_same_faults_again() {
    let drawn = || {
        let double = Double::start(Setup::default());
        double.behave(Faults::none().of_seed(7, 30));
        for n in 0..40 {
            let mut raw = Raw::connect(double.address(Transport::Tcp), "s");
            let verify = document("s", &command("VerifySessionIsValidRequest", ""));
            raw.stream.write_all(verify.as_bytes()).unwrap();
            until(|| double.record().commands.len() > n);
        }
        double.record().faults.clone()
    };
    let faults = drawn();
    assert_eq!(faults, drawn());
    assert!((4..30).contains(&faults.len()), "{faults:?}");
}

#[test]
fn each_command_takes_its_time() {
    let double = Double::start(Setup::default().latency(Duration::from_millis(4)));
    let mut raw = Raw::logged_in(&double);
    let five = document(&raw.session, &command("VerifySessionIsValidRequest", "").repeat(5));
    let began = Instant::now();
    raw.exchange(five.as_bytes());
    assert!(began.elapsed() >= Duration::from_millis(20));
}

fn client(ca: Option<&Path>) -> Client {
    let builder = Client::builder().timeout(Duration::from_secs(20));
    let certificates = ca.map(|ca| Certificate::from_pem(&std::fs::read(ca).unwrap()).unwrap());
    let _ = rustls::crypto::ring::default_provider().install_default();
    builder.tls_certs_only(certificates).build().unwrap()
}

/// Posts a document in its envelope, with a cookie or without.
async fn post(client: &Client, url: &str, document: &str, cookie: Option<&str>) -> Response {
    let escaped = document.replace('&', "&amp;").replace('<', "&lt;");
    let body = format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><processOCIMessage \
         xmlns=\"urn:com:broadsoft:webservice\"><in0>{escaped}</in0></processOCIMessage></s:Body></s:Envelope>"
    );
    let mut request = client.post(url.replacen("broadworks+", "", 1)).body(body);
    request = request.header("SOAPAction", "\"\"").header("Content-Type", "text/xml; charset=utf-8");
    if let Some(cookie) = cookie {
        request = request.header(COOKIE, cookie);
    }
    request.send().await.unwrap()
}

/// Logs in. Returns the cookie.
async fn soap_login(client: &Client, url: &str, session: &str) -> String {
    let asked = document(session, &command("AuthenticationRequest", &format!("<userId>{}</userId>", ADMIN.0)));
    let response = post(client, url, &asked, None).await;
    let cookie = response.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert!(cookie.starts_with("JSESSIONID="));
    let answer = response.text().await.unwrap();
    let signed = signature(between(&answer, "&lt;nonce&gt;", "&lt;/nonce&gt;"), ADMIN.1);
    let login = format!("<userId>{}</userId><signedPassword>{signed}</signedPassword>", ADMIN.0);
    let answer = post(client, url, &document(session, &command("LoginRequest14sp4", &login)), Some(&cookie)).await;
    assert!(answer.text().await.unwrap().contains("Service Provider"));
    cookie
}

#[tokio::test]
async fn soap_wants_the_cookie_and_the_session_together() {
    let double = Double::start(Setup::default().encrypted());
    for transport in [Transport::Soap, Transport::Soaps] {
        let (client, url) = (client(Some(&double.ca_file())), double.url(transport));
        let session = format!("{transport:?}");
        let cookie = soap_login(&client, &url, &session).await;
        let verify = |session: &str| document(session, &command("VerifySessionIsValidRequest", ""));
        let right = post(&client, &url, &verify(&session), Some(&cookie)).await.text().await.unwrap();
        assert!(right.contains("c:SuccessResponse"), "{right}");
        assert_eq!(post(&client, &url, &verify(&session), None).await.status(), 500);
        assert_eq!(post(&client, &url, &verify("another"), Some(&cookie)).await.status(), 500);
        assert_eq!(post(&client, &url, &verify("another"), Some("JSESSIONID=x")).await.status(), 500);
        let bare = client.post(url.replacen("broadworks+", "", 1)).body("").send().await.unwrap();
        assert!(bare.text().await.unwrap().contains("<faultstring>no SOAPAction header</faultstring>"));
        double.behave(Faults::none().at(1, Fault::SoapError).at(2, Fault::Unavailable).at(3, Fault::NoOcsConnection));
        let mut seen = Vec::new();
        for _ in 0..4 {
            let response = post(&client, &url, &verify(&session), Some(&cookie)).await;
            seen.push((response.status().as_u16(), response.text().await.unwrap()));
        }
        assert_eq!(seen.iter().map(|(status, _)| *status).collect::<Vec<_>>(), [500, 503, 200, 200]);
        assert!(seen[0].1.contains("Fault>") && seen[2].1.contains(">NO_OCS_CONNECTION<"), "{seen:?}");
    }
    assert_eq!(double.record().foreign_sessions, 6);
}

#[tokio::test]
async fn the_application_password_signs_in_over_xsi() {
    let double = Double::start(Setup::default());
    double.set_password(MOE, "Lakris-99-Vaffel");
    let profile = |user: &str| format!("{}/com.broadsoft.xsi-actions/v2.0/user/{user}/profile", double.xsi_url());
    let (client, url) = (client(None), profile("moe%40acme.example"));
    let status = async |password: &str| client.get(&url).basic_auth(MOE, Some(password)).send().await.unwrap().status();
    assert_eq!(client.get(&url).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    assert_eq!(status("Lakris-99-Vaffel").await, StatusCode::OK);
    for _ in 0..5 {
        assert_eq!(status("wrong").await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(status("Lakris-99-Vaffel").await, StatusCode::UNAUTHORIZED);
    let mut raw = Raw::logged_in(&double);
    let state = raw.ask("UserPasswordInfoGetRequest22", &format!("<userId>{MOE}</userId>"));
    assert!(state.contains("<isLoginDisabled>true</isLoginDisabled>"), "{state}");
    raw.exchange(document(&raw.session.clone(), &set_moe("Salmiakk-88-x")).as_bytes());
    assert_eq!(status("Salmiakk-88-x").await, StatusCode::OK);
    assert_eq!(double.record().xsi.len(), 8);
}

#[tokio::test]
async fn tls_begins_with_the_first_byte() {
    let made = Double::start(Setup::default().encrypted());
    let certificate = crate::broadworks::Certificate::Files {
        certificate: made.ca_file().with_file_name("leaf.pem"),
        key: made.ca_file().with_file_name("leaf.key"),
    };
    let double = Double::start(Setup { certificate, ..Setup::default() });
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(made.ca_file()).unwrap()).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let stream = tokio::net::TcpStream::connect(double.address(Transport::Tls)).await.unwrap();
    let connector = tokio_rustls::TlsConnector::from(std::sync::Arc::new(config));
    let mut stream = connector.connect("localhost".try_into().unwrap(), stream).await.unwrap();
    let login = format!("<userId>{}</userId><password>{}</password>", ADMIN.0, ADMIN.1.replace('&', "&amp;"));
    let asked = document("s", &command("LoginRequest22V5", &login));
    tokio::io::AsyncWriteExt::write_all(&mut stream, asked.as_bytes()).await.unwrap();
    let mut answer = String::new();
    while !answer.ends_with("</BroadsoftDocument>\n") {
        let mut more = [0; 4096];
        let count = tokio::io::AsyncReadExt::read(&mut stream, &mut more).await.unwrap();
        answer += std::str::from_utf8(&more[..count]).unwrap();
    }
    let id = ADMIN.0.to_owned();
    let tried = LoginTried { id, by: "LoginRequest22V5", transport: Transport::Tls, accepted: true };
    let record = double.record();
    assert_eq!((record.logins.as_slice(), record.passwords_in_clear()), ([tried].as_slice(), 0));
}
