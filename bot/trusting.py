"""The verb `trust`: what lies in TRUST_ROOTS_DIR, and which of it is believed."""

import argparse

from bot.settings import Settings
from bot.texts import trusting as texts
from bot.verbs import say
from jobs.inspecting.trust import read_trust
from models.clock import SystemClock


def trust(settings: Settings, arguments: argparse.Namespace) -> int:
    """Reads only; needs no database."""
    store, now = read_trust(settings.trust_roots_dir), SystemClock().now()
    say(arguments, texts.shown_as_json(store, now), texts.shown(store, now))
    return 0
