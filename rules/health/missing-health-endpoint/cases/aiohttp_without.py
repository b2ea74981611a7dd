"""An application with another one mounted in it is one service."""

from aiohttp import web


async def orders(request):
    return web.Response(text="ok")


admin = web.Application()
app = web.Application()
#     ^^^^^^^^^^^^^^^ HLT001
app.router.add_get("/orders", orders)
app.add_subapp("/admin", admin)
