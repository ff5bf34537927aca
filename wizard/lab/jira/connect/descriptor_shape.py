"""The parts of an app descriptor whose shape the site insists on; unknown members are tolerated."""

from typing import Annotated, Any, Literal

import msgspec

_Key = Annotated[str, msgspec.Meta(pattern=r"^[a-zA-Z0-9-._]+$", min_length=1, max_length=80)]
_ModuleKey = Annotated[str, msgspec.Meta(pattern=r"^[a-zA-Z0-9-]+$")]
_Text = Annotated[str, msgspec.Meta(min_length=1)]
_BaseUrl = Annotated[str, msgspec.Meta(max_length=200)]
_Scope = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(?i:none|read|write|delete|project_admin|space_admin|admin|act_as_user|access_email_addresses)$"
    ),
]


class Label(msgspec.Struct):
    value: str


class Page(msgspec.Struct):
    key: _ModuleKey
    name: Label
    url: _Text
    location: str = ""
    weight: int = 100


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


class Webhook(msgspec.Struct):
    event: _Text
    url: _Text


class Modules(msgspec.Struct, rename="camel"):
    jira_development_tool: DevelopmentTool | None = None
    jira_build_info_provider: InfoProvider | None = None
    jira_deployment_info_provider: InfoProvider | None = None
    jira_feature_flag_info_provider: InfoProvider | None = None
    post_install_page: Page | None = None
    configure_page: Page | None = None
    general_pages: list[Page] = []
    admin_pages: list[Page] = []
    webhooks: list[Webhook] = []


class Authentication(msgspec.Struct):
    type: Literal["jwt", "JWT", "none", "NONE"] = "jwt"


class Lifecycle(msgspec.Struct):
    installed: _Text | None = None
    uninstalled: _Text | None = None
    enabled: _Text | None = None
    disabled: _Text | None = None


class Vendor(msgspec.Struct):
    name: Annotated[str, msgspec.Meta(max_length=100)] = ""
    url: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Migrations(msgspec.Struct, rename="kebab"):
    gdpr: bool = False
    signed_install: bool = False
    context_qsh: bool = False


class Descriptor(msgspec.Struct):
    key: _Key
    base_url: _BaseUrl = msgspec.field(name="baseUrl")
    authentication: Authentication = msgspec.field(default_factory=Authentication)
    lifecycle: Lifecycle = msgspec.field(default_factory=Lifecycle)
    name: Annotated[str, msgspec.Meta(max_length=80)] = ""
    description: Annotated[str, msgspec.Meta(max_length=1400)] = ""
    vendor: Vendor = msgspec.field(default_factory=Vendor)
    version: str = ""
    api_version: int = msgspec.field(name="apiVersion", default=1)
    scopes: list[_Scope] = []
    modules: Modules = msgspec.field(default_factory=Modules)
    links: dict[str, Any] = {}
    migrations: Migrations = msgspec.field(name="apiMigrations", default_factory=Migrations)
