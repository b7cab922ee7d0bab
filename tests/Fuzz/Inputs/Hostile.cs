using System.Text;

namespace SentinelEvents.Fuzz.Inputs;

/// <summary>What those send who mean ill, and what programs are known to stumble over.</summary>
internal static class Hostile
{
    public static IReadOnlyList<string> Numbers { get; } =
    [
        "0", "-0", "1", "-1", "+1", "01", "1.5", ".", "1e9", "1e309", "-1e309", "NaN", "Infinity", "0x10", "65535", "65536", "2147483647", "2147483648", "-2147483648", "4294967296",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999999", "١٢", "1 000", "1,5", "315360000000", "922337203685477",
    ];

    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "  ", "\0", "\n", "\r\n", "\t", "\u001b[2J\u001b[31m", "\u0007", "\u202Etxt.exe", "\u200B", "\u2028", "\uFEFF", "é", "größe", "☃", "🦊", "İ", "ß", "ﬃ", "a\u0301", "\\", "\"", "'", "`", "<script>", "&amp;",
        "${jndi:x}", "{{", "}}", "{%", "%}", "%s%n", "%00", "../..", "/dev/null", "null", "true", "[]", "{}", ":", "::", "@", "#", ";", ",", "|", "*", "?", "=", "&", "CON", "con:1", "::1", "[::1]", "fe80::1%eth0", "0.0.0.0",
        "127.0.0.1", "10.0.0.1", "256.1.1.1", "0x7f.1", "localhost", "example.org", "xn--bcher-kva.example", "my master", "mymaster", "master", "slave", "sentinel", "auth-pass", Promise.Secret, "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z", "2026-02-30", "00:00:00", "10675199.02:48:05.4775807", "-00:00:01",
    ];

    /// <summary>Bytes that are no UTF-8.</summary>
    public static IReadOnlyList<byte[]> Bytes { get; } =
    [
        [0xFF], [0xFE, 0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0x00], [0x0A], [0x20], [0x1B],
    ];

    public static string Text(Random chance) => chance.Next(12) switch
    {
        < 6 => chance.Pick(Texts),
        < 9 => chance.Pick(Numbers),
        9 => chance.Pick(Texts) + chance.Pick(Texts),
        10 => new string(chance.Pick(Texts).FirstOrDefault('x'), 1 + chance.Small(2_000)),
        _ => Any(chance),
    };

    public static string Number(Random chance) => chance.OneIn(3) ? chance.NextInt64(long.MinValue, long.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture) : chance.Pick(Numbers);

    private static string Any(Random chance)
    {
        var text = new StringBuilder();
        for (var left = chance.Small(40); left > 0; left--)
        {
            text.Append(chance.Next(4) switch
            {
                0 => (char)chance.Next(0x20),
                1 => (char)chance.Next(0x10000),
                _ => (char)chance.Next(0x20, 0x7F),
            });
        }

        return text.ToString();
    }
}
