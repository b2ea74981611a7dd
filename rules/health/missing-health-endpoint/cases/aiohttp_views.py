"""A view that answers any method."""

from aiohttp import web


class Health(web.View):
    async def get(self):
        return web.Response()


app = web.Application()
app.router.add_route("*", "/health", Health)
