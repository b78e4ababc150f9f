"""Settings come from the environment and `.env`; what cannot be used is refused by name."""

import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from dotenv import dotenv_values

import bot.settings
from bot.logs import redact
from bot.settings import BadSetting, Settings, read_settings
from bot.telegram_api import RawBot

EXAMPLE = Path(__file__).parents[2] / ".env.example"
TOKEN = "700000001:" + "A" * 35

DEFAULTS = Settings(
    token=None,
    api_url="https://api.telegram.org",
    proxy=None,
    database_url="sqlite:///data/nhacviec.db",
    evidence_dir=Path("data/evidence"),
    trust_roots_dir=None,
    sandbox_port=0,
    sandbox_start=None,
    log_level="INFO",
)


def in_file(folder: Path, text: str) -> Settings:
    """The settings when the folder's `.env` holds this text."""
    (folder / ".env").write_text(text, "utf-8")
    return read_settings(folder)


def test_an_empty_folder_has_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == DEFAULTS


def test_the_example_as_it_stands_means_the_defaults(tmp_path: Path) -> None:
    assert in_file(tmp_path, EXAMPLE.read_text("utf-8")) == DEFAULTS


def test_the_example_names_every_setting_that_is_read_and_no_other() -> None:
    read = re.findall(r'get\("([A-Z_]+)"', Path(bot.settings.__file__).read_text("utf-8"))
    assert set(dotenv_values(EXAMPLE)) == set(read)


def test_every_setting_of_the_file_counts(tmp_path: Path) -> None:
    lines = (
        f"TELEGRAM_BOT_TOKEN={TOKEN}",
        "TELEGRAM_API_URL=http://127.0.0.1:8081/",
        "TELEGRAM_PROXY=http://proxy.example:3128",
        "DATABASE_URL=sqlite:////srv/nhacviec.db",
        "EVIDENCE_DIR=/srv/minh-chung",
        "TRUST_ROOTS_DIR=/srv/ca",
        "LETTERS_DIR=/srv/thu",
        "CASE_LISTS_DIR=/srv/ho-so",
        "PERSONAL_KEY_FILE=/etc/nhacviec/personal.key",
        "SANDBOX_PORT=8080",
        "SANDBOX_START=2026-12-01",
        "LOG_LEVEL=debug",
        "TELEGRAM_DELETE_WEBHOOK=1",
        "BACKUP_DIR=/srv/sao-luu",
        "BACKUP_AT=23:30",
        "BACKUP_KEEP=7+3",
        "BACKUP_KEY_FILE=/etc/nhacviec/backup.key",
        "DISK_FREE_MB=2000",
        "HEARTBEAT_FILE=/run/nhacviec/nhip",
        "HEARTBEAT_URL=https://hc.example/ping/abc/",
        "LOG_FORMAT=JSON",
    )
    assert in_file(tmp_path, "\n".join(lines)) == Settings(
        token=TOKEN,
        api_url="http://127.0.0.1:8081",
        proxy="http://proxy.example:3128",
        database_url="sqlite:////srv/nhacviec.db",
        evidence_dir=Path("/srv/minh-chung"),
        trust_roots_dir=Path("/srv/ca"),
        sandbox_port=8080,
        sandbox_start=date(2026, 12, 1),
        log_level="DEBUG",
        letters_dir=Path("/srv/thu"),
        case_lists_dir=Path("/srv/ho-so"),
        personal_key_file=Path("/etc/nhacviec/personal.key"),
        deletes_webhook=True,
        backup_dir=Path("/srv/sao-luu"),
        backup_at=time(23, 30),
        backup_keep=(7, 3),
        backup_key_file=Path("/etc/nhacviec/backup.key"),
        disk_free_mb=2000,
        heartbeat_file=Path("/run/nhacviec/nhip"),
        heartbeat_url="https://hc.example/ping/abc",
        log_format="json",
    )


def test_the_environment_wins_over_the_file_unless_it_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    monkeypatch.setenv("SANDBOX_PORT", "")
    assert in_file(tmp_path, "LOG_LEVEL=DEBUG\nSANDBOX_PORT=8080") == replace(
        DEFAULTS, log_level="ERROR", sandbox_port=8080
    )


def test_blanks_around_a_token_are_no_part_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f" {TOKEN}\n")
    assert read_settings(tmp_path).token == TOKEN


