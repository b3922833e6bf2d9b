//! The commands, each with the releases that know it and what it holds, in order.

use super::schema::{Of, Part, any, either, maybe, one};
use super::setup::Release;
use Release::{Independent, R17, R22, R22Patched, R23, R24, R2022_08};

/// A command.
pub(super) struct Spec {
    pub(super) name: &'static str,
    known: Known,
    pub(super) parts: &'static [Part],
}

enum Known {
    Since(Release),
    In(&'static [Release]),
}

/// The command of this name, if a release knows it.
pub(super) fn find(name: &str, release: Release) -> Option<&'static Spec> {
    COMMANDS.iter().find(|spec| spec.name == name).filter(|spec| match spec.known {
        Known::Since(since) => since <= release,
        Known::In(releases) => releases.contains(&release),
    })
}

const fn since(since: Release, name: &'static str, parts: &'static [Part]) -> Spec {
    Spec { name, known: Known::Since(since), parts }
}

const USER_ID: Of = Of::Token(1, 161);
const PROVIDER_ID: Of = Of::Bytes(1, 30);
const GROUP_ID: Of = Of::Token(1, 30);
const PASSWORD: Of = Of::Token(1, 60);
const PASSCODE: Of = Of::Token(1, 30);
const NAME: Of = Of::Token(1, 30);
const EXTERNAL_ID: Of = Of::Token(1, 36);
const MODE: Of = Of::Among(&["Starts With", "Contains", "Equal To"]);

const fn criteria(value: Of) -> [Part; 3] {
    [one("mode", MODE), one("value", value), one("isCaseInsensitive", Of::Flag)]
}
const LAST_NAME: Part = any("searchCriteriaUserLastName", Of::Holds(&criteria(NAME)));
const FIRST_NAME: Part = any("searchCriteriaUserFirstName", Of::Holds(&criteria(NAME)));
const DN: Part = any("searchCriteriaDn", Of::Holds(&criteria(Of::Token(1, 23))));
const EMAIL: Part = any("searchCriteriaEmailAddress", Of::Holds(&criteria(Of::Token(1, 80))));
const DEPARTMENT_NAME: Part = any("searchCriteriaDepartmentName", Of::Holds(&criteria(Of::Token(1, 50))));
const BY_USER_ID: Part = any("searchCriteriaUserId", Of::Holds(&criteria(USER_ID)));
const BY_EXTENSION: Part = any("searchCriteriaExtension", Of::Holds(&criteria(Of::Token(1, 20))));
const BY_EXTERNAL_ID: Part =
    any("searchCriteriaUserExternalId", Of::Holds(&[one("mode", MODE), one("value", EXTERNAL_ID)]));
const BY_GROUP_ID: Part = any("searchCriteriaGroupId", Of::Holds(&criteria(GROUP_ID)));
const BY_GROUP_NAME: Part = any("searchCriteriaGroupName", Of::Holds(&criteria(Of::Token(1, 80))));
const BY_PROVIDER_ID: Part = any("searchCriteriaServiceProviderId", Of::Holds(&criteria(PROVIDER_ID)));
const BY_PROVIDER_NAME: Part = any("searchCriteriaServiceProviderName", Of::Holds(&criteria(Of::Token(1, 80))));
const BY_RESELLER: Part = any("searchCriteriaResellerId", Of::Holds(&criteria(Of::Token(1, 36)))).since(R22);
const EXACT_PROVIDER: Part =
    maybe("searchCriteriaExactServiceProvider", Of::Holds(&[one("serviceProviderId", PROVIDER_ID)]));
const IN_TRUNK_GROUP: Part =
    maybe("searchCriteriaExactUserInTrunkGroup", Of::Holds(&[one("userInTrunkGroup", Of::Flag)]));
const PERSON_ID: Part = maybe("searchCriteriaExactUserPersonId", Of::Holds(&[one("userPersonId", Of::Token(1, 36))]));
const NETWORK_CLASS: Part =
    maybe("searchCriteriaExactUserNetworkClassOfService", Of::Holds(&[one("networkClassOfService", Of::Token(1, 40))]))
        .since(R22);
const DEPARTMENT_TYPES: &[(&str, &[Part])] = &[
    (
        "GroupDepartmentKey",
        &[one("serviceProviderId", PROVIDER_ID), one("groupId", GROUP_ID), one("name", Of::Token(1, 50))],
    ),
    ("EnterpriseDepartmentKey", &[one("serviceProviderId", PROVIDER_ID), one("name", Of::Token(1, 50))]),
];
const IN_DEPARTMENT: Part =
    maybe("searchCriteriaExactUserDepartment", Of::Holds(&[one("departmentKey", Of::Typed(DEPARTMENT_TYPES))]));
