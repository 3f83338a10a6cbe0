"""Attempts over HTTP: the Hub, its proxy, other people's servers, the class service."""

from __future__ import annotations

from tests.hub.test_matrix import TABLE
from tests.secrecy.attempts import Attempt

STUDENT = 2
"""The place of a student in the rows of the table of who may what."""
NAMES = {
    "C": "$CLASS", "N": "$SCHOOL", "H": "$CHALLENGE", "U": "$BEN_NAME", "P": "$PROBLEM",
    "S": "$SUBMISSION", "R": "regrade-1",
}  # fmt: skip
STAFF_ROUTES = [
    (verb, "/".join(NAMES.get(part, part) for part in path.split("/")))
    for (verb, path), row in TABLE.items()
    if row[STUDENT] in {403, 404} and path not in {"classes/join", "classes"}
]
READS = [path for verb, path in STAFF_ROUTES if verb == "GET" and "regrade-1" not in path]
HEADERS = " ".join(
    f"-H '{one}'" if "$" not in one else f'-H "{one}"'
    for one in (
        "X-Test-Who: $PROF_NAME:staff",
        "X-Forwarded-User: $PROF_NAME",
        "X-Remote-User: $PROF_NAME",
        "Remote-User: $PROF_NAME",
        "X-JupyterHub-User: $PROF_NAME",
        "X-Forwarded-For: 127.0.0.1",
        "X-Scopes: custom:codemm:instruct",
        "Cookie: service-codemm=$PROF_NAME; jupyterhub-services=$PROF_NAME; username=$PROF_NAME",
    )
)


def each(base: str, more: str = "", query: str = "") -> str:
    """Return a script that tries every route of staff."""
    body = """-H 'Content-Type: application/json' -d '{"user":"x","role":"admin","version":1}'"""
    return "\n".join(
        f'try {verb} "{base}/{path}{query}" {"" if verb == "GET" else body} {more}'
        for verb, path in STAFF_ROUTES
    )


def reads(base: str) -> str:
    """Return the control of that: what only reads, so that everything stays as it is."""
    return "\n".join(f'try GET "{base}/{path}"' for path in READS)


