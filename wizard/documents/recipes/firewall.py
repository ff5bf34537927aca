"""Recipe: which connections a firewall has to let through, and the rules for it."""

import json

from wizard.documents.recipes._base import Case, Recipe
from wizard.documents.recipes._flows import Flow, flows
from wizard.documents.recipes._ranges import LIST_URL, Ranges
from wizard.documents.sheet import Cell, Section, Sheet, Table
from wizard.domain.route import Route
from wizard.domain.text import T, Text


def _applies(case: Case) -> bool:
    return case.route is not Route.DVCS


def _make(case: Case) -> Sheet:
    known = flows(case)
    inbound = next((flow for flow in known if flow.ranges is not None), None)
    sections = [_table(known)]
    if inbound is not None and inbound.ranges is not None:
        sections += _rules(inbound, inbound.ranges)
    outbound = "".join(f"{flow.target}:{flow.port}\n" for flow in known if not flow.inbound)
    sections.append(
        Section(
            T("Outgoing, by name"),
            (T("Allow these by name: their addresses change, and no list of them is kept for outgoing traffic."),),
            code=outbound,
            file_name="outgoing-hosts.txt",
        )
    )
    return Sheet(T("Firewall"), _lead(case), tuple(sections))


def _lead(case: Case) -> tuple[Text, ...]:
    if case.route is Route.SAAS:
        return (
            T("GitLab.com and Jira Cloud reach each other. Rules are needed only where your Atlassian organization has "
              "an IP allowlist: add these addresses there (admin.atlassian.com, Security, IP allowlists)."),
        )  # fmt: skip
    lead = T("What {gitlab} and {jira} need of each other.", gitlab=case.gitlab.host, jira=case.jira.host)
    if case.route is Route.INTEGRATION:
        return (lead, T("On this way GitLab calls Jira, and nothing calls GitLab."))
    if case.route is Route.LEAF:
        said = T(
            "Allow the addresses of your proxy {proxy}, which nobody but you knows: the events come from there, and "
            "neither from Atlassian nor from GitLab.com.",
            proxy=case.proxy.host,
        )
        return (lead, said)
    if case.sources is case.gitlab_com:
        return (
            lead,
            T("Allowing Atlassian's addresses is not enough on this way: the events come from GitLab.com."),
        )
    return (lead, T("On this way Jira calls the instance itself: allow Atlassian's addresses, not GitLab.com's."))


def _table(known: tuple[Flow, ...]) -> Section:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            flow.source,
            f"{flow.target}:{flow.port}",
            T("incoming") if flow.inbound else T("outgoing"),
            flow.why,
            ", ".join(map(str, flow.ranges.networks))
            if flow.ranges
            else T("where your people work")
            if flow.inbound
            else T("this instance"),
        )
        for flow in known
    )
    heads = (T("From"), T("To"), T("Direction"), T("Why"), T("Addresses of the source"))
    return Section(T("Connections"), (), Table(heads, rows))


def _source(ranges: Ranges) -> tuple[Text, ...]:
    said = T("Source: {source}, as of {date}. These addresses change.", source=ranges.source, date=ranges.read_on)
    if ranges.fetched or ranges.source != LIST_URL:
        return (said, T("Look there before you rely on them, and again every month."))
    return (
        said,
        T(
            "This is a part, gathered from public configurations, not the whole list: fetch {url} and use your copy "
            "here (button above).",
            url=LIST_URL,
        ),
    )


def _rules(flow: Flow, ranges: Ranges) -> list[Section]:
    port, owner = flow.port, ranges.owner
    plain = "".join(f"{network}\n" for network in ranges.networks)
    found = [Section(T("Addresses of {owner}", owner=owner), _source(ranges), code=plain, file_name="addresses.txt")]
    if not flow.inbound:
        return found
    keep = T("Other sources keep what your own rules say: browsers of your administrators need a way in too.")
    return [
        *found,
        Section(T("nftables"), (keep,), code=nftables(ranges, port), file_name="gitlab-jira.nft"),
        Section(T("ufw"), code=ufw(ranges, port), file_name="gitlab-jira-ufw.sh"),
        Section(
            T("Security group (AWS)"),
            (T("For: aws ec2 authorize-security-group-ingress --group-id GROUP --ip-permissions file://rules.json"),),
            code=security_group(ranges, port),
            file_name="rules.json",
        ),
    ]


def nftables(ranges: Ranges, port: int) -> str:
    """Return a table for `nft -f` with a set a family, and the rules that use them."""
    sets, rules = [], []
    for version, kind, protocol in ((4, "ipv4_addr", "ip"), (6, "ipv6_addr", "ip6")):
        networks = ranges.of(version)
        if networks:
            elements = ",\n            ".join(map(str, networks))
            sets.append(
                f"    set source{version} {{\n        type {kind}\n        flags interval\n"
                f"        elements = {{\n            {elements}\n        }}\n    }}\n"
            )
            rules.append(f"        {protocol} saddr @source{version} tcp dport {port} accept\n")
    return (
        f"# {ranges.owner}, as of {ranges.read_on}.\n"
        "# Where another chain drops, put the rules there: accept here does not overrule it.\n"
        "table inet gitlab_jira {\n" + "".join(sets) + "    chain input {\n"
        "        type filter hook input priority filter; policy accept;\n" + "".join(rules) + "    }\n}\n"
    )


def ufw(ranges: Ranges, port: int) -> str:
    """Return one ufw call a network."""
    return "".join(
        f"sudo ufw allow proto tcp from {network} to any port {port} comment '{ranges.owner}'\n"
        for network in ranges.networks
    )


def security_group(ranges: Ranges, port: int) -> str:
    """Return the ip-permissions of a security group."""
    note = f"{ranges.owner}, as of {ranges.read_on}"
    permission: dict[str, object] = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
    if ranges.of(4):
        permission["IpRanges"] = [{"CidrIp": str(one), "Description": note} for one in ranges.of(4)]
    if ranges.of(6):
        permission["Ipv6Ranges"] = [{"CidrIpv6": str(one), "Description": note} for one in ranges.of(6)]
    return json.dumps([permission], indent=2) + "\n"


RECIPE = Recipe("firewall", T("Firewall"), 200, _applies, _make)
