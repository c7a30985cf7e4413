# Forumbot as an image: built in one stage, run in another without npm, packages, compilers and tests, as a user without rights,
# on a file system that may be read-only but for /app/var. All that the program needs is in dist/, with its licences in
# dist/NOTICE.txt; SQLite is Node's own.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY tsconfig.json build.mjs run.mjs ./
COPY src ./src
COPY data ./data
COPY intents ./intents
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/dist ./dist
COPY --from=build /app/data ./data
COPY --from=build /app/intents ./intents
RUN install -d -o node -g node -m 700 /app/var
USER node
VOLUME /app/var
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/cli.js", "serve"]
