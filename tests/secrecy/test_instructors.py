"""Code in an instructor's kernel, such as a student's notebook that she opened: it cannot teach.

It has all that there is: the token of her server, that of kernels, and we give it what her page in
JupyterLab acts with. What it tries are all routes of the table of who may what that ask for staff.
"""

from __future__ import annotations

import json

import pytest

from tests.hub.hubs import ACCESS, OWN_SERVER, sent
from tests.hub.test_matrix import BODIES, BUNDLE, CALLERS, TABLE
from tests.secrecy.lesson import Given, join, submitted, taught
from tests.secrecy.shells import in_kernel

pytestmark = pytest.mark.slow
IN_KERNEL, ADMIN = [*CALLERS].index("his kernel"), [*CALLERS].index("admin")
FORBIDDEN = 403
ACTIONS = [route for route, row in TABLE.items() if row[IN_KERNEL] == FORBIDDEN]
LATE = {
    "DELETE challenges/H": 1,
    "POST classes/C/challenges/H/restore": 2,
    "DELETE classes/C": 3,
    "POST organizations/N/classes/C/restore": 4,
    "POST classes/C/learners/U/erase": 5,
}
"""These come last, in an order in which each has something to do."""

TRIES = """
import glob, http.cookiejar, json, os, urllib.error, urllib.parse, urllib.request
given = json.loads({given!r})
own = os.environ["JUPYTERHUB_API_TOKEN"]
file = json.load(open(os.environ["JUPYTER_CODEMM_CONNECTION_FILE"]))

class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None

def new_browser():
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    return urllib.request.build_opener(cookies, Stay)

def send(method, url, headers, body=None, opener=urllib.request.build_opener(Stay)):
    text = body if isinstance(body, str | None) else json.dumps(body)
    data = None if text is None else text.encode()
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with opener.open(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()

def bearing(token):
    return {{"Authorization": f"token {{token}}"}}

ways = {{
    "her server's token": (given["api"], bearing(own)),
    "her server's token, by the service's own port": (given["port"], bearing(own)),
    "her server's token, by her server": (given["own"], bearing(own)),
    "the token of kernels": (file["url"], {{given["header"]: file["token"]}}),
    "what her page acts with": (given["api"], bearing(given["page"])),
    "what her page acts with, by her server": (given["own"], bearing(given["page"])),
    "her name in headers": (given["port"], bearing(own) | {{"X-Forwarded-User": given["name"],
        "X-JupyterHub-User": given["name"], "X-Scopes": "custom:codemm:instruct"}}),
    "her name in a cookie": (given["api"], {{"Cookie": "service-codemm=" + given["name"]}}),
}}
told = [[way, f"{{method}} {{path}}", send(method, f"{{base}}/{{path}}", headers, body)[0]]
        for way, (base, headers) in ways.items() for method, path, body in given["actions"]]

# A better credential: made anew, or by signing in to the pages without a browser.
hub, name = given["hub"], given["name"]
for token in (own, given["page"]):
    for wish in ({{"scopes": ["custom:codemm:instruct"]}}, {{"roles": ["codemm-staff"]}}, {{}}):
        status, _, _ = send("POST", f"{{hub}}/api/users/{{name}}/tokens", bearing(token), wish)
        told.append(["a token of her own", json.dumps(wish), status])
    browser = new_browser()
    status, headers, _ = send("GET", given["teach"], {{}}, opener=browser)
    where = urllib.parse.urljoin(given["teach"], headers.get("Location", ""))
    sent_there = status == 302 and "/hub/api/oauth2/authorize" in where
    told.append(["signing in", "the pages send to the Hub", 403 if sent_there else status])
    for url, sent in ((where, bearing(token)), (f"{{where}}&token={{token}}", {{}})):
        for method in ("GET", "POST"):
            body = {{"scopes": "custom:codemm:instruct"}} if method == "POST" else None
            status, headers, _ = send(method, url, sent, body, opener=browser)
            to = headers.get("Location", "")
            # To be sent to sign in is a refusal; to be sent back with a code would be the way in.
            refused = status == 302 and "/hub/login" in to and "/oauth_callback" not in (
                urllib.parse.urlsplit(to).path)
            told.append(["signing in", f"{{method}} the Hub", 403 if refused else status])
    status, _, _ = send("GET", given["teach"], {{}}, opener=browser)
    told.append(["signing in", "the pages again", 403 if status == 302 else status])
print("TOLD" + json.dumps(told))
"""


