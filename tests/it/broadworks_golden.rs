//! Sample documents of the protocol, composed by hand: all are read, and what is built here has their structure.

use std::path::PathBuf;

use ossmosis::domain::Secret;
use ossmosis::ocip::{Answer, Command, Fault, Reply, document};

fn sample(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/broadworks");
    std::fs::read(folder.join(name)).unwrap()
}

fn answers(name: &str) -> Vec<Answer> {
    let bytes = sample(name);
    let reply = if name.contains("soap") { Reply::from_envelope(&bytes) } else { Reply::from_bytes(&bytes) };
    match reply {
        Ok(Reply::Answers(answers)) => answers,
        Ok(Reply::LoggedOut(reason)) => panic!("{name}: logged out, {reason}"),
        Err(e) => panic!("{name}: {e}"),
    }
}

/// An element with its name spaces, its attributes but the echo, and what is in it.
pub(crate) fn structure(node: roxmltree::Node<'_, '_>) -> String {
    let name = |tag: &str, space: Option<&str>| format!("{{{}}}{tag}", space.unwrap_or_default());
    let mut attributes: Vec<String> = node
        .attributes()
        .filter(|attribute| attribute.name() != "echo")
        .map(|attribute| format!(" {}={:?}", name(attribute.name(), attribute.namespace()), attribute.value()))
        .collect();
    attributes.sort();
    let children: Vec<String> = node.children().filter(roxmltree::Node::is_element).map(structure).collect();
    let inner = if children.is_empty() { node.text().unwrap_or_default().to_owned() } else { children.concat() };
    let tag = name(node.tag_name().name(), node.tag_name().namespace());
    format!("<{tag}{}>{inner}</>\n", attributes.concat())
}

fn structure_of(text: &str) -> String {
    let read = roxmltree::Document::parse(text).unwrap();
    structure(read.root_element()).replace("ossmosis-7f3a9c", "SESSION")
}

fn check(name: &str, commands: &[Command]) {
    let expected = structure_of(&String::from_utf8(sample(name)).unwrap());
    assert_eq!(structure_of(&document("ossmosis-7f3a9c", commands)), expected, "{name}");
}

fn criterion(field: &'static str, mode: &'static str, value: &'static str) -> impl FnOnce(Command) -> Command {
    move |command| {
        let fill = |inner: Command| inner.text("mode", mode).text("value", value).flag("isCaseInsensitive", true);
        command.within(field, fill)
    }
}

#[test]
fn what_is_built_here_has_the_structure_of_the_samples() {
    let secret = |text: &str| Secret::new(text.to_owned());
    let of_user = |name: &'static str, user: &str| Command::new(name).text("userId", user);
    check("01-auth-req.xml", &[of_user("AuthenticationRequest", "ops-admin")]);
    let signed = secret("ff933c49b4d245debaa9fa7d7fed9be1");
    check("02-login14-req.xml", &[of_user("LoginRequest14sp4", "ops-admin").secret("signedPassword", &signed)]);
    let login = of_user("LoginRequest22V5", "ops-admin").secret("password", &secret("Tr0ub4dor&3x!"));
    check("03-login22-req.xml", &[login]);
    let groups = Command::new("GroupGetListInServiceProviderRequest").text("serviceProviderId", "acme");
    let groups = groups.number("responseSizeLimit", 500);
    check("04-groups-req.xml", &[criterion("searchCriteriaGroupName", "Contains", "os")(groups)]);
    let users = Command::new("UserGetListInGroupRequest").text("serviceProviderId", "acme").text("GroupId", "oslo");
    let users = users.number("responseSizeLimit", 1000);
    check("05-users-req.xml", &[criterion("searchCriteriaUserLastName", "Starts With", "Ha")(users)]);
    let page = Command::new("UserGetListInGroupPagedSortedListRequest")
        .text("serviceProviderId", "acme")
        .text("groupId", "oslo")
        .within("responsePagingControl", |at| at.number("responseStartIndex", 1001).number("responsePageSize", 1000))
        .within("sortOrder", |order| {
            order.within("sortByUserId", |by| by.flag("isAscending", true).flag("isCaseSensitive", true))
        });
    check("06-page-req.xml", &[criterion("searchCriteriaEmailAddress", "Contains", "@acme.example")(page)]);
    let password = of_user("PasswordModifyRequest", "hansen@acme.example");
    let passcode = of_user("UserPortalPasscodeModifyRequest", "haugan@acme.example");
    check(
        "07-batch-req.xml",
        &[
            password.secret("newPassword", &secret("Lakris-9-Vaffel")),
            passcode.secret("newPasscode", &secret("70935182")),
        ],
    );
    check("08-passcode-rules-req.xml", &[of_user("UserPortalPasscodeRulesGetRequest", "hansen@acme.example")]);
    let rules =
        Command::new("GroupPasswordRulesGetRequest22").text("serviceProviderId", "acme").text("groupId", "oslo");
    check("09-password-rules-req.xml", &[rules]);
    let modify = of_user("UserModifyRequest22", "haugen@acme.example");
    check("10-modify-req.xml", &[modify.secret("newPassword", &secret("Lakris-9-Vaffel")).nil("emailAddress")]);
    check("11-logout-req.xml", &[of_user("LogoutRequest", "ops-admin").text("reason", "Client Logout")]);
}

#[test]
fn every_sample_is_read() {
    let groups = answers("04-groups-res.xml").remove(0).outcome.ok().unwrap();
    let row = groups.table("groupTable").ok().unwrap().rows().next().unwrap();
    assert_eq!((row.cell("Group Id"), row.cell("Group Name")), (Some("oslo"), Some("Oslo office")));
    let users = answers("05-users-res.xml").remove(0).outcome.ok().unwrap();
    let names: Vec<_> = users.table("userTable").ok().unwrap().rows().map(|row| row.cell("First Name")).collect();
    assert_eq!(names, [Some("Kari"), Some("Åse")], "bytes of ISO-8859-1");
    let batch = answers("07-batch-res.xml");
    assert_eq!((batch[0].echo.as_str(), batch[1].echo.as_str()), ("u1.password", "u2.passcode"));
    assert!(batch[0].outcome.is_ok());
    assert_eq!(batch[1].outcome.as_ref().err().unwrap().code, Some(Fault::NO_USER));
    assert_eq!(answers("12-error-6004-res.xml")[0].outcome.as_ref().err().unwrap().code, Some(Fault::UNKNOWN_COMMAND));
    for name in ["08-passcode-rules-res.xml", "13-soap-res.xml"] {
        let rules = answers(name).remove(0).outcome.ok().unwrap();
        assert_eq!(rules.number("maxCodeLength"), Some(10), "{name}");
    }
    let info = answers("14-info-res.xml").remove(0).outcome.ok().unwrap();
    assert_eq!((info.flag("isLoginDisabled"), info.value("passcode")), (Some(true), None), "a passcode is left unread");
    for name in ["01-auth-res.xml", "02-login14-res.xml", "03-login22-res.xml", "09-password-rules-res.xml"] {
        assert!(answers(name)[0].outcome.is_ok(), "{name}");
    }
    assert!(answers("11-logout-res.xml")[0].outcome.is_ok());
}