def test_a_file_saved_by_a_windows_editor_is_read_from_its_first_line(tmp_path: Path) -> None:
    assert in_file(tmp_path, f"\ufeffTELEGRAM_BOT_TOKEN={TOKEN}\r\nLOG_LEVEL=DEBUG\r\n") == replace(
        DEFAULTS, token=TOKEN, log_level="DEBUG"
    )


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("BACKUP_AT=2 giờ", "BACKUP_AT"),
        ("BACKUP_KEEP=14", "BACKUP_KEEP"),
        ("BACKUP_KEEP=0+3", "BACKUP_KEEP"),
        ("DISK_FREE_MB=-1", "DISK_FREE_MB"),
        ("HEARTBEAT_URL=hc.example/bi-mat", "HEARTBEAT_URL"),
        ("LOG_FORMAT=xml", "LOG_FORMAT"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(tmp_path: Path, line: str, named: str) -> None:
    with pytest.raises(BadSetting, match=rf"^{named} .*\.$") as refused:
        in_file(tmp_path, line)
    assert "bi-mat" not in str(refused.value)


def test_no_backup_is_made_by_itself_where_it_is_off(tmp_path: Path) -> None:
    assert in_file(tmp_path, "BACKUP_AT=off").backup_at is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1258"])
def test_a_file_in_another_encoding_is_refused_in_one_sentence(tmp_path: Path, encoding: str) -> None:
    (tmp_path / ".env").write_bytes(
        f"EVIDENCE_DIR=/srv/hồ-sơ\nTELEGRAM_BOT_TOKEN={TOKEN}\n".encode(encoding, "ignore")
    )
    with pytest.raises(
        BadSetting, match=r"^Tệp \.env không lưu ở mã UTF-8 .* lưu với mã hóa UTF-8\.$"
    ) as refused:
        read_settings(tmp_path)
    assert TOKEN not in str(refused.value)


def test_a_folder_called_like_the_file_is_none(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert read_settings(tmp_path) == DEFAULTS


@pytest.mark.parametrize("scheme", ["http", "https", "socks5", "socks5h"])
def test_a_proxy_of_each_kind_is_taken_and_carries_the_bot(tmp_path: Path, scheme: str) -> None:
    settings = in_file(tmp_path, f"TELEGRAM_PROXY={scheme}://proxy.example:1080")
    assert settings.proxy == f"{scheme}://proxy.example:1080"
    RawBot(settings, TOKEN)


def test_a_password_in_a_proxy_that_is_none_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refused:
        in_file(tmp_path, "TELEGRAM_PROXY=an:bi-mat@proxy.example:3128")
    assert "bi-mat" not in str(refused.value)


def test_a_proxy_of_the_machine_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks://proxy.example:1080")
    with pytest.raises(BadSetting, match=r"^HTTPS_PROXY, HTTP_PROXY hoặc ALL_PROXY của máy không dùng được"):
        RawBot(DEFAULTS, TOKEN)
    RawBot(replace(DEFAULTS, proxy="http://proxy.example:3128"), TOKEN)


def test_a_day_may_be_written_as_people_write_it(tmp_path: Path) -> None:
    assert in_file(tmp_path, "SANDBOX_START=1/12/2026").sandbox_start == date(2026, 12, 1)


@pytest.mark.parametrize(
    "placeholder",
    ["<token>", "<dán token vào đây>", "your-token-here", "YOUR_BOT_TOKEN", "changeme", "xxx", "XXXXX"],
)
def test_a_placeholder_is_refused_by_name(tmp_path: Path, placeholder: str) -> None:
    with pytest.raises(BadSetting, match=r"TELEGRAM_BOT_TOKEN còn là chữ giữ chỗ") as refused:
        in_file(tmp_path, f"TELEGRAM_BOT_TOKEN={placeholder}")
    assert placeholder in str(refused.value)


@pytest.mark.parametrize("token", [TOKEN[:30], TOKEN.replace(":", ""), f"{TOKEN} {TOKEN}", f"bot{TOKEN}"])
def test_a_token_of_another_form_is_refused_and_not_repeated(tmp_path: Path, token: str) -> None:
    with pytest.raises(BadSetting, match="TELEGRAM_BOT_TOKEN không đúng dạng") as refused:
        in_file(tmp_path, f'TELEGRAM_BOT_TOKEN="{token}"')
    assert token not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:tám"),
        ("TELEGRAM_API_URL", "http://[::1"),
        ("TELEGRAM_PROXY", "proxy.example:3128"),
        ("TELEGRAM_PROXY", "http://proxy.example:cổng"),
        ("TELEGRAM_PROXY", "socks4://127.0.0.1:1080"),
        ("TELEGRAM_PROXY", "http://"),
        ("SANDBOX_PORT", "65536"),
        ("SANDBOX_PORT", "8²"),
        ("SANDBOX_PORT", "-1"),
        ("SANDBOX_PORT", "tám nghìn"),
        ("SANDBOX_START", "32/11/2026"),
        ("SANDBOX_START", "0001-01-01"),
        ("SANDBOX_START", "31/12/9999"),
        ("SANDBOX_START", "2026-02-30"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_the_name_of_its_setting(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(BadSetting, match=rf"^{name} phải là "):
        in_file(tmp_path, f"{name}={value}")


def test_the_ending_that_notepad_adds_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env.txt").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\n", "utf-8")
    with pytest.raises(BadSetting, match=r"Chỉ có tệp \.env\.txt mà không có \.env"):
        read_settings(tmp_path)
    assert in_file(tmp_path, f"TELEGRAM_BOT_TOKEN={TOKEN}\n").token == TOKEN


@pytest.mark.parametrize("around", ["“{}”", "‘{}’", "„{}”"])
def test_quotes_that_word_makes_are_named_with_their_line(tmp_path: Path, around: str) -> None:
    with pytest.raises(
        BadSetting, match="dòng 2: TELEGRAM_BOT_TOKEN nằm trong dấu ngoặc kép cong"
    ) as refused:
        in_file(tmp_path, f"LOG_LEVEL=INFO\nTELEGRAM_BOT_TOKEN={around.format(TOKEN)}\n")
    assert TOKEN not in str(refused.value)


def test_straight_quotes_are_no_part_of_a_value_and_one_that_does_not_close_is_named(tmp_path: Path) -> None:
    assert in_file(tmp_path, f'TELEGRAM_BOT_TOKEN="{TOKEN}"\n').token == TOKEN
    with pytest.raises(BadSetting, match="dòng 1: EVIDENCE_DIR thừa dấu nháy ở cuối"):
        in_file(tmp_path, "EVIDENCE_DIR=D:/minh-chung'\n")
    with pytest.raises(BadSetting, match="dòng 1: không đọc được"):
        in_file(tmp_path, f'TELEGRAM_BOT_TOKEN="{TOKEN}\nLOG_LEVEL=INFO\n')


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("BOT_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("telegram_bot_token", "TELEGRAM_BOT_TOKEN"),
        ("BACKUP_DIRS", "BACKUP_DIR"),
    ],
)
def test_a_misspelled_name_is_refused_with_the_one_that_was_meant(
    tmp_path: Path, name: str, meant: str
) -> None:
    with pytest.raises(BadSetting) as refused:
        in_file(tmp_path, f"{name}={TOKEN}\n")
    assert str(refused.value) == f"Tệp .env: không có thiết lập {name}. Có phải là {meant}? Xin sửa lại tên."


def test_a_setting_of_another_program_is_left_alone(tmp_path: Path) -> None:
    assert (
        in_file(tmp_path, "TZ=Asia/Ho_Chi_Minh\nHTTPS_PROXY=http://proxy.example\nPYTHONUTF8=1\n") == DEFAULTS
    )


def test_a_windows_path_in_quotes_is_named_not_misread(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"dòng 2: BACKUP_DIR có dấu \\ trong dấu nháy nên bị đọc sai"):
        in_file(tmp_path, 'LOG_LEVEL=INFO\nBACKUP_DIR="D:\\new"\n')
    assert in_file(tmp_path, "BACKUP_DIR=D:\\new\n").backup_dir == Path("D:\\new")


def test_a_webhook_is_deleted_only_where_the_file_says_so(tmp_path: Path) -> None:
    assert in_file(tmp_path, "TELEGRAM_DELETE_WEBHOOK=1\n").deletes_webhook
    assert not in_file(tmp_path, "TELEGRAM_DELETE_WEBHOOK=\n").deletes_webhook
    with pytest.raises(BadSetting, match="TELEGRAM_DELETE_WEBHOOK phải là 1"):
        in_file(tmp_path, "TELEGRAM_DELETE_WEBHOOK=có\n")


@pytest.mark.parametrize(
    "address",
    [
        "http://ubnd:m@t-kh4u@proxy.example:3128",
        "postgresql://ubnd:m@t-kh4u@may-chu/nhacviec",
        "socks5://m@t-kh4u@p",
    ],
)
def test_a_password_in_an_address_is_never_printed(address: str) -> None:
    said = redact(f"không nối được tới {address}: xem lại")
    assert "t-kh4u" not in said
    assert said.startswith("không nối được tới ") and said.endswith(": xem lại")