def last(route: tuple[str, str]) -> tuple[int, bool]:
    """Return what an action is sorted by."""
    return LATE.get(" ".join(route), 0), route[0] != "DELETE"


def asked(given: Given, names: dict[str, str], room) -> list[tuple[str, str, object]]:
    """Return every action on a class: verb, path, body."""
    actions = []
    for verb, path in sorted(ACTIONS, key=last):
        body = BODIES.get((verb, path), {} if verb in {"POST", "PUT", "PATCH"} else None)
        if (verb, path) == ("POST", "classes"):
            body = {"organization_id": room.lesson.organization, "name": "Graphs"}
        if (verb, path) == ("POST", "classes/C/challenges"):
            body = {"activity_id": given.activity}
        if path.endswith("/bundles"):
            body = BUNDLE
        if isinstance(body, bytes):
            body = body.decode()
        if isinstance(body, dict):
            body = {key: names["U"] if value == "ada" else value for key, value in body.items()}
        query = f"?user={names['U']}" if (verb, path) == ("DELETE", "classes/C/members") else ""
        where = "/".join(names.get(part, part) for part in path.split("/"))
        actions.append((verb, f"{where}{query}", body))
    return actions


def test_code_in_her_kernel_cannot_act_as_staff_and_she_can(room):
    machine, lesson = room.machine, room.lesson
    hub, ann, prof = machine.hub, machine.accounts["ann"].name, machine.accounts["prof"].name
    given = taught(machine, lesson.staff, lesson.organization, "Tried")
    join(machine, "ann", lesson.servers["ann"], given)
    submission = submitted(machine, "ann", lesson.servers["ann"], given, "hers")
    begun = hub.service("POST", f"challenges/{given.challenge}/regrades", lesson.staff, {})
    assert begun.status == 202, begun
    names = {"C": given.school_class, "H": given.challenge, "N": lesson.organization, "U": ann}
    names |= {"P": given.problem, "S": submission, "R": begun.body["id"]}
    actions = asked(given, names, room)
    facts = room.facts
    prefix = "services/codemm/jupyter-codemm/api"
    told = {
        "actions": actions,
        "name": prof,
        "page": hub.token(prof, ACCESS, OWN_SERVER.format(prof)),
        "api": facts["API"],
        "own": f"{facts['SITE']}/user/{prof}/jupyter-codemm/api",
        "port": f"http://127.0.0.1:{facts['SERVICE_PORT']}/{prefix}",
        "hub": f"{facts['SITE']}/hub",
        "teach": f"{facts['SITE']}/services/codemm/teach",
        "header": facts["KERNEL_HEADER"],
    }
    code = TRIES.format(given=json.dumps(told))
    printed = in_kernel(hub, prof, lesson.servers["prof"], code)
    assert "TOLD" in printed, printed
    results = json.loads(printed.partition("TOLD")[2])
    assert len(results) > len(actions) * 8
    assert [one for one in results if one[2] not in {FORBIDDEN, 404}] == []
    ways = dict.fromkeys(way for way, _, _ in results)
    for way in (*ways,)[:3]:  # she is known there: it is the action that is refused
        assert [one for one in results if one[0] == way and one[2] != FORBIDDEN] == []
    # The same, by her own hand on the pages of the service.
    for verb, path, body in actions:
        text = body if isinstance(body, str | None) else json.dumps(body)
        data = None if text is None else text.encode()
        answer = sent(verb, f"{facts['API']}/{path}", lesson.staff, data)
        wanted = {200, 201, 202, 204, TABLE["PUT", "challenges/H/reviews"][ADMIN]}
        # Ann shows no sign of struggle: there is none to deal with, and that is told to prof alone.
        missing = {404} if path.endswith("/alerts") else set()
        assert answer.status in wanted | missing, (verb, path, answer)
