using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>Where the broker is, and what only it may see, kept apart.</summary>
internal sealed record RabbitMqAddress(Uri Host, string User, string Password)
{
    private const string Secure = "amqps";

    /// <summary>The user that every new broker has, and its password: everybody knows both.</summary>
    private const string Guest = "guest";

    private const int PlainPort = 5672;

    private const int SecurePort = 5671;

    public bool UsesTls => IsSecure(Host);

    public int Port => Host.Port > 0 ? Host.Port : UsesTls ? SecurePort : PlainPort;

    public static bool IsSecure(Uri uri) => uri.Scheme == Secure;

    /// <summary>Whether the password is the one that everybody knows, and the broker on another machine.</summary>
    public bool IsGuestElsewhere => Password == Guest && !IsHere(Host);

    /// <summary>Whether user or password are missing where the broker is on another machine. On this one they are those of a broker as installed.</summary>
    public static bool LacksLogin(Uri uri) => !IsHere(uri) && !(uri.UserInfo.Split(':', 2) is [{ Length: > 0 }, { Length: > 0 }]);

    public static RabbitMqAddress Of(RabbitMqOptions options) => Of(new Uri(options.UriFile is { } file ? File.ReadAllText(file).Trim() : options.Uri));

    public static RabbitMqAddress Of(Uri uri)
    {
        var parts = uri.UserInfo.Split(':', 2);
        return new RabbitMqAddress(
            new UriBuilder(uri) { UserName = "", Password = "" }.Uri,
            parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : Guest,
            parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : Guest);
    }

    public override string ToString() => Host.ToString();

    private static bool IsHere(Uri uri) => Loopback.Is(uri.Host.Trim('[', ']'));
}
