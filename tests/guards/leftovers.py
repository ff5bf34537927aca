"""Guards: a test leaves no asyncio task, thread or Qt timer behind; the message says where each was started.

What fixtures of wider scope start may live on: it is theirs to stop.
"""

import asyncio
import sys
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

_GRACE_S = 1.0
"""For threads that are on their way out; a thread that stays costs this much once."""
_OWN_MODULES = (__name__, "threading", "concurrent.futures.thread", "asyncio.base_events", "asyncio.threads")

_origins: "weakref.WeakKeyDictionary[Any, str]" = weakref.WeakKeyDictionary()
_timers: "weakref.WeakSet[Any]" = weakref.WeakSet()
_tasks: list[str] = []
_of_wider_scope: "weakref.WeakSet[Any]" = weakref.WeakSet()


def _origin() -> str:
    """File and line of the nearest caller outside the machinery."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__") in _OWN_MODULES:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "an unknown place"


def _remember_origin(kind: type, method: str, also: Callable[[Any], None] = lambda _made: None) -> None:
    """Wrap `kind.method` so that each object knows who called it."""
    original = getattr(kind, method)

    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = original(self, *args, **kwargs)
        _origins[self] = _origin()
        also(self)
        return result

    setattr(kind, method, wrapped)


def _watch_tasks() -> None:
    """Note the tasks that a test's own loop has to cancel when it ends."""
    original = asyncio.runners._cancel_all_tasks  # type: ignore[attr-defined]  # the one place where they are known

    def noted(loop: asyncio.AbstractEventLoop) -> None:
        for task in asyncio.all_tasks(loop) if threading.current_thread() is threading.main_thread() else ():
            code = getattr(task.get_coro(), "cr_code", None)
            where = f"{code.co_filename}:{code.co_firstlineno}" if code else "an unknown place"
            _tasks.append(f"task {task.get_name()} of {getattr(task.get_coro(), '__qualname__', '?')}, {where}")
        original(loop)

    asyncio.runners._cancel_all_tasks = noted  # type: ignore[attr-defined]  # see above


def pytest_configure() -> None:
    _watch_tasks()
    _remember_origin(threading.Thread, "start")


def _watch_timers() -> None:
    """Once Qt is there: it is imported by the tests that need it only."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and not hasattr(core.QTimer, "_watched"):
        _remember_origin(core.QTimer, "__init__", _timers.add)
        core.QTimer._watched = True


def _active_timers() -> list[Any]:
    shiboken = sys.modules.get("shiboken6")
    return [timer for timer in list(_timers) if shiboken and shiboken.isValid(timer) and timer.isActive()]


def _living() -> set[Any]:
    return {*threading.enumerate(), *_active_timers()}


@contextmanager
def _belongs_to_wider_scope() -> Iterator[None]:
    before = _living()
    yield
    for thing in _living() - before:
        _of_wider_scope.add(thing)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
    if fixturedef.scope == "function":
        return (yield)
    with _belongs_to_wider_scope():
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    _watch_timers()
    _tasks.clear()
    item.stash[_BEFORE] = _living()
    try:
        return (yield)
    finally:
        item.stash[_BEFORE] = set()


_BEFORE: pytest.StashKey[set[Any]] = pytest.StashKey()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Last of all teardown: after every fixture, and after pytest-qt has closed the windows."""
    result = yield
    left = [*_tasks, *(_describe(thing) for thing in _left_over(item.stash[_BEFORE]))]
    if left:
        pytest.fail("left behind by this test:\n" + "\n".join(left), pytrace=False)
    return result


def _left_over(before: set[Any]) -> list[Any]:
    def new() -> list[Any]:
        return [thing for thing in _living() if thing not in before and thing not in _of_wider_scope]

    deadline = time.monotonic() + _GRACE_S
    for thread in [thing for thing in new() if isinstance(thing, threading.Thread)]:
        # A dummy thread is one that Qt or C started: it cannot be joined, and it is not ours to end.
        if not isinstance(thread, threading._DummyThread):
            thread.join(max(0.0, deadline - time.monotonic()))
    return [thing for thing in new() if not isinstance(thing, threading._DummyThread)]


def _describe(thing: Any) -> str:
    kind = "thread" if isinstance(thing, threading.Thread) else "Qt timer"
    name = thing.name if isinstance(thing, threading.Thread) else f"every {thing.interval()} ms"
    return f"{kind} {name}, started at {_origins.get(thing, 'an unknown place')}"
