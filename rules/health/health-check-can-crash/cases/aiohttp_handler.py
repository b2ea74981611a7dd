import redis.asyncio
from aiohttp import web

cache = redis.asyncio.Redis(host="cache.internal", socket_timeout=1)


async def health(request):
#         ^^^^^^ HLT005: out of `/health`
    await cache.ping()
    return web.json_response({"status": "ok"})


app = web.Application()
app.router.add_get("/health", health)
