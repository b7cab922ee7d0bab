# The worker. Built from source, so that nothing but Docker is needed:
#   docker build -t sentinel-events .
#   docker buildx build --platform linux/amd64,linux/arm64 -t registry.example.org/sentinel-events --push .

# Always of the machine that builds: the compiler writes the program of either architecture, nothing is emulated.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# What decides which packages are needed comes first: a changed source file then does not restore them again.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Contracts/Contracts.csproj src/Contracts/packages.lock.json src/Contracts/
COPY src/Worker/Worker.csproj src/Worker/packages.lock.json src/Worker/
# Exactly the packages of the lock files.
RUN dotnet restore src/Worker/Worker.csproj --locked-mode -p:PublishReadyToRun=true

COPY docs/failover.scenario docs/
COPY src src
# The program, the name by which it is called, and the directories of its volumes, as they stand in the image.
RUN dotnet publish src/Worker/Worker.csproj --configuration Release --no-restore --arch "$TARGETARCH" --no-self-contained -p:PublishReadyToRun=true --output /image/app \
  && mkdir -p /image/usr/local/bin /data/journal /data/mail \
  && ln -s /app/sentinel-events /image/usr/local/bin/sentinel-events

# Chiselled: the runtime and what it needs, without a shell, a package manager or anything else to run. "extra" brings the time zones.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

ARG VERSION=0.1.0
ARG REVISION=
LABEL org.opencontainers.image.title="SentinelEvents" \
  org.opencontainers.image.description="Agreed events of Redis Sentinel, journalled, and told to bus, mail and webhook" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="$VERSION" \
  org.opencontainers.image.revision="$REVISION"

# The program is root's: the service cannot change it.
COPY --from=build /image /
# Volumes that are mounted here take over this owner, the image's user "app".
COPY --from=build --chown=1654:1654 /data /data

# The configuration is looked for in config/sentinel-events.json below this directory: mount it there.
WORKDIR /app
# "app" by its number, by which Kubernetes too can tell that it is not root.
USER 1654
EXPOSE 8080

# There is nothing else in the image that could ask; the program asks itself.
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 CMD ["sentinel-events", "health"]
ENTRYPOINT ["sentinel-events"]