const LIMIT: Part = maybe("responseSizeLimit", Of::Number(1, i64::MAX));
const OR: Part = maybe("searchCriteriaModeOr", Of::True);
const PAGING: Part = maybe(
    "responsePagingControl",
    Of::Holds(&[one("responseStartIndex", Of::Number(1, i64::MAX)), one("responsePageSize", Of::Number(1, 2000))]),
);

const HOW: Of = Of::Holds(&[one("isAscending", Of::Flag), one("isCaseSensitive", Of::Flag)]);
const USER_SORT: Part = maybe(
    "sortOrder",
    Of::Holds(&[either(&[
        &[one("sortByUserId", HOW)],
        &[one("sortByUserLastName", HOW)],
        &[one("sortByUserFirstName", HOW)],
        &[one("sortByDepartmentName", HOW)],
        &[one("sortByDn", HOW)],
        &[one("sortByExtension", HOW)],
        &[one("sortByEmailAddress", HOW)],
    ])]),
)
.up_to(3);
const GROUP_SORT: Part =
    maybe("sortOrder", Of::Holds(&[either(&[&[one("sortByGroupId", HOW)], &[one("sortByGroupName", HOW)]])])).up_to(3);

const ONLY_USER: &[Part] = &[one("userId", USER_ID)];
const OF_PROVIDER: &[Part] = &[one("serviceProviderId", PROVIDER_ID)];
const OF_GROUP: &[Part] = &[one("serviceProviderId", PROVIDER_ID), one("groupId", GROUP_ID)];
const PLAIN_LOGIN: &[Part] = &[one("userId", USER_ID), one("password", PASSWORD)];
// The schema lets the password be absent, which the server does not.
const SIGNED_LOGIN: &[Part] =
    &[one("userId", USER_ID), maybe("password", PASSWORD), maybe("signedPassword", Of::Token(1, 1000))];

/// What some clients send although the schema forbids it.
pub(super) const LENIENT_LOGOUT: &[Part] = &[one("userId", USER_ID), maybe("reason", Of::Token(1, 100))];

/// A form of UserModify: what all have, where the forms differ first, and what the later ones have at the end. Aliases,
/// endpoints, postal addresses and alternate ids are not known here.
macro_rules! user_modify {
    ($name_dialing:expr $(, $tail:expr)*) => {
        &[
            one("userId", USER_ID),
            maybe("lastName", NAME),
            maybe("firstName", NAME),
            maybe("callingLineIdLastName", NAME),
            maybe("callingLineIdFirstName", NAME),
            $name_dialing,
            maybe("hiraganaLastName", NAME),
            maybe("hiraganaFirstName", NAME),
            maybe("phoneNumber", Of::Token(1, 23)).nil(),
            maybe("extension", Of::Token(2, 20)).nil(),
            maybe("callingLineIdPhoneNumber", Of::Token(1, 23)).nil(),
            maybe("oldPassword", PASSWORD),
            maybe("newPassword", PASSWORD).nil(),
            maybe("department", Of::Typed(DEPARTMENT_TYPES)).nil(),
            maybe("language", Of::Token(1, 40)),
            maybe("timeZone", Of::Token(1, 127)),
            maybe("title", Of::Token(1, 50)).nil(),
            maybe("pagerPhoneNumber", Of::Token(1, 30)).nil(),
            maybe("mobilePhoneNumber", Of::Token(1, 30)).nil(),
            maybe("emailAddress", Of::Token(1, 80)).nil(),
            maybe("yahooId", Of::Token(1, 161)).nil(),
            maybe("addressLocation", Of::Token(1, 80)).nil(),
            maybe("networkClassOfService", Of::Token(1, 40)),
            maybe("officeZoneName", Of::Token(1, 80)),
            maybe("primaryZoneName", Of::Token(1, 80)),
            $($tail,)*
        ]
    };
}
const NAME_DIALING: Part =
    maybe("nameDialingName", Of::Holds(&[one("nameDialingLastName", NAME), one("nameDialingFirstName", NAME)])).nil();
