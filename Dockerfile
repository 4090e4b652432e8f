# resgen and a browser to print with, on Debian. Built from source:
#
#   docker build -t resgen .
#   docker run --rm -v "$PWD:/site" -u "$(id -u):$(id -g)" resgen build
#   docker run --rm -v "$PWD:/site" -p 1313:1313 resgen serve --bind 0.0.0.0

FROM golang:1.26-trixie AS build
WORKDIR /src
# What changes rarely comes first, so that it is kept from build to build.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
ARG COMMIT=
ARG DATE=
RUN go run ./cmd/pack && CGO_ENABLED=0 go build -trimpath -tags packed \
    -ldflags "-s -w -X github.com/resgen/resgen/internal/cli.version=$VERSION -X github.com/resgen/resgen/internal/cli.commit=$COMMIT -X github.com/resgen/resgen/internal/cli.committed=$DATE" \
    -o /out/resgen ./cmd/resgen

FROM debian:trixie-slim
# The faces of the themes are within resgen. FONTS adds packages for scripts that they lack, such as "fonts-noto-cjk" (60 MB) or "fonts-noto-core".
ARG FONTS=
# dumb-init passes signals on and reaps what a browser leaves; git is for `resgen diff`.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates chromium-headless-shell dumb-init git $FONTS \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 1000 --create-home --shell /usr/sbin/nologin resgen \
    && install -d -o resgen -g resgen /site
COPY --from=build /out/resgen /usr/local/bin/resgen
COPY --from=build /src/LICENSE /usr/share/doc/resgen/copyright
# A container may by default make no user namespaces, which the browser's sandbox is made of; the container is what holds it then. Give 0
# where they are allowed. The cache is outside of the home folder, which another user (-u) may not write to.
ENV RESGEN_CHROME_NO_SANDBOX=1 XDG_CACHE_HOME=/tmp/resgen-cache LANG=C.UTF-8
LABEL org.opencontainers.image.title="resgen" \
      org.opencontainers.image.description="Compiles a résumé: a portfolio site, a PDF, and a check of what was printed" \
      org.opencontainers.image.source="https://github.com/resgen/resgen" \
      org.opencontainers.image.licenses="MIT"
USER resgen
WORKDIR /site
EXPOSE 1313
ENTRYPOINT ["dumb-init", "--", "resgen"]
CMD ["--help"]
