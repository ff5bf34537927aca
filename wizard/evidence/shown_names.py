"""The fields whose texts may be recorded. What is not here is hidden: a new field of a server cannot leak."""


def _listed(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADERS = _listed(
    """
    accept accept-encoding access-control-allow-methods access-control-allow-origin access-control-request-method
    age allow cache-control connection content-encoding content-length content-type cross-origin-opener-policy date
    host keep-alive origin ratelimit-limit ratelimit-observed ratelimit-reason ratelimit-remaining ratelimit-reset
    retry-after server strict-transport-security transfer-encoding user-agent vary via x-arequestid
    x-content-type-options x-frame-options x-gitlab-meta x-next-page x-page x-per-page x-prev-page x-ratelimit-limit
    x-ratelimit-nearlimit x-ratelimit-remaining x-ratelimit-reset x-request-id x-runtime x-seraph-loginreason
    x-total x-total-pages
    """
)

QUERY_KEYS = _listed(
    """
    accountId applicationType archived dataType expand fields id include_subgroups issueId jql maxResults
    min_access_level order_by page per_page permissions query ref ref_name search simple skip_groups sort startAt
    statistics
    """
)

KEYS = _listed(
    """
    accountType active allowed_integrations applicationRoles applicationType application_id application_name
    application_type avatar baseUrl branch branches byInstanceType callback_url client_id cloudId code commit
    committed_date configErrors count createdAt created_at default_branch deploymentType description detail displayUrl
    enabled enterprise error errorMessages error_description errors expires_at externalUrl fields full_name full_path
    grant_type groups host id instance instanceTypes issue issueKey jira_connect_additional_audience_url
    jira_connect_application_key jira_connect_proxy_url jira_forge_app_id kas key kind lastUpdated level message name
    name_with_namespace namespace path path_with_namespace permissions plugins pullrequest redirect_uri ref
    repositories repository repositoryName revision scm scope scopes self serverTime serverTitle short_id singleName
    slug state status summary title token_type type typeName type_id updated_at url username value version visibility
    web_url
    """
)
"""Of JSON objects. Names of people and addresses of mail are not among them."""
