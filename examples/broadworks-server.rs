//! A double of Cisco BroadWorks to try things against: `cargo run --example broadworks-server -- --help`.

#![expect(clippy::print_stdout, reason = "a program that tells where it answers")]

#[expect(dead_code, unused_imports, reason = "tests use the rest of it")]
#[path = "../tests/broadworks/mod.rs"]
mod broadworks;

use std::path::PathBuf;
use std::time::Duration;

use broadworks::setup::Ports;
use broadworks::{
    ADMIN, Admin, Certificate, Company, Double, FIRST_PASSCODE, FIRST_PASSWORD, LoginType, Release, Setup, Transport,
};
use clap::Parser;

/// Answer OCI-P for the company acme, until Ctrl-C
#[derive(Parser)]
struct Args {
    /// Port for OCI-P over TCP
    #[arg(long, default_value_t = 2208)]
    tcp: u16,
    /// Port for OCI-P over TLS
    #[arg(long, default_value_t = 2209)]
    tls: u16,
    /// Port for SOAP over HTTP
    #[arg(long, default_value_t = 8080)]
    soap: u16,
    /// Port for Xsi-Actions
    #[arg(long, default_value_t = 8081)]
    xsi: u16,
    /// Serve TLS with this certificate instead of one that openssl makes
    #[arg(long, requires = "key")]
    certificate: Option<PathBuf>,
    /// Its key
    #[arg(long, requires = "certificate")]
    key: Option<PathBuf>,
    /// Release: 17, 22, 22p (patched), 23, 24, 2022.08 or ri
    #[arg(long, default_value = "ri")]
    release: Release,
    /// What the administrator is
    #[arg(long, value_enum, default_value_t = Login::ServiceProvider)]
    login: Login,
    /// Users of the group oslo, instead of a few samples
    #[arg(long)]
    users: Option<usize>,
    /// Users of a CSV, each location a group
    #[arg(long, conflicts_with = "users")]
    csv: Option<PathBuf>,
    /// How long each command takes
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 0)]
    latency: u64,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Login {
    System,
    Provisioning,
    ServiceProvider,
    Group,
}

fn main() {
    let args = Args::parse();
    let mut company = match (args.users, &args.csv) {
        (Some(users), _) => Company::of_size(users),
        (None, Some(path)) => Company::from_csv(path),
        (None, None) => Company::acme(),
    };
    let group = company.groups.first().map(|group| group.id.clone()).unwrap_or_default();
    let (id, password) = ADMIN;
    company.add_admin(match args.login {
        Login::System => Admin::new(id, password, LoginType::System),
        Login::Provisioning => Admin::new(id, password, LoginType::Provisioning),
        Login::ServiceProvider => Admin::new(id, password, LoginType::ServiceProvider).of("acme", ""),
        Login::Group => Admin::new(id, password, LoginType::Group).of("acme", &group),
    });
    let certificate = match args.certificate.zip(args.key) {
        Some((certificate, key)) => Certificate::Files { certificate, key },
        None => Certificate::Made,
    };
    let made = matches!(certificate, Certificate::Made);
    let users = company.users.len();
    let double = Double::start(Setup {
        company,
        release: args.release,
        certificate,
        ports: Ports { tcp: args.tcp, tls: args.tls, soap: args.soap, xsi: args.xsi },
        latency: Duration::from_millis(args.latency),
        ..Setup::default()
    });
    for transport in [Transport::Tcp, Transport::Tls, Transport::Soap] {
        println!("{}", double.url(transport));
    }
    println!("{} for Xsi-Actions", double.xsi_url());
    if made {
        println!("SSL_CERT_FILE={}", double.ca_file().display());
    }
    println!("administrator {id}, password {password}");
    println!("{users} users, password {FIRST_PASSWORD}, passcode {FIRST_PASSCODE}");
    loop {
        std::thread::park();
    }
}
