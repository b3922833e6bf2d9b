//! What is told about one user.

use std::fmt::Write as _;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::company::{Company, User};
use super::reach::Login;
use super::reply::{Answer, element, element_if, escaped};
use super::schema::Element;

/// Answers a command about one user.
pub(super) fn run(company: &Company, login: &Login, name: &str, body: &Element) -> Answer {
    if name == "PasswordGenerateRequest" {
        let of = body.child("userPassword").cloned().unwrap_or_default();
        return generate(company, login, &of).unwrap_or_else(|answer| answer);
    }
    let user = match login.user(company, body.needed("userId")) {
        Ok(user) => user,
        Err(answer) => return answer,
    };
    let data = match name {
        "UserPasswordInfoGetRequest" | "UserPasswordInfoGetRequest22" => password_state(company, user, name),
        "UserPortalPasscodeGetInfoRequest" => passcode_state(company, user),
        _ => profile(user, name),
    };
    Answer::to(name, data)
}

fn profile(user: &User, name: &str) -> String {
    let mut data = String::new();
    element(&mut data, "serviceProviderId", &user.provider);
    element(&mut data, "groupId", &user.group);
    // Older forms trust the client to know whom it asked for.
    if name == "UserGetRequest23V2" {
        element(&mut data, "userId", &user.id);
    }
    element(&mut data, "lastName", &user.last_name);
    element(&mut data, "firstName", &user.first_name);
    element(&mut data, "callingLineIdLastName", &user.last_name);
    element(&mut data, "callingLineIdFirstName", &user.first_name);
    element_if(&mut data, "phoneNumber", user.phone.as_deref());
    element_if(&mut data, "extension", user.extension.as_deref());
    if let Some(department) = &user.department {
        let key = [&user.provider, &user.group, department].map(|text| escaped(text));
        let [provider, group, department] = key;
        let _ = write!(
            data,
            "<department xsi:type=\"GroupDepartmentKey\"><serviceProviderId>{provider}</serviceProviderId>\
             <groupId>{group}</groupId><name>{department}</name></department>"
        );
    }
    element(&mut data, "language", "English");
    element(&mut data, "timeZone", "Europe/Oslo");
    element(&mut data, "timeZoneDisplayName", "(GMT+01:00) Oslo");
    element(&mut data, "defaultAlias", &user.id);
    element_if(&mut data, "emailAddress", user.email.as_deref());
    element(&mut data, "countryCode", "47");
    if name == "UserGetRequest23V2" {
        element(&mut data, "allowVideo", "true");
    }
    data
}

fn password_state(company: &Company, user: &User, name: &str) -> String {
    let rules = company.password_rules_of(&user.provider, &user.group);
    let days = rules.map(|rules| rules.expires_days).filter(|days| *days > 0);
    let mut data = state(user.password_disabled, days);
    if name.ends_with("22") {
        element(&mut data, "hasPassword", if user.has_password { "true" } else { "false" });
    }
    data
}

/// With the passcode, for all to read: no client may print it.
fn passcode_state(company: &Company, user: &User) -> String {
    let rules = company.passcode_rules_of(&user.provider, &user.group);
    let mut data = state(user.passcode_disabled, rules.and_then(|rules| rules.expires_days));
    element_if(&mut data, "passcode", user.passcode());
    data
}

fn state(is_disabled: bool, expires_in: Option<u32>) -> String {
    let mut data = String::new();
    element(&mut data, "isLoginDisabled", if is_disabled { "true" } else { "false" });
    match expires_in {
        Some(days) => element(&mut data, "expirationDays", &days.to_string()),
        None => element(&mut data, "doesNotExpire", "true"),
    }
    data
}

/// Secrets that obey the rules and are stored nowhere.
fn generate(company: &Company, login: &Login, of: &Element) -> Result<Answer, Answer> {
    let (provider, group) = (of.needed("serviceProviderId"), of.needed("groupId"));
    login.group(company, provider, group)?;
    let someone = User::default();
    let user = match of.text_of("userId") {
        Some(id) => login.user(company, id)?,
        None => &someone,
    };
    let seed = user.id.bytes().fold(user.passwords.len() as u64, |seed, byte| seed.wrapping_mul(31) + u64::from(byte));
    let mut rng = StdRng::seed_from_u64(seed);
    let mut draw = |letters: &[u8], length: u32| -> String {
        (0..length).map(|_| char::from(letters[rng.random_range(0..letters.len())])).collect()
    };
    let mut data = String::new();
    if let Some(rules) = company.password_rules_of(provider, group).filter(|_| of.child("generatePassword").is_some()) {
        let letters = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz2345678923456789-_.";
        let length = rules.min_length.max(12);
        let fits = |password: &String| rules.broken_by(password, &user.id, &user.passwords).is_none();
        element_if(&mut data, "userPassword", (0..10_000).map(|_| draw(letters, length)).find(fits).as_deref());
    }
    if let Some(rules) = company.passcode_rules_of(provider, group).filter(|_| of.child("generatePasscode").is_some()) {
        let fits = |passcode: &String| rules.broken_by(passcode, user, &user.passcodes).is_none();
        let drawn = (0..10_000).map(|_| draw(b"0123456789", rules.min_length)).find(fits);
        element_if(&mut data, "userPasscode", drawn.as_deref());
    }
    Ok(Answer::to("PasswordGenerateRequest", data))
}
