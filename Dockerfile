# syntax=docker/dockerfile:1
# Two images, each a target: `proxy`, and `grafana` with the plugin in it. docker-compose.yaml builds both.

ARG NODE_IMAGE=node:22-bookworm-slim
ARG GO_IMAGE=golang:1.26-bookworm
ARG GRAFANA_IMAGE=grafana/grafana:12.4.0

# What npm needs to know, and nothing that changes more often.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY contract/package.json contract/
COPY backend-proxy/package.json backend-proxy/

FROM manifests AS proxy-packages
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --workspace=@fawkes/backend-proxy --workspace=@fawkes/contract --no-audit --no-fund

FROM ${NODE_IMAGE} AS proxy
ENV NODE_ENV=production \
    FAWKES_HOST=0.0.0.0 \
    FAWKES_DATA_DIR=/data
WORKDIR /app
COPY --from=proxy-packages /app ./
COPY contract contract
COPY backend-proxy backend-proxy
COPY tooling tooling
# Volumes that are mounted here belong to the user of this process.
RUN install -d -o node -g node -m 700 /data && install -d -o node -g node /tokens
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --start-interval=1s \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8787/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "backend-proxy/bin/fawkes-analytics.js"]
CMD ["serve"]

FROM ${GO_IMAGE} AS plugin-backend
ARG TARGETARCH=amd64
WORKDIR /app
COPY go.mod go.sum Magefile.go ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY src/plugin.json src/plugin.json
COPY src/datasource/plugin.json src/datasource/plugin.json
COPY pkg pkg
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    case "${TARGETARCH}" in arm64) target=build:linuxARM64 ;; *) target=build:linux ;; esac && \
    go run github.com/magefile/mage "${target}"

FROM manifests AS plugin
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
RUN npm run build
COPY --from=plugin-backend /app/dist dist

FROM ${GRAFANA_IMAGE} AS grafana
# Not below /var/lib/grafana: what a volume covers there would stay as it was when the image is built anew.
ENV GF_PATHS_PLUGINS=/usr/share/fawkes-analytics/plugins \
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS=fawkes-analytics-app,fawkes-analytics-datasource,fawkes-forest-panel,fawkes-retention-panel,fawkes-funnel-panel \
    GF_PLUGINS_PREINSTALL_DISABLED=true \
    GF_USERS_HOME_PAGE=/a/fawkes-analytics-app/overview
COPY --from=plugin /app/dist ${GF_PATHS_PLUGINS}/fawkes-analytics-app
COPY provisioning /etc/grafana/provisioning
HEALTHCHECK --interval=10s --timeout=5s --start-period=1m \
    CMD ["wget", "--quiet", "--spider", "http://127.0.0.1:3000/api/health"]
