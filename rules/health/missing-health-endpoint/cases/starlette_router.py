"""A route that is registered with the application's router."""

from starlette.applications import Starlette


async def health(request): ...


app = Starlette()
app.router.add_route("/health", health, methods=["GET"])
