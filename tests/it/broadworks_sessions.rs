//! Sessions with a BroadWorks system that end, and what is said of what was under way.

use std::time::Duration;

use futures_util::future::join_all;
use ossmosis::domain::Secret;
use ossmosis::ocip::{Address, Client, Command, Credentials, OcipError, Settings};

use crate::broadworks::setup::Ports;
use crate::broadworks::{ADMIN, Counted, Double, Fault, Faults, Setup, Transport};
use crate::sandbox::Sandbox;

/// How many sockets it uses.
pub(crate) const SOCKETS: usize = 4;

/// A client of a double, as the administrator of its enterprise.
pub(crate) fn client(double: &Double, transport: Transport, timeout: Duration) -> Client {
    let socket =
        |host: &str, tls: bool| Address::Socket { host: host.to_owned(), port: double.address(transport).port(), tls };
    let address = match transport {
        Transport::Tcp => socket("127.0.0.1", false),
        Transport::Tls => socket("localhost", true),
        Transport::Soap | Transport::Soaps => {
            Address::Soap(double.url(transport).trim_start_matches("broadworks+").parse().unwrap())
        }
    };
    let settings = Settings {
        ca_file: address.is_encrypted().then(|| double.ca_file()),
        address,
        credentials: Credentials { user: ADMIN.0.to_owned(), password: Secret::new(ADMIN.1.to_owned()) },
        timeout,
        sockets: SOCKETS,
    };
    Client::new(settings).unwrap()
}

fn still_there() -> Command {
    Command::new("VerifySessionIsValidRequest")
}

fn set_password() -> Command {
    let secret = Secret::new("Kelp79!Anchor".to_owned());
    Command::new("PasswordModifyRequest").text("userId", "hansen@acme.example").secret("newPassword", &secret)
}

/// The same port again, once nobody listens there any more and every connection is closed.
fn started_again(double: Double) -> Double {
    let address = double.address(Transport::Tcp);
    double.stop();
    Double::start(Setup { ports: Ports { tcp: address.port(), ..Ports::default() }, ..Setup::default() })
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_that_ended_while_they_lay_idle_leave_nothing_in_doubt() {
    let mut double = Double::start(Setup::default().latency(Duration::from_millis(50)));
    let client = client(&double, Transport::Tcp, Duration::from_secs(30));
    for round in 0..2 {
        let reads = join_all((0..8).map(|_| client.read_one(still_there()))).await;
        assert!(reads.into_iter().all(|read| read.is_ok_and(|told| told.is_ok())), "round {round}");
        assert_eq!(double.record().most_sockets, SOCKETS, "round {round}");
        double = started_again(double);
        if round == 0 {
            assert!(client.read_one(still_there()).await.is_ok_and(|told| told.is_ok()));
            double = started_again(double);
        }
        let told = client.write(&[set_password()]).await.remove(0);
        assert!(told.is_ok_and(|told| told.is_ok()), "round {round}");
        assert_eq!(double.record().secrets.len(), 1, "round {round}: sent once");
        double = started_again(double);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_whose_sign_in_goes_unanswered_was_not_sent() {
    let double = Double::start(Setup::default());
    for place in 1..=2 {
        let client = client(&double, Transport::Tcp, Duration::from_millis(300));
        double.behave(Faults::none().counting(Counted::All).at(place, Fault::NoReply { applied: true }));
        let told = client.write(&[set_password()]).await.remove(0);
        assert!(matches!(told, Err(OcipError::Unreachable(_))), "document {place}");
    }
    assert!(double.record().secrets.is_empty());
}

#[test]
fn no_log_tells_a_secret() {
    let double = Double::start(Setup::default());
    for transport in [Transport::Tcp, Transport::Soap] {
        let sandbox = Sandbox::new().on(&double.url(transport));
        sandbox.write("pw", ADMIN.1);
        let login = ["--login-user", ADMIN.0, "--login-password-file", "pw", "--xsi-url", &double.xsi_url()];
        let reset = ["reset-password", "--location", "oslo", "--credential", "both", "--generate", "--yes", "--verify"];
        let out = ["--secrets-out", "new.csv"];
        let mut command = sandbox.command(&[&reset[..], &out, &login].concat());
        let run = command.env("OSSMOSIS_LOG", "trace").output().unwrap();
        let (log, told) = (String::from_utf8_lossy(&run.stderr), String::from_utf8_lossy(&run.stdout));
        assert!(run.status.success() && log.contains("TRACE"), "{log}");
        let new = std::fs::read_to_string(sandbox.path("new.csv")).unwrap();
        let mut secrets: Vec<&str> = new.lines().skip(1).map(|row| row.rsplit(',').next().unwrap()).collect();
        assert_eq!(secrets.len(), 8);
        secrets.extend([ADMIN.1, "JSESSIONID="]);
        for secret in secrets {
            assert!(!log.contains(secret) && !told.contains(secret), "{transport:?}: {secret} was told");
        }
    }
}
