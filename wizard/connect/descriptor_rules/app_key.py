"""Jira makes a user of the key, and a user's name is shorter than the schema lets a key be."""

from collections.abc import Iterator

from wizard.connect.descriptor_problem import PROVISIONING, DescriptorProblem, refusal
from wizard.connect.descriptor_rules._base import Case
from wizard.connect.identity import KEY_LENGTH
from wizard.domain.text import T


def problems(case: Case) -> Iterator[DescriptorProblem]:
    key = case.text("key")
    if len(key) > KEY_LENGTH:
        reason = T("The key has {found} characters; Jira can make a user of {most}", found=len(key), most=KEY_LENGTH)
        fix = T("Cut it to {most}; GitLab cuts it by itself.", most=KEY_LENGTH)
        yield refusal("descriptor-key-too-long", ("key",), reason, fix, PROVISIONING)
