"""What a call brings along, whether it came as a query, a form, multipart or JSON."""

import json
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse


class ApiError(Exception):
    """A refusal in Telegram's envelope."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description

    def response(self) -> JSONResponse:
        body = {"ok": False, "error_code": self.status, "description": self.description}
        return JSONResponse(body, self.status)


def bad_request(description: str) -> ApiError:
    return ApiError(400, f"Bad Request: {description}")


@dataclass(frozen=True)
class Upload:
    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Params:
    values: dict[str, Any]
    uploads: dict[str, Upload]

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """0 where there is no number."""
        try:
            return int(self.values[name])
        except (KeyError, TypeError, ValueError):
            return 0

    def truth(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes", "t", "y")

    def parsed(self, name: str, what: str) -> Any:
        """A value that may be JSON or JSON inside a string; None when absent. Raises ApiError."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file sent under its own name or as `attach://other_name`."""
        return self.uploads.get(name) or self.uploads.get(self.text(name).removeprefix("attach://"))

    def recorded(self) -> dict[str, Any]:
        """For the list of calls: values as they came, files by their name."""
        return self.values | {name: upload.name for name, upload in self.uploads.items()}


async def read_params(request: Request) -> Params:
    values: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return Params(values | await _json_body(request), {})
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return await _form_body(request, values)
    return Params(values, {})


async def _json_body(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("can't parse request: can't parse JSON object")
    return body


async def _form_body(request: Request, values: dict[str, Any]) -> Params:
    uploads = {}
    async with request.form(max_files=10) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                media_type = value.content_type or "application/octet-stream"
                uploads[name] = Upload(value.filename or name, media_type, await value.read())
            else:
                values[name] = value
    return Params(values, uploads)
