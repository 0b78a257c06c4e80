"""What the routers of the apps share: problems (RFC 9457), response models, the query string, languages."""
