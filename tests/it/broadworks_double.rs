//! The double of BroadWorks: that it answers what is right as the examples show, and refuses what is not.

use std::fs;
use std::io::Write;

use crate::broadworks::{
    ADMIN, Admin, Company, Double, Encodings, LoginType, Overflow, Release, SYSTEM_ADMIN, Setup, Transport,
};
use crate::broadworks_raw::{Raw, between, command, document, ids, rows};

fn example(name: &str) -> String {
    let path = format!("{}/tests/data/broadworks/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read(path).unwrap().iter().map(|byte| char::from(*byte)).collect()
}

/// Without the declaration, whose encoding may differ.
fn from_the_root(text: &str) -> &str {
    text.split_once("?>").unwrap().1
}

#[test]
fn the_examples_are_answered_as_they_show() {
    let mut setup = Setup::default();
    setup.company.users.retain(|id, _| id == "hansen@acme.example" || id == "haugen@acme.example");
    let double = Double::start(setup);
    let mut raw = Raw::connect(double.address(Transport::Tcp), "ossmosis-7f3a9c");
    for name in ["01-auth", "02-login14", "04-groups", "05-users", "08-passcode-rules", "09-password-rules", "07-batch"]
    {
        if name == "07-batch" {
            // Its password has one digit, which the rules of the example before it do not allow.
            double.company().group_mut("acme", "oslo").password_rules.min_digits = None;
        }
        let answer = raw.exchange(example(&format!("{name}-req.xml")).as_bytes());
        assert_eq!(from_the_root(&answer), from_the_root(&example(&format!("{name}-res.xml"))), "{name}");
    }
    for name in ["06-page", "10-modify", "14-info", "15-generate", "11-logout"] {
        let answer = raw.exchange(example(&format!("{name}-req.xml")).as_bytes());
        assert!(!answer.contains("ErrorResponse"), "{name}: {answer}");
    }
    let record = double.record();
    assert_eq!((record.documents, record.most_commands, record.overlaps), (12, 2, 0));
    assert_eq!(
        (record.logouts.as_slice(), record.count("AuthenticationRequest")),
        (["Client Logout".to_owned()].as_slice(), 1)
    );
    assert_eq!(double.company().users["haugen@acme.example"].email, None);
}

#[test]
fn what_the_schema_forbids_is_error_6004_with_the_document_in_it() {
    let double = Double::start(Setup::default());
    let mut raw = Raw::logged_in(&double);
    let sp = "<serviceProviderId>acme</serviceProviderId>";
    let criteria = |inner: &str| {
        format!("{sp}<GroupId>oslo</GroupId><searchCriteriaUserLastName>{inner}</searchCriteriaUserLastName>")
    };
    let modify = |inner: &str| command("UserModifyRequest22", &format!("<userId>moe@acme.example</userId>{inner}"));
    let whole = document("s", &command("VerifySessionIsValidRequest", ""));
    let documents = [
        document("s", &command("UserGetListInGroupRequest", &format!("{sp}<groupId>oslo</groupId>"))),
        document("s", &command("UserGetListInGroupRequest", &format!("<GroupId>oslo</GroupId>{sp}"))),
        document("s", &command("UserGetListInGroupRequest", &criteria("<mode>Contains</mode><value>a</value>"))),
        document(
            "s",
            &command("GroupGetListInServiceProviderRequest", &format!("{sp}<responseSizeLimit>0</responseSizeLimit>")),
        ),
        document("s", &command("LoginRequest", "<userId>a</userId>")),
        document("s", &command("LogoutRequest", "<userId>a</userId><reason>Connection close</reason>")),
        document("s", &modify("<emailAddress>a@b.example</emailAddress><newPassword>Lakris-9-Vaffel-1</newPassword>")),
        document("s", &modify("<lastName xsi:nil=\"true\"/>")),
        document("s", &modify("<lastName/>")),
        document("s", &modify("<department xsi:nil=\"true\"/>")),
        document("s", &modify(&format!("<lastName>{}</lastName>", "x".repeat(31)))),
        document("s", &command("VerifySessionIsValidRequest", "").repeat(16)),
        document("s", ""),
        document("s", &command("VerifySessionIsValidRequest", "").replace("xmlns=\"\" ", "")),
        whole.replace("<sessionId xmlns=\"\">s</sessionId>", ""),
        whole.replace("protocol=\"OCI\" ", ""),
        whole.replace("xmlns=\"C\"", "xmlns=\"D\""),
        whole.replace("<command", "<command color=\"red\""),
        whole.replace("encoding=\"ISO-8859-1\"", "encoding=\"UTF-8\""),
        whole.replace("<sessionId xmlns=\"\">s<", "<sessionId xmlns=\"\">é<"),
    ];
    for (n, wrong) in documents.iter().enumerate() {
        let answer = raw.exchange(wrong.as_bytes());
        assert!(answer.contains("<summary>[Error 6004] OCI XML Request validation error</summary>"), "{n}: {answer}");
        assert!(between(&answer, "<![CDATA[", "]]>").contains("</BroadsoftDocument>"), "{n}: {answer}");
    }
    assert_eq!(double.record().invalid.len(), documents.len());
    let doctype = whole.replace("<Broad", "<!DOCTYPE a []><Broad");
    assert!(raw.exchange(doctype.as_bytes()).contains("[Error 6004]"));
}

#[test]
fn each_release_knows_its_own_commands() {
    use Release::{Independent, R17, R22, R22Patched, R23, R24, R2022_08};
    let user = "<userId>moe@acme.example</userId>";
    let login = "<userId>ops-admin</userId><password>wrong</password>";
    let group = "<serviceProviderId>acme</serviceProviderId><groupId>oslo</groupId>";
    let email = "<userId>moe@acme.example</userId><emailAddress>a@b.example</emailAddress>";
    for (kind, body, known) in [
        ("LoginRequest22", login, &[R22, R22Patched, R23, R24, R2022_08, Independent][..]),
        ("LoginRequest22V3", login, &[R22Patched, R23, R24, R2022_08, Independent]),
        ("LoginRequest22V4", login, &[R22Patched, R24, R2022_08, Independent]),
        ("LoginRequest22V5", login, &[R24, R2022_08, Independent]),
        ("UserModifyRequest16", email, &[R17, R22, R22Patched, R23, R24, R2022_08, Independent]),
        ("UserModifyRequest22", email, &[R22Patched, R23, R24, R2022_08, Independent]),
        ("UserGetListInGroupPagedSortedListRequest", group, &[R23, R24, R2022_08, Independent]),
        ("UserPasswordInfoGetRequest22", user, &[R2022_08, Independent]),
        ("GroupPasswordRulesGetRequestRI", group, &[Independent]),
    ] {
        for release in [R17, R22, R22Patched, R23, R24, R2022_08, Independent] {
            let double = Double::start(Setup::default().release(release));
            let answer = Raw::connect(double.address(Transport::Tcp), "s").ask(kind, body);
            assert_eq!(!answer.contains("[Error 6004]"), known.contains(&release), "{kind}, {release:?}: {answer}");
        }
    }
}

#[test]
fn pages_begin_at_one_and_end_with_a_short_one() {
    let double = Double::start(Setup::default().company(Company::of_size(2_500)));
    let mut raw = Raw::logged_in(&double);
    let group = "<serviceProviderId>acme</serviceProviderId><groupId>oslo</groupId>";
    let mut page = |start: usize, size: usize| {
        let paging = format!(
            "<responsePagingControl><responseStartIndex>{start}</responseStartIndex>\
             <responsePageSize>{size}</responsePageSize></responsePagingControl>"
        );
        raw.ask("UserGetListInGroupPagedSortedListRequest", &format!("{group}{paging}"))
    };
    let (first, last) = (ids(&page(1, 2000)), ids(&page(2001, 2000)));
    assert_eq!((first.len(), last.len()), (2000, 500));
    assert_eq!((first[0].as_str(), last[499].as_str()), ("u000001@acme.example", "u002500@acme.example"));
    assert!(ids(&page(2501, 2000)).is_empty());
    assert!(page(0, 10).contains("[Error 6004]") && page(1, 2001).contains("[Error 6004]"));
}

#[test]
fn criteria_add_up_and_only_some_lists_have_or() {
    let double = Double::start(Setup::default());
    let mut raw = Raw::logged_in(&double);
    let by = |what: &str, mode: &str, value: &str, any_case: bool| {
        format!(
            "<searchCriteria{what}><mode>{mode}</mode><value>{value}</value>\
             <isCaseInsensitive>{any_case}</isCaseInsensitive></searchCriteria{what}>"
        )
    };
    let provider = "<serviceProviderId>acme</serviceProviderId>";
    let mut find = |more: &str| ids(&raw.ask("UserGetListInServiceProviderRequest", &format!("{provider}{more}")));
    assert_eq!(find(&by("UserLastName", "Starts With", "LI", true)), ["lie@acme.example"]);
    assert!(find(&by("UserLastName", "Starts With", "LI", false)).is_empty());
    assert_eq!(find(&by("EmailAddress", "Equal To", "jo@acme.example", false)), ["dahl@acme.example"]);
    let both = by("Dn", "Contains", "5511", true) + &by("EmailAddress", "Contains", "ola", true);
    assert_eq!(find(&both), ["lie@acme.example"]);
    assert!(find(&(by("UserId", "Contains", "lie", true) + &by("UserId", "Contains", "vik", true))).is_empty());
    let sales = "<searchCriteriaExactUserDepartment><departmentKey xsi:type=\"GroupDepartmentKey\"><serviceProviderId>acme\
                 </serviceProviderId><groupId>bergen</groupId><name>Sales</name></departmentKey></searchCriteriaExactUserDepartment>";
    assert_eq!(find(sales), ["lie@acme.example"]);
    let down = "<sortOrder><sortByUserId><isAscending>false</isAscending><isCaseSensitive>true</isCaseSensitive>\
                </sortByUserId></sortOrder>";
    let either = by("UserId", "Contains", "lie", true) + &by("UserId", "Contains", "vik", true);
    let paged =
        format!("{provider}<groupId>bergen</groupId>{down}{either}<searchCriteriaModeOr>true</searchCriteriaModeOr>");
    let answer = raw.ask("UserGetListInGroupPagedSortedListRequest", &paged);
    assert_eq!(ids(&answer), ["vik@acme.example", "lie@acme.example"]);
}

#[test]
fn a_list_that_is_too_long_is_cut_or_refused() {
    for (overflow, rows) in [(Overflow::Cut, 2), (Overflow::Refuse, 0)] {
        let double = Double::start(Setup { overflow, ..Setup::default() });
        let body = "<serviceProviderId>acme</serviceProviderId><GroupId>oslo</GroupId><responseSizeLimit>2</responseSizeLimit>";
        let answer = Raw::logged_in(&double).ask("UserGetListInGroupRequest", body);
        assert_eq!((ids(&answer).len(), answer.contains("ErrorResponse")), (rows, rows == 0));
    }
}

#[test]
fn odd_names_and_any_encoding_come_through() {
    let odd = "odd/\\&<]]>'\"é漢@acme.example";
    for encodings in [Encodings::Mixed, Encodings::Latin1, Encodings::Utf8] {
        let double = Double::start(Setup { encodings, compact: true, byte_by_byte: true, ..Setup::default() });
        let body = "<serviceProviderId>acme</serviceProviderId><GroupId>oslo</GroupId>";
        let answer = Raw::logged_in(&double).ask("UserGetListInGroupRequest", body);
        let found = rows(&answer).into_iter().find(|row| row[0] == odd).unwrap_or_else(|| panic!("{answer}"));
        assert_eq!(found[1..3], ["O'Neil & \"Søn\" <]]>".to_owned(), "漢字".to_owned()]);
    }
}

#[test]
fn every_kind_of_login_reaches_what_is_its_own() {
    let mut company = Company::acme();
    company.add_provider("other", "Other").reseller = Some("dealer".to_owned());
    company.add_group("other", "paris", "Paris");
    company.add_users("other", "paris", 1);
    let mut add = |admin: Admin| company.add_admin(admin);
    add(Admin::new("p", "secret", LoginType::Provisioning));
    add(Admin { reseller: Some("dealer".to_owned()), ..Admin::new("r", "secret", LoginType::Reseller) });
    let department = Some("Sales".to_owned());
    add(Admin { department, ..Admin::new("d", "secret", LoginType::GroupDepartment).of("acme", "oslo") });
    let double = Double::start(Setup::default().company(company).admin(Admin::new("s", "secret", LoginType::System)));
    let user = ("moe@acme.example", crate::broadworks::FIRST_PASSWORD);
    let (provider, group) = ("<serviceProviderId>acme</serviceProviderId>", "<GroupId>oslo</GroupId>");
    let other = "<userId>u000001@other.example</userId>";
    let own = "<userId>moe@acme.example</userId>";
    let sales = "<userId>hansen@acme.example</userId>";
    // Providers, groups of acme, users of oslo, three users.
    for (login, expected) in [
        (("s", "secret"), [true, true, true, true, true, true]),
        (("p", "secret"), [true, true, true, true, true, true]),
        (SYSTEM_ADMIN, [true, true, true, true, true, true]),
        (("r", "secret"), [true, false, false, true, false, false]),
        (ADMIN, [false, true, true, false, true, true]),
        (crate::broadworks::GROUP_ADMIN, [false, false, true, false, true, true]),
        (("d", "secret"), [false, false, true, false, false, true]),
        (user, [false, false, false, false, true, false]),
    ] {
        let mut raw = Raw::logged_in_as(&double, login);
        let answers = [
            raw.ask("ServiceProviderGetListRequest", ""),
            raw.ask("GroupGetListInServiceProviderRequest", provider),
            raw.ask("UserGetListInGroupRequest", &format!("{provider}{group}")),
            raw.ask("UserGetRequest17sp4", other),
            raw.ask("UserGetRequest21", own),
            raw.ask("UserGetRequest23V2", sales),
        ];
        assert_eq!(answers.each_ref().map(|answer| !answer.contains("[Error 5404]")), expected, "{login:?}");
    }
    let mut raw = Raw::logged_in_as(&double, SYSTEM_ADMIN);
    assert!(raw.ask("UserGetRequest21", "<userId>nobody</userId>").contains("[Error 4008] User not found: nobody"));
    let nowhere = "<serviceProviderId>acme</serviceProviderId><GroupId>rome</GroupId>";
    assert!(raw.ask("UserGetListInGroupRequest", nowhere).contains("[Error 4152] Group not found: acme:rome"));
    assert_eq!(ids(&raw.ask("GroupGetListInSystemRequest", "")), ["bergen", "oslo", "paris"]);
    assert_eq!(rows(&raw.ask("UserGetListInSystemRequest", "")).len(), 8);
}

#[test]
fn what_comes_too_early_is_seen() {
    let double = Double::start(Setup::default());
    let mut raw = Raw::logged_in(&double);
    let two = document(&raw.session, &command("VerifySessionIsValidRequest", "")).repeat(2);
    raw.stream.write_all(two.as_bytes()).unwrap();
    raw.receive();
    assert_eq!(double.record().overlaps, 1);
}
