"""The parts of an app descriptor whose shape the site insists on; unknown members are tolerated."""

from typing import Annotated, Any, Literal

import msgspec

_Key = Annotated[str, msgspec.Meta(pattern=r"^[a-zA-Z0-9-._]+\Z", min_length=1, max_length=80)]
_ModuleKey = Annotated[str, msgspec.Meta(pattern=r"^[a-zA-Z0-9-]+\Z")]
_Text = Annotated[str, msgspec.Meta(min_length=1)]
_BaseUrl = Annotated[str, msgspec.Meta(pattern=r"^((https|http)://.+|)\Z", max_length=200)]
_Integer = Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]
_SCOPES = "none|read|write|delete|project_admin|space_admin|admin|act_as_user|access_email_addresses"
_Scope = Annotated[str, msgspec.Meta(pattern=rf"^({_SCOPES}|{_SCOPES.upper()})\Z")]


class Label(msgspec.Struct):
    value: str
    i18n: str = ""


class Icon(msgspec.Struct):
    url: _Text


class Page(msgspec.Struct, rename="camel"):
    key: _ModuleKey
    name: Label
    url: _Text
    location: str = ""
    weight: _Integer = 100
    cacheable: bool = False
    full_page: bool = False
    conditions: list[dict[str, Any]] = []
    params: dict[str, Any] = {}
    icon: Icon | msgspec.UnsetType = msgspec.UNSET


class Fragment(msgspec.Struct):
    """What every module may say; which of it must be there depends on its kind."""

    key: _ModuleKey | msgspec.UnsetType = msgspec.UNSET
    name: Label | msgspec.UnsetType = msgspec.UNSET
    url: _Text | msgspec.UnsetType = msgspec.UNSET
    location: str = ""
    conditions: list[dict[str, Any]] = []


class Single(msgspec.Struct):
    """One condition."""

    condition: str
    invert: bool = False
    params: dict[str, Any] = {}


class Composite(msgspec.Struct):
    """Several conditions together."""

    type: Literal["and", "AND", "or", "OR"] = "and"
    conditions: list[dict[str, Any]] = []


class Template(msgspec.Struct):
    template_url: str = msgspec.field(name="templateUrl")


class DevelopmentTool(msgspec.Struct, rename="camel"):
    application: Label
    capabilities: list[Literal["branch", "BRANCH", "commit", "COMMIT", "pull_request", "PULL_REQUEST"]]
    key: _ModuleKey
    logo_url: _Text
    name: Label
    url: _Text
    actions: dict[str, Template] = {}


class InfoProvider(msgspec.Struct, rename="camel"):
    key: _ModuleKey
    name: Label
    home_url: _Text
    logo_url: _Text | msgspec.UnsetType = msgspec.UNSET
    documentation_url: _Text | msgspec.UnsetType = msgspec.UNSET
    actions: dict[str, Template] = {}


class Webhook(msgspec.Struct, rename="camel"):
    event: _Text
    url: _Text
    exclude_body: bool = False
    filter: str = ""
    property_keys: list[str] = []


class Modules(msgspec.Struct, rename="camel"):
    jira_development_tool: DevelopmentTool | None = None
    jira_build_info_provider: InfoProvider | None = None
    jira_deployment_info_provider: InfoProvider | None = None
    jira_feature_flag_info_provider: InfoProvider | None = None
    jira_remote_link_info_provider: InfoProvider | None = None
    post_install_page: Page | None = None
    configure_page: Page | None = None
    general_pages: list[Page] = []
    admin_pages: list[Page] = []
    webhooks: list[Webhook] = []


class Authentication(msgspec.Struct):
    type: Literal["jwt", "JWT", "none", "NONE"] = "jwt"
    public_key: str = msgspec.field(name="publicKey", default="")


class Lifecycle(msgspec.Struct):
    installed: _Text | msgspec.UnsetType = msgspec.UNSET
    uninstalled: _Text | msgspec.UnsetType = msgspec.UNSET
    enabled: _Text | msgspec.UnsetType = msgspec.UNSET
    disabled: _Text | msgspec.UnsetType = msgspec.UNSET


class Vendor(msgspec.Struct):
    name: Annotated[str, msgspec.Meta(max_length=100)] = ""
    url: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Migrations(msgspec.Struct, rename="kebab"):
    gdpr: bool = False
    signed_install: bool = False
    context_qsh: bool = False


class Translations(msgspec.Struct):
    paths: dict[str, Any]


class Descriptor(msgspec.Struct):
    key: _Key
    base_url: _BaseUrl = msgspec.field(name="baseUrl")
    authentication: Authentication
    lifecycle: Lifecycle = msgspec.field(default_factory=Lifecycle)
    name: Annotated[str, msgspec.Meta(max_length=80)] = ""
    description: Annotated[str, msgspec.Meta(max_length=1400)] = ""
    vendor: Vendor = msgspec.field(default_factory=Vendor)
    version: str = ""
    api_version: _Integer = msgspec.field(name="apiVersion", default=1)
    scopes: list[_Scope] = []
    modules: Modules = msgspec.field(default_factory=Modules)
    links: dict[str, Any] = {}
    licensed: bool = msgspec.field(name="enableLicensing", default=False)
    translations: Translations | msgspec.UnsetType = msgspec.UNSET
    migrations: Migrations = msgspec.field(name="apiMigrations", default_factory=Migrations)