HUB = (
    Attempt("another's account at the Hub", 'try GET "$HUB_API/users/$BEN_NAME"', "hub"),
    Attempt("who is on the Hub", 'ask GET "$HUB_API/users" | grep -q "$BEN_NAME" && reached; '
            'JUPYTERHUB_API_TOKEN=$PERSONAL; '
            'ask GET "$HUB_API/users" | grep -q "$BEN_NAME" && reached', "hub"),
    Attempt("another's tokens", 'try GET "$HUB_API/users/$PROF_NAME/tokens"', "hub"),
    Attempt(
        "a new token in another's name",
        'try POST "$HUB_API/users/$PROF_NAME/tokens" -d "{}"', "hub",
    ),
    Attempt(
        "a new token of one's own that acts as staff",
        "for wish in '{\"scopes\":[\"custom:codemm:instruct\"]}' '{\"roles\":[\"codemm-staff\"]}' "
        "'{\"roles\":[\"admin\"]}' '{\"scopes\":[\"admin:users\"]}'; do "
        'try POST "$HUB_API/users/$ANN_NAME/tokens" -d "$wish"; done', "hub",
        'try POST "$HUB_API/users/$PROF_NAME/tokens" -d '
        "'{\"scopes\":[\"custom:codemm:instruct\"]}'",
    ),
    Attempt("services of the Hub", 'try GET "$HUB_API/services/codemm"', "hub"),
    Attempt("groups of the Hub", 'try GET "$HUB_API/groups/codemm-staff"', "hub"),
    Attempt(
        "joining the group of staff",
        'try POST "$HUB_API/groups/codemm-staff/users" -d "{\\"users\\":[\\"$ANN_NAME\\"]}"', "hub",
        'try POST "$HUB_API/groups/codemm-staff/users" -d "{\\"users\\":[\\"$PROF_NAME\\"]}"',
    ),
    Attempt(
        "becoming an admin of the Hub",
        'try PATCH "$HUB_API/users/$ANN_NAME" -d \'{"admin":true}\'; '
        'try POST "$HUB_API/users" -d \'{"usernames":["ann2"],"admin":true}\'; '
        'try POST "$HUB_API/shutdown" -d "{}"; try GET "$HUB_API/proxy"', "hub",
        'try GET "$HUB_API/proxy"',
    ),
    Attempt(
        "stopping another's server",
        'try DELETE "$HUB_API/users/$BEN_NAME/server"; '
        'try GET "$HUB_API/users/$BEN_NAME/server/progress"', "hub",
        'try GET "$HUB_API/users/$BEN_NAME/server/progress"',
    ),
    Attempt(
        "the interface of the Hub's proxy",
        'try GET "http://127.0.0.1:$PROXY_API/api/routes"; '
        'curl -sS "http://127.0.0.1:$PROXY_API/api/routes" | grep -q target && reached; '
        'try POST "http://127.0.0.1:$PROXY_API/api/routes/services/codemm" -d \'{"target":"x"}\'',
        "root",
        'PERSONAL=$PROXY_TOKEN; try GET "http://127.0.0.1:$PROXY_API/api/routes"',
    ),
    Attempt(
        "the service's own way into the Hub",
        'for guess in codemm "" service-codemm; do try POST "$HUB_API/oauth2/token" '
        '-d "client_id=service-codemm&client_secret=$guess&grant_type=authorization_code&code=x"; '
        'done; for guess in codemm "" service-codemm; do '
        'PERSONAL=$guess; JUPYTERHUB_API_TOKEN=$guess; try GET "$HUB_API/user"; done', "root",
        'PERSONAL=$SERVICE_TOKEN; try GET "$HUB_API/services/codemm"; try GET "$HUB_API/user"',
    ),
    Attempt(
        "another's server, by the proxy",
        "for what in api/contents/private.py files/private.py api/terminals api/kernels "
        "api/sessions jupyter-codemm/api/submissions; do "
        'try GET "$SITE/user/$BEN_NAME/$what"; done',
        "ben",
        'JUPYTERHUB_API_TOKEN=$BEN_SERVER; try GET "$SITE/user/$BEN_NAME/api/contents/private.py"',
    ),
    Attempt(
        "another's server, by its own port",
        'for what in api/contents/private.py api/terminals api/kernels '
        'jupyter-codemm/api/submissions; do '
        'try GET "http://127.0.0.1:$BEN_PORT/user/$BEN_NAME/$what"; '
        'curl -sS "http://127.0.0.1:$BEN_PORT/user/$BEN_NAME/$what"; done',
        "ben",
        'JUPYTERHUB_API_TOKEN=$BEN_SERVER; '
        'try GET "http://127.0.0.1:$BEN_PORT/user/$BEN_NAME/api/contents/private.py"',
    ),
    Attempt(
        "another's server with one's own kernel token",
        'kernel=$(sed -n \'s/.*"token": *"\\([^"]*\\)".*/\\1/p\' '
        "$HOME/.local/share/jupyter/runtime/codemm-*.json | head -1); "
        'try GET "http://127.0.0.1:$BEN_PORT/user/$BEN_NAME/jupyter-codemm/api/me" '
        '-H "X-Codemm-Kernel: $kernel" -H "$KERNEL_HEADER: $kernel"', "ben",
        'JUPYTERHUB_API_TOKEN=$BEN_SERVER; '
        'try GET "http://127.0.0.1:$BEN_PORT/user/$BEN_NAME/jupyter-codemm/api/me"',
    ),
)  # fmt: skip
SERVICE = (
    Attempt("every route of staff", each("$API"), "staff", reads("$API"), answer="403"),
    Attempt(
        "every route of staff, by the service's own port and with another's name in headers",
        each("http://127.0.0.1:$SERVICE_PORT/services/codemm/jupyter-codemm/api", HEADERS),
        "staff",
        reads("http://127.0.0.1:$SERVICE_PORT/services/codemm/jupyter-codemm/api"),
        answer="403",
    ),
    Attempt(
        "every route of staff, by one's own server and with another's name in the address",
        each("$OWN", query="?user=$PROF_NAME&owner=$PROF_NAME&as=$PROF_NAME"),
        why="the control is that of the routes themselves",
        answer="403",
        control="",
    ),
    Attempt(
        "the teacher's activity, its versions and edits",
        "for what in '' /versions /versions/1 /edits /notebook; do "
        'try GET "$API/activities/$ACTIVITY$what"; done',
        "staff",
    ),
    Attempt("another's submission", 'try GET "$API/submissions/$SUBMISSION"', "ben"),
    Attempt(
        "another's events",
        'ask GET "$API/events?topics=submission:$SUBMISSION" -m 3; '
        'ask GET "$API/events?topics=submissions&user=$BEN_NAME" -m 3',
        control="",
        why="a stream tells only what happens from now on",
    ),
    Attempt(
        "all that a student is given: task, notebook, problem, hints, export",
        'ask GET "$API/challenges/$CHALLENGE"; ask GET "$API/challenges/$CHALLENGE/notebook"; '
        'ask GET "$API/problems/$PROBLEM"; ask GET "$API/me/export"; ask GET "$API/challenges"; '
        'for level in 1 2 3 4 5; do ask POST "$API/hints" -d '
        '"{\\"problem_id\\":\\"$PROBLEM\\",\\"level\\":$level,'
        '\\"source\\":{\\"code\\":\\"pass\\"}}"; done; '
        'ask GET "$API/problems/$PROBLEM/solution"; ask GET "$API/problems/$PROBLEM/solutions"; '
        'ask GET "$API/problems/$PROBLEM/journey"; ask GET "$API/journey"',
        "staff",
        'ask GET "$API/challenges/$CHALLENGE/bundle"',
    ),
    Attempt(
        "submitting in another's name",
        'ask POST "$API/submit?wait=1&user=$BEN_NAME" -d \'{"problem_id":"\'$PROBLEM\'",'
        '"user":"\'$BEN_NAME\'","source":{"code":"pass"}}\' | grep -q \'"status"\' && reached',
        "ben",
        'ask POST "$API/submit?wait=1" -d \'{"problem_id":"\'$PROBLEM\'",'
        '"source":{"code":"pass"}}\' | grep -q \'"status"\' && reached',
    ),
    Attempt(
        "the numbers of the service",
        'try GET "$SITE/services/codemm/metrics"; '
        'try GET "http://127.0.0.1:$SERVICE_PORT/services/codemm/metrics"',
        "staff",
    ),
    Attempt(
        "a shell, a kernel or files of the service",
        "for what in api/terminals api/kernels api/contents api/sessions api/status api/nbconvert "
        'files/service.py lab tree; do try GET "$SITE/services/codemm/$what"; done; '
        'try POST "$SITE/services/codemm/api/terminals" -d "{}"; '
        'try POST "$SITE/services/codemm/api/shutdown" -d "{}"',
        "ben",
        'JUPYTERHUB_API_TOKEN=$BEN_SERVER; try GET "$SITE/user/$BEN_NAME/api/contents"',
    ),
    Attempt(
        "files of the service by paths that lead out",
        "for path in teach/static/..%2f..%2f..%2fservice.py static/..%2f..%2fservice.py "
        "teach/static/%2e%2e/%2e%2e/service.py jupyter-codemm/api/..%2f..%2fapi%2fcontents; do "
        'try GET "$SITE/services/codemm/$path" --path-as-is; '
        'try GET "http://127.0.0.1:$SERVICE_PORT/services/codemm/$path" --path-as-is; done',
        control="",
        why="nobody gets a file this way",
    ),
    Attempt(
        "where the database is, by the health of the service",
        'ask GET "$API/health" >"$got"; cat "$got"; '
        'grep -e "$PG_PORT" -e "$SERVICE" -e "$PG_SOCKETS" -e postgres -e "$REDIS_PORT" "$got" '
        "&& reached",
        control="",
        why="nobody is told; with a database that is away see the tests",
    ),
    Attempt(
        "the page of those who teach",
        'try GET "$SITE/services/codemm/teach"; try GET "$SITE/services/codemm/teach/classes/x"',
        "staff",
        'try GET "$API/classes/$CLASS/roster"',
    ),
)
