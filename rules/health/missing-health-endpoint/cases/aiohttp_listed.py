"""Routes in a list."""

from aiohttp import web


async def probe(request):
    return web.Response(text="ok")


app = web.Application()
app.add_routes([web.get("/healthz", probe)])
