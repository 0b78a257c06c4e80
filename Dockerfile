# syntax=docker/dockerfile:1.7
# The portal in production shape: one image for web, worker, beat and migrate; it runs as an ordinary user.

FROM node:24.11.0-bookworm-slim AS frontend
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend frontend
COPY static/src static/src
RUN npm run build

FROM python:3.13.9-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements/production.txt /tmp/production.txt
RUN pip install --require-hashes -r /tmp/production.txt

FROM python:3.13.9-slim-bookworm AS portal
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=werkcentrum.settings.production \
    HOST=0.0.0.0 \
    PORT=8000
RUN groupadd --gid 10001 portal && useradd --uid 10001 --gid portal --no-create-home --home-dir /srv/portal portal
WORKDIR /srv/portal
COPY --from=packages /opt/venv /opt/venv
COPY . .
COPY --from=frontend /build/static/dist static/dist
# Collecting and compiling need no secrets: the test settings know none, and only file names and contents come out.
RUN DJANGO_SETTINGS_MODULE=werkcentrum.settings.build python manage.py messages --compile \
    && DJANGO_SETTINGS_MODULE=werkcentrum.settings.build python manage.py collectstatic --no-input --verbosity 0 \
    && install -d -o portal -g portal var/media
USER portal
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["python", "-m", "werkcentrum.probe"]
CMD ["python", "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
