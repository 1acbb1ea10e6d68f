# The bot, its tool servers and what they need at run time; nothing of the sandbox, the tests or the toolchain.
FROM node:26-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:26-slim
# tini is PID 1: it hands signals on and collects children that outlive their parent.
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json package-lock.json guard.mjs ./
# The fonts of the charts come along in charts/fonts: the image needs none of its own.
COPY redaction redaction
COPY charts charts
COPY tools tools
COPY src src
COPY deploy/image/compile.mjs deploy/image/start.sh deploy/image/

# Two arenas: glibc would keep one per thread, some 40 MB more for the renderer of charts.
ENV NODE_ENV=production DATA_DIR=/data HEALTH_PORT=8080 MALLOC_ARENA_MAX=2 NODE_COMPILE_CACHE=/app/compiled
RUN install -d -o node -g node -m 0700 /data && install -d -o node -g node compiled
VOLUME /data
USER node
# Compiling at each start would take as long as all else, and 20 MB a process.
RUN node --import ./guard.mjs deploy/image/compile.mjs
# start.sh gives each kind of process its user; Node keeps what it compiled by user, so the same files are theirs too.
USER root
RUN cd compiled && chmod -R a+rX . \
  && for kept in *-"$(id -u node)"; do \
       for user in 10001 10002; do cp -al "$kept" "${kept%-*}-$user"; done; \
     done
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/app/deploy/image/start.sh"]
CMD ["node", "--import", "./guard.mjs", "src/main.ts"]
