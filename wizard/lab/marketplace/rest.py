"""`/rest/2`: listings and versions as programs read them, and the files of versions."""

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.host import Clock, Courier
from wizard.lab.marketplace.catalogue import Catalogue
from wizard.lab.marketplace.listing import AccessToken, Listing, Release


class Reading:
    """What anybody may read. A private listing is known by its key, its files by a token."""

    def __init__(self, url: str, catalogue: Catalogue) -> None:
        self._url = url
        self._catalogue = catalogue
        self.courier: Courier
        self.clock: Clock

    def routes(self) -> list[Route]:
        addon = "/rest/2/addons/{key}"
        return [
            Route(addon, self.addon),
            Route(f"{addon}/versions", self.versions),
            Route(f"{addon}/versions/latest", self.latest),
            Route(f"{addon}/versions/build/{{build:int}}", self.build),
            Route(f"{addon}/tokens/{{token}}", self.token),
            Route("/download/apps/{number:int}/{build:int}/atlassian-connect.json", self.file),
            Route("/download/apps/{number:int}/atlassian-connect.json", self.newest_file),
        ]

    async def addon(self, request: Request) -> Response:
        listing = await self._listing(request)
        return _missing("addon") if listing is None else JSONResponse(self._addon(listing))

    async def versions(self, request: Request) -> Response:
        listing, releases = await self._releases(request)
        if listing is None:
            return _missing("addon")
        shapes = [self._version(listing, release) for release in reversed(releases)]
        return JSONResponse({"_links": {"self": {"href": request.url.path}}, "_embedded": {"versions": shapes}})

    async def latest(self, request: Request) -> Response:
        listing, releases = await self._releases(request)
        if listing is None or not releases:
            return _missing("version")
        return JSONResponse(self._version(listing, releases[-1]))

    async def build(self, request: Request) -> Response:
        listing, releases = await self._releases(request)
        release = next((one for one in releases if one.build == request.path_params["build"]), None)
        return (
            _missing("version") if listing is None or release is None else JSONResponse(self._version(listing, release))
        )

    async def token(self, request: Request) -> Response:
        """Say whether a token opens the app for a site; how sites really ask is not known."""
        listing = await self._listing(request)
        token = listing.token(request.path_params["token"]) if listing is not None else None
        if token is None or token.site != request.query_params.get("site", ""):
            return _missing("token")
        return JSONResponse({"state": token.state, "valid": token.valid})

    async def file(self, request: Request) -> Response:
        return await self._file(request, request.path_params["build"])

    async def newest_file(self, request: Request) -> Response:
        return await self._file(request, None)

    async def _file(self, request: Request, build: int | None) -> Response:
        known = self._catalogue.numbered(request.path_params["number"])
        listing = None if known is None else await self._catalogue.current(known.key, self.courier, self.clock)
        if listing is None or not self._may_read(listing, listing.token(request.query_params.get("access-token", ""))):
            return _missing("file")
        release = listing.newest if build is None else listing.release(build)
        return _missing("file") if release is None else JSONResponse(dict(release.document))

    def _may_read(self, listing: Listing, token: AccessToken | None) -> bool:
        status = listing.status(self.clock.now())
        return status == "public" or (status == "private" and token is not None and token.valid)

    async def _listing(self, request: Request) -> Listing | None:
        listing = await self._catalogue.current(request.path_params["key"], self.courier, self.clock)
        return None if listing is None or listing.status(self.clock.now()) == "submitted" else listing

    async def _releases(self, request: Request) -> tuple[Listing | None, list[Release]]:
        """Return the listing and those of its versions that run where the caller asks for; ours run in the cloud."""
        listing = await self._listing(request)
        hosting = request.query_params.get("hosting", "any")
        there = listing is not None and hosting in ("any", "cloud")
        return listing, list(listing.releases) if listing is not None and there else []

    def _addon(self, listing: Listing) -> dict[str, Any]:
        base = f"/rest/2/addons/{quote(listing.key)}"
        links = {
            "self": {"href": base},
            "versions": {"href": f"{base}/versions"},
            "alternate": {"href": f"/apps/{listing.number}", "type": "text/html"},
        }
        return {
            "key": listing.key,
            "name": listing.name,
            "status": listing.status(self.clock.now()),
            "summary": listing.name,
            "_links": links,
            "_embedded": {"vendor": {"name": listing.vendor}},
        }

    def _version(self, listing: Listing, release: Release) -> dict[str, Any]:
        file = f"{self._url}/download/apps/{listing.number}/{release.build}/atlassian-connect.json"
        page = f"/apps/{listing.number}/version-history"
        return {
            "name": release.name,
            "buildNumber": release.build,
            "status": listing.status(self.clock.now()),
            "paymentModel": "free",
            "release": {"date": int(release.released_at)},
            "compatibilities": [{"application": "jira", "hosting": {"cloud": True}}],
            "deployment": {"cloud": True, "connect": not release.forge, "forge": release.forge},
            "_links": {
                "self": {"href": f"/rest/2/addons/{quote(listing.key)}/versions/build/{release.build}"},
                "artifact": {"href": file},
                "alternate": {"href": page, "type": "text/html"},
            },
        }


def _missing(what: str) -> Response:
    return JSONResponse({"errors": [{"message": f"Could not find {what}"}]}, 404)
