# OKR Pulse in a container. The data is in /data: give it a volume, and --env-file for the credentials.
FROM node:24-slim AS build
WORKDIR /app
# For SQLite's driver, where no ready binary can be fetched.
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json vite.config.ts vite.program.config.ts ./
COPY scripts/build.mjs scripts/build.mjs
COPY src src
RUN node -e "import('/app/scripts/build.mjs').then(({ build }) => build())" && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY migrations migrations
COPY LICENSE ./
RUN mkdir /data && chown node:node /data
ENV DATABASE_URL=file:/data/okr-pulse.db HOST=0.0.0.0 PORT=3000
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# By hand: docker exec <container> node dist/doctor.js --to 1006, node dist/admin.js backup /data/copy.db
CMD ["node", "dist/main.js"]
