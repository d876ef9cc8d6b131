"""The servers of the register's own tests, for tests of what is done with it."""

from tests.register.conftest import place, register, server

__all__ = ["place", "register", "server"]
