# The worker. Built from source, so that nothing but Docker is needed:
#   docker build -t sentinel-events .

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# What decides which packages are needed comes first: a changed source file then does not restore them again.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Contracts/Contracts.csproj src/Contracts/packages.lock.json src/Contracts/
COPY src/Worker/Worker.csproj src/Worker/packages.lock.json src/Worker/
# Exactly the packages of the lock files.
RUN dotnet restore src/Worker/Worker.csproj --locked-mode

COPY src src
RUN dotnet publish src/Worker/Worker.csproj --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0

# Volumes that are mounted here take over this owner, the image's user "app". The program stays root's: the service cannot change it.
RUN mkdir -p /data/journal /data/mail && chown -R 1654:1654 /data && ln -s /app/sentinel-events /usr/local/bin/sentinel-events
COPY --from=build /app /app

# The configuration is looked for in config/sentinel-events.json below this directory: mount it there.
WORKDIR /app
# "app" by its number, by which Kubernetes too can tell that it is not root.
USER 1654
EXPOSE 8080

# The image holds neither curl nor wget; the program asks itself.
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 CMD ["sentinel-events", "health"]
ENTRYPOINT ["sentinel-events"]
