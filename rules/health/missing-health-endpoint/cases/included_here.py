"""A router of the file's own is seen."""

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/orders")
def orders():
    return []


app = FastAPI()
#     ^^^^^^^ HLT001
app.include_router(router)
