"""What goes wrong, said to the person: one Chinese sentence that tells what to do."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

SAYINGS = {
    400: "请求有误。",
    401: "请先登录。",
    403: "您没有权限进行此操作。",
    404: "没有找到。",
    405: "不支持的操作。",
    413: "内容太大，未保存。单次保存不能超过 1 MB，请精简后重试。",
    500: "服务器内部出错，已记录。请稍后重试。",
    503: "服务繁忙，请稍后重试。",
}


class Refused(Exception):
    """Refused with a reason for the person; `extra` goes beside the message."""

    def __init__(self, status: int, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.status, self.message, self.extra = status, message, extra


def saying(status: int, message: str | None = None, **extra: Any) -> JSONResponse:
    text = message or SAYINGS.get(status, "请求未能完成。")
    return JSONResponse({"message": text, **extra}, status)


def add_answers(app: FastAPI) -> None:
    @app.exception_handler(Refused)
    async def refused(_: Request, error: Refused) -> JSONResponse:
        return saying(error.status, error.message, **error.extra)

    @app.exception_handler(RequestValidationError)
    async def not_valid(_: Request, error: RequestValidationError) -> JSONResponse:
        """Names the fields, never their values."""
        fields = sorted({".".join(str(part) for part in fault["loc"][1:]) for fault in error.errors()})
        return saying(422, f"内容格式不对：{'、'.join(fields)[:200]}。", fields=fields[:50])

    @app.exception_handler(HTTPException)
    async def http(_: Request, error: HTTPException) -> JSONResponse:
        return saying(error.status_code)

    @app.exception_handler(Exception)
    async def fault(_: Request, error: Exception) -> JSONResponse:
        return saying(500)
