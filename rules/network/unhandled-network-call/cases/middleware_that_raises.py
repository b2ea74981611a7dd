"""A middleware that lets the failure out again."""

import logging

from aiohttp import ClientSession, web

log = logging.getLogger(__name__)


@web.middleware
async def note_failures(request, handler):
    try:
        return await handler(request)
    except Exception:
        log.exception("%s failed", request.path)
        raise


async def price(request):
    async with ClientSession() as session:
        async with session.get("https://bank.internal") as response:
            #      ^^^^^^^^^^^ NET001
            return web.Response(status=response.status)


app = web.Application(middlewares=[note_failures])
app.router.add_get("/price", price)
