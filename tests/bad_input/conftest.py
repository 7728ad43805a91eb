from tests.access.conftest import unprinted

__all__ = ["unprinted"]
