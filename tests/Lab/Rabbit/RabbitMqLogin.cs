using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>A user of a broker, who may do everything in its only virtual host.</summary>
/// <param name="User">User name.</param>
/// <param name="Password">Password.</param>
public sealed record RabbitMqLogin(string User, string Password)
{
    private const int SaltBytes = 4;

    public override string ToString() => $"RabbitMqLogin {{ User = {User} }}";

    /// <summary>What makes these users, in the broker's own form.</summary>
    internal static string Definitions(IEnumerable<RabbitMqLogin> logins)
    {
        var users = logins.ToList();
        return new JsonObject
        {
            ["users"] = new JsonArray([.. users.Select(login => new JsonObject
            {
                ["name"] = login.User,
                ["password_hash"] = HashOf(login.Password),
                ["hashing_algorithm"] = "rabbit_password_hashing_sha256",
                ["tags"] = "",
            })]),
            ["vhosts"] = new JsonArray(new JsonObject { ["name"] = "/" }),
            ["permissions"] = new JsonArray([.. users.Select(login => new JsonObject
            {
                ["user"] = login.User,
                ["vhost"] = "/",
                ["configure"] = ".*",
                ["write"] = ".*",
                ["read"] = ".*",
            })]),
        }.ToJsonString();
    }

    private static string HashOf(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
