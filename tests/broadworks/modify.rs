//! Changing users and secrets. The rules are held here, whatever the client has checked.

use super::company::{Company, LoginType, User};
use super::reach::{Login, unauthorized};
use super::reply::{Answer, escaped};
use super::schema::Element;
use super::setup::{Release, Setup};

/// How a secret is not accepted: no public source tells the numbers.
fn refused(setup: &Setup, number: u16, why: &str, secret: &str) -> Answer {
    let detail = setup.repeats_secrets.then(|| format!("The value was: {}", escaped(secret)));
    Answer::Error { text: format!("[Error {number}] {why}"), detail }
}

fn done(result: Result<(), Answer>) -> Answer {
    result.map_or_else(|answer| answer, |()| Answer::Success)
}

/// `PasswordModifyRequest`, for a user or an administrator.
pub(super) fn password(setup: &Setup, company: &mut Company, login: &Login, body: &Element) -> Answer {
    let (id, old, new) = (body.needed("userId"), body.text_of("oldPassword"), body.needed("newPassword"));
    if company.admins.contains_key(id) {
        return done(admin_password(company, login, id, old, new));
    }
    done(check_password(setup, company, login, id, old, new).map(|()| set_password(company, id, Some(new))))
}

fn admin_password(company: &mut Company, login: &Login, id: &str, old: Option<&str>, new: &str) -> Result<(), Answer> {
    if login.id != id && !login.is_everywhere() {
        return Err(unauthorized());
    }
    let admin = company.admins.get_mut(id).ok_or_else(unauthorized)?;
    let needs_old = login.id == id;
    if old.map_or(needs_old, |old| old != admin.password) {
        return Err(Answer::error("[Error 4990] The old password is not right."));
    }
    new.clone_into(&mut admin.password);
    (admin.failed, admin.disabled) = (0, false);
    Ok(())
}

/// Whether a user's password may become this.
fn check_password(
    setup: &Setup,
    company: &Company,
    login: &Login,
    id: &str,
    old: Option<&str>,
    new: &str,
) -> Result<(), Answer> {
    let user = login.user(company, id)?;
    // Who changes their own proves the old one; an administrator need not know it.
    let needs_old = login.kind == LoginType::User;
    if old.map_or(needs_old, |old| user.password() != Some(old)) {
        return Err(Answer::error("[Error 4990] The old password is not right."));
    }
    let rules = company.password_rules_of(&user.provider, &user.group);
    let rules = rules.ok_or_else(|| Answer::error("[Error 4991] Passwords of this group are kept elsewhere."))?;
    // Those that went before count only for whom the old one was given.
    let before: &[String] = if old.is_some() { &user.passwords } else { &[] };
    rules.broken_by(new, id, before).map_or(Ok(()), |why| Err(refused(setup, 4992, &why, new)))
}

fn set_password(company: &mut Company, id: &str, new: Option<&str>) {
    let Some(user) = company.users.get_mut(id) else { return };
    user.has_password = new.is_some();
    if let Some(new) = new {
        user.passwords.insert(0, new.to_owned());
        user.passwords.truncate(11);
    }
    (user.failed_passwords, user.password_disabled) = (0, false);
}

/// `UserPortalPasscodeModifyRequest`.
pub(super) fn passcode(setup: &Setup, company: &mut Company, login: &Login, body: &Element) -> Answer {
    let (id, new) = (body.needed("userId"), body.needed("newPasscode"));
    done(check_passcode(setup, company, login, id, new).map(|()| {
        if let Some(user) = company.users.get_mut(id) {
            user.passcodes.insert(0, new.to_owned());
            user.passcodes.truncate(11);
            user.passcode_disabled = false;
        }
    }))
}

fn check_passcode(setup: &Setup, company: &Company, login: &Login, id: &str, new: &str) -> Result<(), Answer> {
    let user = login.user(company, id)?;
    let rules = company.passcode_rules_of(&user.provider, &user.group).ok_or_else(unauthorized)?;
    // The old one that is sent is ignored: the server knows them all.
    let compares = setup.always_compares_passcodes || login.kind == LoginType::User;
    let before: &[String] = if compares { &user.passcodes } else { &[] };
    let rules = if setup.release == Release::R17 { rules.before_19() } else { rules.clone() };
    rules.broken_by(new, user, before).map_or(Ok(()), |why| Err(refused(setup, 4993, &why, new)))
}

/// Every form of `UserModifyRequest`: all of it or nothing.
pub(super) fn user(setup: &Setup, company: &mut Company, login: &Login, body: &Element) -> Answer {
    done(modify_user(setup, company, login, body))
}

fn modify_user(setup: &Setup, company: &mut Company, login: &Login, body: &Element) -> Result<(), Answer> {
    let id = body.needed("userId");
    login.user(company, id)?;
    let new_password = body.child("newPassword");
    if let Some(new) = new_password.filter(|new| !new.clears) {
        check_password(setup, company, login, id, body.text_of("oldPassword"), &new.text)?;
    }
    let mut changed = company.users.get(id).cloned().unwrap_or_default();
    apply(&mut changed, body);
    let taken = |user: &User| user.id != id && user.phone.is_some() && user.phone == changed.phone;
    if body.child("phoneNumber").is_some() && company.users.values().any(taken) {
        return Err(Answer::error("[Error 4994] The phone number is in use."));
    }
    company.users.insert(id.to_owned(), changed);
    if let Some(new) = new_password {
        set_password(company, id, (!new.clears).then_some(&new.text));
    }
    Ok(())
}

fn apply(user: &mut User, body: &Element) {
    for element in body.children() {
        let text = (!element.clears).then(|| element.text.clone());
        match element.name() {
            "lastName" => user.last_name = text.unwrap_or_default(),
            "firstName" => user.first_name = text.unwrap_or_default(),
            "phoneNumber" => user.phone = text,
            "extension" => user.extension = text,
            "emailAddress" => user.email = text,
            "department" => user.department = element.text_of("name").filter(|_| !element.clears).map(str::to_owned),
            _ => {}
        }
    }
}
