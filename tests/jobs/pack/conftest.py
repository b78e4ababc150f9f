from tests.packs import year

__all__ = ["year"]
