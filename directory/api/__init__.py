"""The directory for other systems: Human Services Data Specification (HSDS) 3.0 as JSON, with the standard's names."""

from directory.api.routes import router

__all__ = ["router"]
