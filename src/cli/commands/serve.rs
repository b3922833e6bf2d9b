//! `serve`: the provisioning backend.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args as ClapArgs;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::mail_args::MailArgs;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8443", env = "OSSMOSIS_LISTEN")]
    listen: SocketAddr,
    /// Where the data is kept: a folder, sqlite:PATH, or postgres://USER@HOST/DATABASE (default: the embedded
    /// backend's folder)
    ///
    /// Any number of processes may share one PostgreSQL database. The key file secret.key, which each of them
    /// needs alike, and mail/ are then in the embedded backend's folder. An argument can be seen by everybody
    /// on this machine: write a password into OSSMOSIS_DATA, PGPASSWORD or ~/.pgpass.
    #[arg(long, value_name = "DIR|URL", env = "OSSMOSIS_DATA", hide_env_values = true)]
    data: Option<String>,
    /// A platform that keeps users and credentials, for the backend to stand in front of: ocip://HOST, ocips://HOST or
    /// broadworks+https://HOST (default: it keeps them itself)
    ///
    /// The backend then keeps tokens, recovery links, mails and admins in its data, and writes emails and credentials
    /// through to the platform, whose rules apply. Users are made there, not imported. What is changed on the platform
    /// past this backend ends no recovery link. The data has to be new, or have been served so before.
    #[arg(long, value_name = "URL", env = "OSSMOSIS_DIRECTORY")]
    directory: Option<String>,
    /// Write the first admin's token to this new file, rather than to standard output
    #[arg(long, value_name = "FILE")]
    token_out: Option<PathBuf>,
    /// Speak TLS, with the certificate in this PEM file, followed by those that lead to its authority
    ///
    /// Needed to listen beyond this machine, unless a proxy speaks TLS. Both files are read again within a minute of a
    /// change: a renewed certificate needs no restart.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key: a PEM file without a passphrase
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// A proxy in front speaks TLS and says where requests come from
    ///
    /// Needed to listen beyond this machine, unless --tls-cert is given.
    ///
    /// The last address in X-Forwarded-For is believed, and limits on wrong answers count by it: the proxy must set
    /// that header itself, and nothing but the proxy may reach this port. Its log should leave out what follows
    /// /r/ in an address, which opens a recovery link.
    #[arg(long)]
    behind_proxy: bool,
    #[command(flatten)]
    pub(super) mail: MailArgs,
}

#[cfg(not(feature = "server"))]
#[expect(clippy::unused_async, reason = "the same call as in a build with the backend")]
pub(in crate::cli) async fn run(_: &Args, _: &Context<'_>) -> anyhow::Result<Exit> {
    Err(crate::cli::context::no_server_feature("command serve").into())
}

#[cfg(feature = "server")]
pub(in crate::cli) use with_server::run;

#[cfg(feature = "server")]
mod with_server {
    use std::io::Write;
    use std::path::Path;
    use std::sync::Arc;
    use std::time::Duration;

    use anyhow::Context as _;
    use axum::serve::{Listener, ListenerExt as _};
    use futures_util::FutureExt as _;
    use tokio::net::TcpListener;
    use url::Url;

    use super::{Args, Context, Exit, SocketAddr};
    use crate::bulk::StopSwitch;
    use crate::cli::backend::Backend;
    use crate::cli::exit::Failure;
    use crate::cli::new_file::NewFile;
    use crate::cli::signals::asked_to_stop;
    use crate::cli::ui::Ui;
    use crate::config::{ConfigError, Data, is_loopback};
    use crate::domain::Secret;
    use crate::portal::{Admins, Parts, Portal, Tls, router};

    /// How long requests under way may take once the process was asked to end.
    const LONGEST_DRAIN: Duration = Duration::from_secs(10);

    pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
        let data = match &args.data {
            Some(text) => Data::parse(text, &context.settings.paths)?,
            None => Data::in_folder(&context.settings.paths.data),
        };
        check_reach(args, context)?;
        let tls = match (&args.tls_cert, &args.tls_key) {
            (Some(chain), Some(key)) => Some(Tls::read(chain, key)?),
            _ => None,
        };
        let platform = match &args.directory {
            Some(address) => Some(context.platform(address).await?),
            None => None,
        };
        let backend = Backend::open(&data, &context.settings, Arc::clone(&context.clock), platform).await?;
        let admins = backend.admins();
        let tcp = TcpListener::bind(args.listen)
            .await
            .with_context(|| Failure::new(Exit::Config, format!("{} cannot be listened on", args.listen)))?;
        let address = tcp.local_addr()?;
        let own_address = format!("{}://{address}", if tls.is_some() { "https" } else { "http" });
        let own_url = Url::parse(&own_address)?;
        if let Some(url) = context
            .settings
            .public_url
            .as_ref()
            .filter(|url| url.scheme() == "http" && !url.host().is_some_and(|host| is_loopback(&host)))
        {
            context.ui.warn(format!("links begin with {url}: what users type there can be read on the way"));
        }
        let delivery = backend.delivery(&context.settings, Some(&own_url))?;
        let worker = backend.worker(&delivery);
        // Only now: a start that fails must not have handed out the one token there is.
        make_first_admin(&admins, args.token_out.as_deref(), context.ui).await?;
        let portal = Portal::from(Parts {
            directory: Arc::clone(&backend.directory),
            recovery: Arc::clone(&backend.recovery),
            sessions: backend.sessions(&context.settings),
            delivery,
            admins,
            behind_proxy: args.behind_proxy,
        });
        let stop = Arc::new(StopSwitch::default());
        let working = tokio::spawn({
            let stop = Arc::clone(&stop);
            async move { worker.run(stop).await }
        });
        // Before anybody is told: whoever waits for the line may ask to stop at once.
        let asked_to_stop = asked_to_stop();
        context.ui.announce(&format!("listening on {own_address}"));
        let too_long = async {
            crate::cli::signals::asked_to_stop().await;
            tokio::time::sleep(LONGEST_DRAIN).await;
        };
        // A client that never finishes its request must not keep the process alive.
        let serving = match tls {
            Some(tls) => serve(tls.over(tcp), portal, asked_to_stop).boxed(),
            None => serve(tcp, portal, asked_to_stop).boxed(),
        };
        let served = tokio::select! {
            served = serving => served,
            () = too_long => Ok(()),
        };
        // Requests are answered; now the mail under way is finished, then the files are closed.
        stop.stop();
        working.await?;
        backend.db.close().await;
        served?;
        Ok(Exit::Done)
    }

    /// Answers requests until it is asked to stop.
    async fn serve<L: Listener<Addr = SocketAddr>>(
        listener: L,
        portal: Portal,
        asked_to_stop: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let routes = router(portal).into_make_service_with_connect_info::<SocketAddr>();
        // Tapped, any kind of listener tells where a request comes from.
        axum::serve(listener.tap_io(|_| {}), routes).with_graceful_shutdown(asked_to_stop).await
    }

    /// Beyond this machine nothing may be readable on the way, and links need an address to begin with.
    fn check_reach(args: &Args, context: &Context<'_>) -> Result<(), ConfigError> {
        let address: SocketAddr = args.listen;
        if address.ip().is_loopback() {
            return Ok(());
        }
        if !args.behind_proxy && args.tls_cert.is_none() {
            return Err(ConfigError::new(format!("{address} is reachable from other machines, without TLS"))
                .hint("give --tls-cert and --tls-key, or add --behind-proxy if a proxy in front speaks TLS; or listen on 127.0.0.1"));
        }
        if context.settings.public_url.is_none() {
            return Err(ConfigError::new("links in mails need an address that their readers can open")
                .hint("give --public-url URL: the proxy's address, or one with a name that the certificate has"));
        }
        Ok(())
    }

    /// On data without an admin, makes the first one and hands out the token: to a new file, or once on
    /// standard output. That comes first, so that no admin is made whose token nobody has.
    async fn make_first_admin(admins: &Admins, token_out: Option<&Path>, ui: &Ui) -> anyhow::Result<()> {
        if admins.exist().await? {
            return Ok(());
        }
        let token = Admins::new_token();
        if let Some(file) = token_out {
            write_token(file, &token)?;
            let made = make_owner(admins, &token).await;
            if !matches!(made, Ok(true)) {
                // It failed, or another process was first and has the token: this one opens nothing.
                std::fs::remove_file(file)?;
            }
            made?;
        } else {
            let mut out = ui.out();
            writeln!(out, "{}", token.expose())?;
            out.flush()?;
            if !make_owner(admins, &token).await? {
                ui.warn("another process has made the first admin: the token printed opens nothing");
            }
        }
        Ok(())
    }

    /// `false` if another process was first: PostgreSQL may tell that only when the admin is to be stored.
    async fn make_owner(admins: &Admins, token: &Secret) -> anyhow::Result<bool> {
        match admins.make_owner(token).await {
            Err(_) if admins.exist().await? => Ok(false),
            made => Ok(made?),
        }
    }

    fn write_token(file: &Path, token: &Secret) -> anyhow::Result<()> {
        NewFile::at(file)?.write(|mut file| {
            writeln!(file, "{}", token.expose())?;
            file.sync_all()
        })
    }
}
