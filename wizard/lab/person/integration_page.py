"""What a person does on GitLab's own pages: sign in, fill in the settings of the Jira issue integration, reset them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx

from wizard.lab.person.browser import Browser, page_of
from wizard.lab.person.failure import Blocked
from wizard.lab.person.page import Form

_OF_INSTANCE = "/admin/application_settings/integrations/jira/edit"
_OF_A_GROUP = "/groups/{path}/-/settings/integrations/jira/edit"
_FROM_ABOVE = "use_inherited_settings"
_SETTINGS, _RESET = "integration", "reset"
_PASSWORD = "password"  # noqa: S105 - the name of a field
_BY_TOKEN = {1: "token", 2: "service-account"}
"""`jira_auth_type` -> the kind of account that the ready file names; all others sign in with name and password."""


def sign_in(browser: Browser, gitlab: Mapping[str, Any]) -> None:
    """Sign in with the form for user name and password."""
    answer = browser.open(f"{gitlab['url']}/users/sign_in")
    form = page_of(answer).form("user[login]")
    if form is None:
        raise Blocked(_seen(answer, "There is no form to sign in."))
    filled = {"user[login]": gitlab["user"], "user[password]": gitlab["token"]}
    done = browser.submit(str(answer.url), form, filled)
    if page_of(done).form("user[login]") is not None:
        raise Blocked(_seen(done, "Invalid login or password."))


def fill_in(browser: Browser, gitlab: Mapping[str, Any], group: str, values: Mapping[str, Any]) -> None:
    """Fill in and save the page of a group, or of the instance where `group` is empty.

    Boxes are ticked or cleared as `values` say; what it does not name stays as the page has it. The integration is
    switched on unless `active` is false. With `use_inherited_settings` all is taken over from above.
    """
    answer, form = _page(browser, gitlab, group, _SETTINGS)
    fields = {**form.fields, "service[inherit_from_id]": "inherit" if values.get(_FROM_ABOVE) else ""}
    for name, value in {"active": True, **values}.items():
        if name != _FROM_ABOVE:
            _fill(form, fields, f"service[{name}]", value)
    done = browser.submit(str(answer.url), replace(form, fields=fields), {})
    if done.status_code >= 400:
        raise Blocked(_seen(done, "The settings were not saved."))


def reset(browser: Browser, gitlab: Mapping[str, Any], group: str) -> None:
    """Press Reset on the page of a group, or of the instance where `group` is empty."""
    answer, form = _page(browser, gitlab, group, _RESET)
    done = browser.submit(str(answer.url), form, {})
    if done.status_code >= 400:
        raise Blocked(_seen(done, "The settings were not reset."))


def typed(integration: Mapping[str, Any], values: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return what to type, with the password of the account that the values name; "kept" leaves it as it is."""
    if values is None:
        first = integration["accounts"][0]
        return {"url": first["url"], "username": first["username"], _PASSWORD: first["token"]}
    filled = {name: value for name, value in values.items() if name != _PASSWORD}
    if values.get(_PASSWORD) == "kept" or not filled.get("url"):
        return filled
    base, user = filled.get("api_url") or filled["url"], filled.get("username")
    way = _BY_TOKEN.get(int(filled.get("jira_auth_type") or 0), "basic")
    fits = [one for one in integration["accounts"] if one["url"] == base and one["auth"] == way]
    account = next((one for one in fits if way != "basic" or one["username"] == user), None)
    if account is None:
        raise Blocked(f"Nobody told me the password of {user or 'the account'} at {base}.")
    return {**filled, _PASSWORD: account["token"]}


def _page(browser: Browser, gitlab: Mapping[str, Any], group: str, form_id: str) -> tuple[httpx.Response, Form]:
    path = _OF_A_GROUP.replace("{path}", group) if group else _OF_INSTANCE
    answer = browser.open(f"{gitlab['url']}{path}")
    form = next((one for one in page_of(answer).forms if one.id == form_id), None)
    if form is None:
        raise Blocked(_seen(answer, "The settings of the integration do not open."))
    return answer, form


def _fill(form: Form, fields: dict[str, str], name: str, value: Any) -> None:  # noqa: ANN401  # any value of the API
    if name in form.boxes:
        fields.pop(name, None)
        if value:
            fields[name] = form.boxes[name]
    elif name in form.fields:
        fields[name] = ",".join(map(str, value)) if isinstance(value, list | tuple) else _text(value)
    else:
        raise Blocked(f"The page has no field {name}.")


def _text(value: Any) -> str:  # noqa: ANN401  # any value of the API
    """Return what to type for a value; nothing is an empty field, and a zero is a zero."""
    return "" if value is None else str(value)


def _seen(answer: httpx.Response, otherwise: str) -> str:
    page = page_of(answer)
    return page.alert or page.text[:500] or f"{otherwise} ({answer.status_code})"
