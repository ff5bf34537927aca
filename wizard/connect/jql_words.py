"""Words that JQL keeps for itself: a Jira project whose key is one of them cannot be asked for without quotes.

Source: Atlassian support, Jira: JQL reserved words; GitLab issue 426176: GitLab sends the key without quotes.
"""

RESERVED = frozenset({
    "a", "abort", "access", "add", "after", "alias", "all", "alter", "an", "and", "any", "are", "as", "asc", "at",
    "audit", "avg", "be", "before", "begin", "between", "boolean", "break", "but", "by", "byte", "catch", "cf",
    "char", "character", "check", "checkpoint", "collate", "collation", "column", "commit", "connect", "continue",
    "count", "create", "current", "date", "decimal", "declare", "decrement", "default", "defaults", "define",
    "delete", "delimiter", "desc", "difference", "distinct", "divide", "do", "double", "drop", "else", "empty",
    "encoding", "end", "equals", "escape", "exclusive", "exec", "execute", "exists", "explain", "false", "fetch",
    "field", "file", "first", "float", "for", "from", "function", "go", "goto", "grant", "greater", "group",
    "having", "identified", "if", "immediate", "in", "increment", "index", "initial", "inner", "inout", "input",
    "insert", "int", "integer", "intersect", "intersection", "into", "is", "isempty", "isnull", "it", "join",
    "last", "left", "less", "like", "limit", "lock", "long", "max", "min", "minus", "mode", "modify", "modulo",
    "more", "multiply", "next", "no", "noaudit", "not", "notin", "nowait", "null", "number", "object", "of", "on",
    "option", "or", "order", "outer", "output", "power", "previous", "prior", "privileges", "public", "raise",
    "raw", "remainder", "rename", "resource", "return", "returns", "revoke", "right", "row", "rowid", "rownum",
    "rows", "s", "select", "session", "set", "share", "size", "smallint", "sqrt", "start", "strict", "string",
    "subtract", "such", "sum", "synonym", "t", "table", "that", "the", "their", "then", "there", "these", "they",
    "this", "to", "trans", "transaction", "trigger", "true", "uid", "union", "unique", "update", "user", "validate",
    "values", "varchar", "view", "was", "when", "whenever", "where", "while", "will", "with",
})  # fmt: skip


def is_reserved(key: str) -> bool:
    """Tell whether a project key is one of these words, in any case of letters."""
    return key.lower() in RESERVED
