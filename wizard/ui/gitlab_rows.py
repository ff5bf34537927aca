"""What a first look at a GitLab saw, as rows: name, reach, certificate, proxy, version."""

from wizard.domain.host import Place, place_of
from wizard.domain.route import GITLAB_COM
from wizard.journey.values import GitLabSeen, GitLabSignedIn, Mark
from wizard.ui.i18n import tr, trn
from wizard.ui.status_row import StatusRow

_TITLE_WIDTH = 110


def rows(seen: GitLabSeen, signed_in: GitLabSignedIn | None, *, alone: bool = False) -> list[StatusRow]:
    """Return the rows for an instance that answered; nothing of the app where the integration is set up `alone`."""
    made = [_row("address", tr("Address"), Mark.OK, ", ".join(seen.addresses) or seen.host_unicode)]
    own = seen.url != GITLAB_COM
    if own and not alone:  # the integration is called by nobody: GitLab itself asks Jira
        made.append(_reach(seen))
    if seen.issuer:
        made.append(_row("certificate", tr("Certificate"), Mark.OK, _certificate(seen)))
    made.append(_row("proxy", tr("Proxy"), Mark.OK, _proxy(seen)))
    if own:
        made.append(_version(signed_in, alone=alone))
    return made


def _row(what: str, title: str, mark: Mark, note: str) -> StatusRow:
    made = StatusRow(f"gitlab.{what}", title, title_width=_TITLE_WIDTH)
    made.change(mark, note)
    return made


def _reach(seen: GitLabSeen) -> StatusRow:
    private = any(place_of(address) in (Place.PRIVATE, Place.FORBIDDEN) for address in seen.addresses)
    if private:
        note = tr("a private address from here; Jira and GitLab.com need a public one, or a way in")
        return _row("reach", tr("From outside"), Mark.WARNING, note)
    note = tr("a public address; whether a firewall lets GitLab.com in cannot be seen from this computer")
    return _row("reach", tr("From outside"), Mark.SKIPPED, note)


def _certificate(seen: GitLabSeen) -> str:
    if seen.days_left is None:
        return seen.issuer
    return trn(
        "issued by {issuer}, {n} day left", "issued by {issuer}, {n} days left", seen.days_left, issuer=seen.issuer
    )


def _proxy(seen: GitLabSeen) -> str:
    if not seen.proxy.url:
        return tr("none; this computer asks GitLab directly")
    return tr("{proxy}, set by: {source}", proxy=seen.proxy.url.rpartition("@")[2], source=seen.proxy.source)


def _version(signed_in: GitLabSignedIn | None, *, alone: bool) -> StatusRow:
    if signed_in is None or not signed_in.version:
        note = tr("GitLab tells it to signed-in people only: it is read on the next page. 15.7 or newer is needed.")
        if alone:
            note = tr("GitLab tells it to signed-in people only: it is read on the next page.")
        return _row("version", tr("Version"), Mark.WAITING, note)
    return _row("version", tr("Version"), Mark.OK, tr("GitLab {version}", version=signed_in.version))
