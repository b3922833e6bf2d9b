//! Logging in, by digest or with the password.

use std::fmt::Write as _;
use std::sync::atomic::Ordering;

use md5::Md5;
use sha1::{Digest as _, Sha1};

use super::Shared;
use super::company::{Company, LoginType};
use super::reach::Login;
use super::record::LoginTried;
use super::reply::{Answer, element, element_if};
use super::schema::Element;
use super::session::Session;

/// How a password was proved.
enum Proof<'a> {
    Signed { nonce: &'a str, signed: &'a str },
    Plain(&'a str),
}

impl Proof<'_> {
    fn is_of(&self, password: &str) -> bool {
        match self {
            Self::Signed { nonce, signed } => signature(nonce, password) == *signed,
            Self::Plain(given) => *given == password,
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What a client signs a password with.
pub(crate) fn signature(nonce: &str, password: &str) -> String {
    hex(&Md5::digest(format!("{nonce}:{}", hex(&Sha1::digest(password)))))
}

/// Answers the commands of a login.
pub(super) fn run(
    shared: &Shared,
    session: &mut Session,
    session_id: &str,
    name: &'static str,
    body: &Element,
) -> Answer {
    let id = body.needed("userId");
    if name == "AuthenticationRequest" {
        // As captures show, milliseconds: but no two are the same, and no clock is needed.
        let nonce = shared.nonces.fetch_add(1, Ordering::Relaxed).to_string();
        session.nonce = Some((id.to_owned(), nonce.clone()));
        let mut data = String::new();
        element(&mut data, "userId", id);
        element(&mut data, "nonce", &nonce);
        element(&mut data, "passwordAlgorithm", "MD5");
        return Answer::to(name, data);
    }
    let answer = log_in(shared, session, session_id, name, body);
    let accepted = matches!(answer, Answer::Data { .. });
    let tried = LoginTried { id: id.to_owned(), by: name, transport: session.transport, accepted };
    shared.record().logins.push(tried);
    answer
}

fn log_in(shared: &Shared, session: &mut Session, session_id: &str, name: &str, body: &Element) -> Answer {
    if session.login.is_some() {
        shared.record().second_logins += 1;
        return Answer::error("[Error 4963] Somebody is logged in on this connection.");
    }
    if shared.sessions().contains(session_id) {
        shared.record().foreign_sessions += 1;
        return Answer::error("[Error 4964] The session is in use.");
    }
    let id = body.needed("userId");
    // A nonce is good for one try.
    let nonce = session.nonce.take().filter(|(of, _)| of == id).map(|(_, nonce)| nonce);
    let (signed, plain) = (body.text_of("signedPassword"), body.text_of("password"));
    let proof = match (name, nonce.as_deref(), signed, plain) {
        ("LoginRequest14sp4", Some(nonce), Some(signed), _) if !shared.setup.refuses_digest => {
            Some(Proof::Signed { nonce, signed })
        }
        ("LoginRequest14sp4", ..) => body.text_of("plainTextPassword").map(Proof::Plain),
        (.., plain) => plain.map(Proof::Plain),
    };
    let found = find(&mut shared.company(), shared.setup.max_failed_logins, id, proof.as_ref());
    match found {
        Ok((login, is_enterprise)) => {
            shared.sessions().insert(session_id.to_owned());
            session.id = Some(session_id.to_owned());
            let data = describe(name, &login, is_enterprise);
            session.login = Some(login);
            Answer::to(name, data)
        }
        Err(answer) => answer,
    }
}

/// Who it is, and whether the service provider is an enterprise. Wrong tries are counted.
fn find(company: &mut Company, most: u32, id: &str, proof: Option<&Proof<'_>>) -> Result<(Login, bool), Answer> {
    let wrong = || Answer::error("[Error 4962] Invalid password");
    let is_right = |password: &str| proof.is_some_and(|proof| proof.is_of(password));
    let login = if let Some(admin) = company.admins.get_mut(id) {
        if admin.disabled {
            return Err(Answer::error("[Error 5202] Account is disabled."));
        }
        if !is_right(&admin.password) {
            admin.failed += 1;
            admin.disabled = admin.failed >= most;
            return Err(wrong());
        }
        admin.failed = 0;
        Login {
            id: id.to_owned(),
            kind: admin.login_type,
            reseller: admin.reseller.clone(),
            provider: admin.provider.clone(),
            group: admin.group.clone(),
            department: admin.department.clone(),
        }
    } else {
        let user = company.users.get(id).ok_or_else(wrong)?;
        if user.password_disabled {
            return Err(Answer::error("[Error 5202] Account is disabled."));
        }
        let right = user.password().is_some_and(is_right);
        company.signed_in(id, right);
        let user = company.users.get(id).filter(|_| right).ok_or_else(wrong)?;
        Login {
            id: id.to_owned(),
            kind: LoginType::User,
            reseller: None,
            provider: Some(user.provider.clone()),
            group: Some(user.group.clone()),
            department: user.department.clone(),
        }
    };
    let provider = login.provider.as_ref().and_then(|id| company.provider(id));
    Ok((login.clone(), provider.is_some_and(|provider| provider.is_enterprise)))
}

fn describe(name: &str, login: &Login, is_enterprise: bool) -> String {
    let mut data = String::new();
    element(&mut data, "loginType", login.kind.name());
    element(&mut data, "locale", "en_US");
    element(&mut data, "encoding", "ISO-8859-1");
    element_if(&mut data, "groupId", login.group.as_deref());
    element_if(&mut data, "serviceProviderId", login.provider.as_deref());
    element(&mut data, "isEnterprise", if is_enterprise { "true" } else { "false" });
    element(&mut data, "passwordExpiresDays", "2147483647");
    element(&mut data, "userDomain", "acme.example");
    if matches!(name, "LoginRequest22V3" | "LoginRequest22V4" | "LoginRequest22V5") {
        element_if(&mut data, "resellerId", login.reseller.as_deref());
        element(&mut data, "tokenRevocationTime", "1732300000000");
    }
    data
}
