//! `auth`: sign in to a server, and out.

use clap::{Args as ClapArgs, Subcommand};
use serde::Serialize;
use url::Url;

#[cfg(feature = "broadworks")]
use super::auth_broadworks;
use crate::api::WhoAmI;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::text_or_json;
use crate::cli::{prompt, tokens};
use crate::config::Server;
use crate::domain::Secret;

#[derive(Subcommand)]
pub(in crate::cli) enum Auth {
    /// Keep a server's token, or login and password, after trying it
    Login(Login),
    /// Forget what is kept of a server
    Logout,
    /// Say whether the server takes what is kept
    Status,
}

#[derive(ClapArgs)]
pub(in crate::cli) struct Login {
    /// Login user, for servers that ask for one
    #[arg(long, value_name = "NAME")]
    pub(super) user: Option<String>,
    /// Read the login user's password from standard input
    #[arg(long, conflicts_with = "token_stdin")]
    pub(super) password_stdin: bool,
    /// Read the token from standard input
    #[arg(long)]
    pub(super) token_stdin: bool,
}

pub(in crate::cli) async fn run(args: Auth, context: &Context<'_>) -> anyhow::Result<Exit> {
    let server = context.server()?;
    #[cfg(feature = "broadworks")]
    if let Server::BroadWorks(address) = server {
        return auth_broadworks::run(args, address, context).await;
    }
    let Server::Http(url) = server else {
        return Err(Failure::usage(format!("{server} is on this machine and takes no sign-in")).into());
    };
    match args {
        Auth::Login(args) => login(&args, url, context).await,
        Auth::Logout => forget(&Server::Http(url.clone()).to_string(), context),
        Auth::Status => status(url, context).await,
    }
}

async fn login(args: &Login, url: &Url, context: &Context<'_>) -> anyhow::Result<Exit> {
    context.refuse_login()?;
    if args.user.is_some() || args.password_stdin {
        return Err(Failure::usage("a provisioning backend takes a token, not a user and password")
            .hint("leave --user and --password-stdin out, and give --token-stdin")
            .into());
    }
    let server = Server::Http(url.clone()).to_string();
    let token = if args.token_stdin {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line)?;
        Secret::new(line.trim().to_owned())
    } else if context.ui.can_ask() {
        prompt::secret(context.ui, &format!("token for {server}"))?
    } else {
        return Err(Failure::new(Exit::NotAllowed, "no token given, and there is no terminal to ask on")
            .hint("give it with --token-stdin")
            .into());
    };
    if token.expose().is_empty() {
        return Err(Failure::usage("the token is empty").into());
    }
    let who: WhoAmI = context.client(url, Some(token.clone()))?.get(&["whoami"], &[]).await?;
    let file = &context.settings.paths.credentials_file;
    tokens::store(file, &server, &token)?;
    context.ui.say(format!(
        "signed in to {server} as {} ({}); the token is kept in {}",
        who.name,
        who.role,
        file.display()
    ));
    Ok(Exit::Done)
}

/// Forgets what signs in to a server.
pub(super) fn forget(server: &str, context: &Context<'_>) -> anyhow::Result<Exit> {
    let removed = tokens::remove(&context.settings.paths.credentials_file, server)?;
    context.ui.say(if removed { format!("signed out of {server}") } else { format!("not signed in to {server}") });
    Ok(Exit::Done)
}

/// `auth status` as JSON.
#[derive(Serialize)]
pub(super) struct Status {
    pub(super) schema: &'static str,
    pub(super) server: String,
    pub(super) source: String,
    pub(super) name: String,
    pub(super) role: String,
}

async fn status(url: &Url, context: &Context<'_>) -> anyhow::Result<Exit> {
    let server = Server::Http(url.clone()).to_string();
    let Some((source, token)) = context.token_source(&server)? else {
        return Err(Failure::new(Exit::NotAllowed, format!("not signed in to {server}"))
            .hint(format!("ossmosis auth login --server {server}"))
            .into());
    };
    let WhoAmI { name, role } = context.client(url, Some(token))?.get(&["whoami"], &[]).await?;
    let text = [format!("signed in to {server} as {name} ({role}), by the token in {source}")];
    let status = Status { schema: "ossmosis.auth/v1", server, source, name, role };
    text_or_json(context.ui, context.output, &status, &text)?;
    Ok(Exit::Done)
}
