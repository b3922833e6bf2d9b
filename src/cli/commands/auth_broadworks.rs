//! `auth` on BroadWorks: a login and its password.

use super::auth::{Auth, Login, Status, forget};
use crate::cli::broadworks::SignIn;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::text_or_json;
use crate::cli::tokens;
use crate::directory::Directory;
use crate::domain::Secret;
use crate::ocip::{Address, Credentials};

pub(super) async fn run(args: Auth, address: &Address, context: &Context<'_>) -> anyhow::Result<Exit> {
    match args {
        Auth::Login(args) => login(args, address, context).await,
        Auth::Logout => forget(&address.to_string(), context),
        Auth::Status => status(address, context).await,
    }
}

/// Signs in once, and keeps what signed in.
async fn login(args: Login, address: &Address, context: &Context<'_>) -> anyhow::Result<Exit> {
    context.refuse_token()?;
    if args.token_stdin {
        return Err(Failure::usage("BroadWorks takes a login user and password, not a token")
            .hint("give --user NAME, and --password-stdin")
            .into());
    }
    let server = address.to_string();
    let user = args.user.or_else(|| context.given_login().0.map(str::to_owned));
    let (user, password) = if args.password_stdin {
        let missing = || Failure::usage("no login user given").hint("add --user NAME");
        let mut line = zeroize::Zeroizing::new(String::new());
        std::io::stdin().read_line(&mut line)?;
        let line_end: &[char] = &['\r', '\n'];
        (user.ok_or_else(missing)?, Secret::new(line.trim_end_matches(line_end).to_owned()))
    } else if context.ui.can_ask() {
        context.ask_login(&server, user)?
    } else {
        return Err(Failure::new(Exit::NotAllowed, "no password given, and there is no terminal to ask on")
            .hint("give --user NAME --password-stdin")
            .into());
    };
    if password.expose().is_empty() {
        return Err(Failure::usage("the password is empty").into());
    }
    let credentials = Credentials { user: user.clone(), password: password.clone() };
    let directory = context.broadworks_as(address, credentials)?;
    let login = directory.login().await;
    directory.close().await;
    let login = login?;
    let file = &context.settings.paths.credentials_file;
    tokens::store_login(file, &server, &user, &password)?;
    context.ui.say(format!(
        "signed in to {server} as {user} ({}); the password is kept in {}",
        login.login_type,
        file.display()
    ));
    tell_expiry(login.expires_in_days, context);
    Ok(Exit::Done)
}

/// Signs in with what is given or kept, and says as what.
async fn status(address: &Address, context: &Context<'_>) -> anyhow::Result<Exit> {
    let server = address.to_string();
    let Some(SignIn { user, password, source }) = context.login_source(address)? else {
        return Err(Failure::new(Exit::NotAllowed, format!("not signed in to {server}"))
            .hint(format!("ossmosis auth login --user NAME --server {server}"))
            .into());
    };
    let directory = context.broadworks_as(address, Credentials { user: user.clone(), password })?;
    let login = directory.login().await;
    directory.close().await;
    let login = login?;
    let role = login.login_type.to_string();
    let text = [format!("signed in to {server} as {user} ({role}), by the password in {source}")];
    let status = Status { schema: "ossmosis.auth/v1", server, source, name: user, role };
    text_or_json(context.ui, context.output, &status, &text)?;
    tell_expiry(login.expires_in_days, context);
    Ok(Exit::Done)
}

fn tell_expiry(days: Option<u32>, context: &Context<'_>) {
    if let Some(days) = days.filter(|days| *days <= 14) {
        context.ui.warn(format!("BroadWorks says that this password expires in {days} days"));
    }
}
