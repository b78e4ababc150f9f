from tests.commune import commune, template

__all__ = ["commune", "template"]