const IMP_ID: Part = maybe("impId", USER_ID).nil();
const IMP_PASSWORD: Part = maybe("impPassword", PASSWORD).nil();
const ALLOW_VIDEO: Part = maybe("allowVideo", Of::Flag);

const COMMANDS: &[Spec] = &[
    since(R17, "AuthenticationRequest", ONLY_USER),
    since(
        R17,
        "LoginRequest14sp4",
        &[one("userId", USER_ID), maybe("signedPassword", Of::Token(1, 1000)), maybe("plainTextPassword", PASSWORD)],
    ),
    since(R22, "LoginRequest22", PLAIN_LOGIN),
    since(R22, "LoginRequest22V2", PLAIN_LOGIN),
    since(R22Patched, "LoginRequest22V3", PLAIN_LOGIN),
    // It came with a patch of R22 that R23 did not have yet.
    Spec { name: "LoginRequest22V4", known: Known::In(&[R22Patched, R24, R2022_08, Independent]), parts: SIGNED_LOGIN },
    since(R24, "LoginRequest22V5", SIGNED_LOGIN),
    since(
        R17,
        "LogoutRequest",
        &[
            one("userId", USER_ID),
            maybe(
                "reason",
                Of::Among(&["Client Logout", "Server Connection Failure", "Open Client Server Forced Logout"]),
            ),
        ],
    ),
    since(R17, "VerifySessionIsValidRequest", &[]),
    since(R17, "SystemSoftwareVersionGetRequest", &[]),
    since(
        R17,
        "ServiceProviderGetListRequest",
        &[maybe("isEnterprise", Of::Flag), LIMIT, BY_PROVIDER_ID, BY_PROVIDER_NAME, BY_RESELLER],
    ),
    since(
        R17,
        "GroupGetListInServiceProviderRequest",
        &[one("serviceProviderId", PROVIDER_ID), LIMIT, BY_GROUP_ID, BY_GROUP_NAME],
    ),
    since(
        R23,
        "GroupGetListInServiceProviderPagedSortedListRequest",
        &[one("serviceProviderId", PROVIDER_ID), PAGING, GROUP_SORT, BY_GROUP_ID, BY_GROUP_NAME, OR],
    ),
    since(
        R17,
        "GroupGetListInSystemRequest",
        &[LIMIT, BY_GROUP_ID, BY_GROUP_NAME, EXACT_PROVIDER, BY_PROVIDER_ID, BY_RESELLER],
    ),
    since(
        R17,
        "UserGetListInGroupRequest",
        &[
            one("serviceProviderId", PROVIDER_ID),
            // The capital letter is the schema's own.
            one("GroupId", GROUP_ID),
            LIMIT,
            LAST_NAME,
            FIRST_NAME,
            DN,
            EMAIL,
            IN_DEPARTMENT,
            IN_TRUNK_GROUP,
            BY_USER_ID.since(R22),
            BY_EXTERNAL_ID.since(Independent),
            PERSON_ID.since(Independent),
            BY_EXTENSION.since(R22),
        ],
    ),
    since(
        R23,
        "UserGetListInGroupPagedSortedListRequest",
        &[
            either(&[OF_GROUP, &[one("groupExternalId", EXTERNAL_ID)]]),
            PAGING,
            USER_SORT,
            LAST_NAME,
            FIRST_NAME,
            DN,
            EMAIL,
            DEPARTMENT_NAME,
            IN_TRUNK_GROUP,
            BY_USER_ID,
            BY_EXTERNAL_ID.since(Independent),
            PERSON_ID.since(Independent),
            BY_EXTENSION,
            maybe("searchCriteriaExactDnActivation", Of::Holds(&[one("activated", Of::Flag)])),
            OR,
        ],
    ),
    since(
        R17,
        "UserGetListInServiceProviderRequest",
        &[
            one("serviceProviderId", PROVIDER_ID),
            LIMIT,
            LAST_NAME,
            FIRST_NAME,
            DN,
            EMAIL,
            IN_TRUNK_GROUP,
            BY_USER_ID.since(R22),
            BY_EXTERNAL_ID.since(Independent),
            PERSON_ID.since(Independent),
            BY_EXTENSION.since(R22),
            IN_DEPARTMENT,
        ],
    ),
    since(
        R17,
        "UserGetListInSystemRequest",
        &[
            LIMIT,
            LAST_NAME,
            FIRST_NAME,
            DN,
            EMAIL,
            BY_GROUP_ID,
            EXACT_PROVIDER,
            BY_PROVIDER_ID,
            IN_TRUNK_GROUP,
            NETWORK_CLASS,
            BY_USER_ID.since(R22),
            BY_EXTERNAL_ID.since(Independent),
            PERSON_ID.since(Independent),
            BY_EXTENSION.since(R22),
            BY_RESELLER,
        ],
    ),
    since(R17, "UserGetRequest17sp4", ONLY_USER),
    since(R22, "UserGetRequest21", ONLY_USER),
    since(R23, "UserGetRequest23V2", ONLY_USER),
    since(
        R17,
        "PasswordModifyRequest",
        &[one("userId", USER_ID), maybe("oldPassword", PASSWORD), one("newPassword", PASSWORD)],
    ),
    // This form has no such name yet.
    since(R17, "UserModifyRequest16", user_modify!(NAME_DIALING.up_to(0))),
    since(R17, "UserModifyRequest17sp4", user_modify!(NAME_DIALING, IMP_ID, IMP_PASSWORD)),
    since(R22, "UserModifyRequest21", user_modify!(NAME_DIALING, IMP_ID, IMP_PASSWORD, ALLOW_VIDEO)),
    since(
        R22Patched,
        "UserModifyRequest22",
        user_modify!(
            NAME_DIALING,
            IMP_ID,
            IMP_PASSWORD,
            ALLOW_VIDEO,
            maybe("newUserExternalId", EXTERNAL_ID).since(Independent),
            maybe("newUserPersonId", EXTERNAL_ID).nil().since(Independent)
        ),
    ),
    since(
        R17,
        "UserPortalPasscodeModifyRequest",
        &[one("userId", USER_ID), maybe("oldPasscode", PASSCODE), one("newPasscode", PASSCODE)],
    ),
    since(R17, "UserPasswordInfoGetRequest", ONLY_USER),
    since(R2022_08, "UserPasswordInfoGetRequest22", ONLY_USER),
    since(R17, "UserPortalPasscodeGetInfoRequest", ONLY_USER),
    since(R17, "GroupPasswordRulesGetRequest16", OF_GROUP),
    since(R22, "GroupPasswordRulesGetRequest22", OF_GROUP),
    since(Independent, "GroupPasswordRulesGetRequestRI", OF_GROUP),
    since(R17, "ServiceProviderPasswordRulesGetRequest16", OF_PROVIDER),
    since(R22, "ServiceProviderPasswordRulesGetRequest22", OF_PROVIDER),
    since(Independent, "ServiceProviderPasswordRulesGetRequestRI", OF_PROVIDER),
    since(R17, "SystemPasswordRulesGetRequest16", &[]),
    since(R22, "SystemPasswordRulesGetRequest22", &[]),
    since(R24, "SystemPasswordRulesGetRequest23", &[]),
    since(R2022_08, "SystemPasswordRulesGetRequest24", &[]),
    since(Independent, "SystemPasswordRulesGetRequestRI", &[]),
    since(R22, "UserPortalPasscodeRulesGetRequest", &[either(&[ONLY_USER, OF_GROUP])]),
    since(R17, "GroupPortalPasscodeRulesGetRequest", OF_GROUP),
    since(R22, "GroupPortalPasscodeRulesGetRequest19", OF_GROUP),
    since(Independent, "GroupPortalPasscodeRulesGetRequestRI", OF_GROUP),
    since(R17, "ServiceProviderPortalPasscodeRulesGetRequest", OF_PROVIDER),
    since(R22, "ServiceProviderPortalPasscodeRulesGetRequest19", OF_PROVIDER),
    since(R22, "ServiceProviderPortalPasscodeRulesGetRequest22", OF_PROVIDER),
    since(Independent, "ServiceProviderPortalPasscodeRulesGetRequestRI", OF_PROVIDER),
    since(R17, "SystemPortalPasscodeRulesGetRequest", &[]),
    since(R22, "SystemPortalPasscodeRulesGetRequest19", &[]),
    since(Independent, "SystemPortalPasscodeRulesGetRequestRI", &[]),
    since(
        R22,
        "PasswordGenerateRequest",
        &[one(
            "userPassword",
            Of::Holds(&[
                one("serviceProviderId", PROVIDER_ID),
                one("groupId", GROUP_ID),
                maybe("userId", USER_ID),
                maybe("generatePassword", Of::True),
                maybe("generatePasscode", Of::True),
                maybe("generateSipPassword", Of::True),
            ]),
        )],
    ),
];
