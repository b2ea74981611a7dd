"""A path is registered before its methods."""

from aiohttp import web


async def health(request):
    return web.Response()


app = web.Application()
app.router.add_resource("/health").add_route("GET", health)
