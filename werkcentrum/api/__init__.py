"""The public API: version 1 in the path, the whole version in the API-Version header (NL API Design Rules)."""

VERSION = "1.0.0"
BASE_PATH = "/api/v1"
DOCS = f"{BASE_PATH}/docs"
OPENAPI = f"{BASE_PATH}/openapi.json"
