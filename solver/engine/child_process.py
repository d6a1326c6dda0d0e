"""Processes that this program starts for itself: they leave Ctrl+C to it, and end when it does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess

from models.words.text import Argument, text


class ChildProcess(SpawnProcess):
    """A process that starts afresh, as that is the same on every system.

    Ctrl+C is kept from it from its first moment on, where the system can, so that it prints no
    traceback while it is loaded.
    """

    def start(self) -> None:
        """Start it; what it runs calls `end_with_parent` first."""
        with _without_interrupts():
            super().start()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl+C back in this thread; a process that is started inherits that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, whatever it is doing then.

    Nobody waits for its result any more, and nobody else would ever end it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def how_ended(code: int) -> Argument:
    """Say how a process ended: its exit status, or below zero the signal that killed it."""
    if code >= 0:
        return text("exit status {status}", status=code if code < 256 else hex(code))
    try:
        name = signal.Signals(-code).name
    except ValueError:
        return text("killed by signal {signal}", signal=-code)
    return text("killed by signal {signal} ({name})", signal=-code, name=name)


def may_lack_memory(code: int) -> bool:
    """Say whether a process may have ended for want of memory: systems kill one then."""
    return code == -getattr(signal, "SIGKILL", 0) != 0
